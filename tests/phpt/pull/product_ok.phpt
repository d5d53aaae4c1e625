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
$ask = function (string $warehouse, string $code, string $name, string $day = '2026-03-10') use ($office): void {
    $seen = [];
    echo $office->product($warehouse, $code, $name, $day, function (array $lines) use (&$seen): void { array_push($seen, ...$lines); }), ' ';
    echo json_encode($seen, JSON_UNESCAPED_UNICODE), "\n";
};
$ask('Magazin', 'A-1', '');
$ask('Depozit Șos.', '', 'Cui');
$ask('Magazin', 'nobody', '');
$ask('Magazin', 'A-1', 'A name beside a code is not asked for');
echo implode("\n", $server->requests()), "\n";
$long = str_repeat('ș', 1001);
$wrongs = [['', 'A-1', ''], ['Magazin', '', ''], ['Magazin', "A\0", ''], ['Magazin', ' ', ''], ['Magazin', $long, ''], ['Magazin', '', "\xFF"], ['Magazin', '', $long],
    ['Magazin', 'A-1', '', ''], ['Magazin', 'A-1', '', '2026-02-30'], ['Magazin', 'A-1', '', '2026-03-1'], ['Magazin', 'A-1', '', "2026-03-10\0"]];
foreach ($wrongs as $wrong) {
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
1 [{"code":"A-1","name":"Șurub \"M8\"","warehouse":"Magazin","quantity":"5","unit":"buc"}]
GET /SBORO/api/stocks?cif=RO12345678&date=2026-03-10&warehouseName=Magazin&productCode=A-1 
GET /SBORO/api/stocks?cif=RO12345678&date=2026-03-10&warehouseName=Depozit+%C8%98os.&productName=Cui 
GET /SBORO/api/stocks?cif=RO12345678&date=2026-03-10&warehouseName=Magazin&productCode=nobody 
GET /SBORO/api/stocks?cif=RO12345678&date=2026-03-10&warehouseName=Magazin&productCode=A-1 
Stockwire\BackOffice::product(): Argument #1 ($warehouse) must be a warehouse's name: UTF-8, not blank and of at most 100 characters
Stockwire\BackOffice::product(): Argument #2 ($code) must not be empty where there is no name
Stockwire\BackOffice::product(): Argument #2 ($code) must be UTF-8, not blank and of at most 1000 characters
Stockwire\BackOffice::product(): Argument #2 ($code) must be UTF-8, not blank and of at most 1000 characters
Stockwire\BackOffice::product(): Argument #2 ($code) must be UTF-8, not blank and of at most 1000 characters
Stockwire\BackOffice::product(): Argument #3 ($name) must be UTF-8, not blank and of at most 1000 characters
Stockwire\BackOffice::product(): Argument #3 ($name) must be UTF-8, not blank and of at most 1000 characters
Stockwire\BackOffice::product(): Argument #4 ($date) must be a day, YYYY-MM-DD
Stockwire\BackOffice::product(): Argument #4 ($date) must be a day, YYYY-MM-DD
Stockwire\BackOffice::product(): Argument #4 ($date) must be a day, YYYY-MM-DD
Stockwire\BackOffice::product(): Argument #4 ($date) must be a day, YYYY-MM-DD
