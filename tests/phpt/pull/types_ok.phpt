--TEST--
Lines keep the types that they were sent with, and quantities their digits
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php require __DIR__ . '/skip.inc'; ?>
--ENV--
STOCKWIRE_ALLOW_PRIVATE=1
--INI--
curl.cainfo={PWD}/ca.pem
--FILE--
<?php
require __DIR__ . '/server.inc';

$server = new Server();
$server->wish('body', ['body' => '{"list":[{"warehouse":{"warehouseName":"Magazin"},"products":[
    {"productCode":"A","productName":"N","quantity":12.50,"measuringUnit":"buc"},
    {"productCode":null,"productName":"\u0218urub","quantity":"12,5"},
    {"productCode":12,"quantity":1e3},
    {"productCode":-1.5,"quantity":1e400},
    {"productCode":true,"quantity":false,"productName":[1],"measuringUnit":{}},
    {"quantity":0.00000001},
    7]}]}']);
var_dump(office($server)->stocks('Magazin', function (array $lines): void {
    foreach ($lines as $line) {
        echo implode(', ', array_map(fn($value) => json_encode($value, JSON_UNESCAPED_UNICODE), $line)), "\n";
    }
}));
?>
--EXPECT--
"A", "N", "Magazin", "12.5", "buc"
"", "Șurub", "Magazin", "12,5", ""
12, "", "Magazin", "1000", ""
-1.5, "", "Magazin", "1e400", ""
true, [], "Magazin", false, []
"", "", "Magazin", "0.00000001", ""
"", "", "Magazin", null, ""
int(7)
