--TEST--
The stock of one product is asked for by its code or its name, on a day
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
$office = office($server);
$ask = function (string $warehouse, string $code, string $name) use ($office): void {
    $seen = [];
    echo $office->product($warehouse, $code, $name, '2026-03-10', function (array $lines) use (&$seen): void { array_push($seen, ...$lines); }), ' ';
    echo json_encode($seen, JSON_UNESCAPED_UNICODE), "\n";
};
$ask('Magazin', 'A-1', '');
$ask('Depozit Șos.', '', 'Cui');
$ask('Magazin', 'nobody', '');
echo implode("\n", $server->requests()), "\n";
foreach ([['', 'A-1', ''], ['Magazin', '', '']] as $wrong) {
    try {
        $ask(...$wrong);
    } catch (ValueError $error) {
        echo $error->getMessage(), "\n";
    }
}
?>
--EXPECT--
1 [{"code":"A-1","name":"Șurub \"M8\"","warehouse":"Magazin","quantity":"5","unit":"buc"}]
1 [{"code":"","name":"Cui","warehouse":"Depozit Șos.","quantity":"2","unit":"kg"}]
0 []
GET /SBORO/api/stocks?cif=RO12345678&date=2026-03-10&warehouseName=Magazin&productCode=A-1 
GET /SBORO/api/stocks?cif=RO12345678&date=2026-03-10&warehouseName=Depozit+%C8%98os.&productName=Cui 
GET /SBORO/api/stocks?cif=RO12345678&date=2026-03-10&warehouseName=Magazin&productCode=nobody 
Stockwire\BackOffice::product(): Argument #1 ($warehouse) must be a warehouse's name: UTF-8, not blank and of at most 100 characters
Stockwire\BackOffice::product(): Argument #2 ($code) must not be empty where there is no name
