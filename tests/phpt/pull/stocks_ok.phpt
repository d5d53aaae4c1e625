--TEST--
Warehouses and stocks are read over TLS, in batches and with ticks
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
var_dump($office->warehouses());
$seen = [];
var_dump($office->stocks('depozit șos.', function (array $lines) use (&$seen): void { array_push($seen, ...$lines); }));
echo json_encode($seen, JSON_UNESCAPED_UNICODE), "\n";
echo implode("\n", $server->requests()), "\n";

// A long answer comes in batches; the ticks count what was read.
$server->wish('', ['lines' => 1203]);
$batches = [];
$ticks = [];
var_dump($office->stocks('Magazin', function (array $lines) use (&$batches): void { $batches[] = count($lines); },
    function (int $bytes, int $lines) use (&$ticks): void { $ticks[] = [$bytes, $lines]; }));
var_dump(array_sum($batches), max($batches) <= 500, count($ticks) > 0, end($ticks)[0] > 100000, end($ticks)[1]);

// The same object asks again, and a tick alone will do.
$server->wish('');
var_dump(count($office->warehouses(fn(int $bytes, int $lines) => null)));
?>
--EXPECT--
array(2) {
  [0]=>
  string(7) "Magazin"
  [1]=>
  string(13) "Depozit Șos."
}
int(2)
[{"code":"A-1","name":"Șurub \"M8\"","warehouse":"depozit șos.","quantity":"7","unit":"buc"},{"code":"","name":"Cui","warehouse":"depozit șos.","quantity":"2","unit":"kg"}]
GET /SBORO/api/company/warehouses?cif=RO12345678 
GET /SBORO/api/stocks/ecom/?cif=RO12345678&warehouseName=depozit+%C8%99os. 
int(1203)
int(1203)
bool(true)
bool(true)
bool(true)
int(1203)
int(2)
