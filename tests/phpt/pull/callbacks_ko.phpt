--TEST--
A throw in a callback ends the question cleanly, and the object can ask again
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
$server->wish('', ['lines' => 5000]);
$office = office($server);
$throw = fn(string $what) => fn() => throw new DomainException($what);
foreach ([
    'lines' => fn() => $office->stocks('Magazin', $throw('in lines')),
    'tick' => fn() => $office->stocks('Magazin', 'nothing', $throw('in tick')),
    'tick of warehouses' => fn() => $office->warehouses($throw('in tick')),
    'the last tick' => fn() => $office->stocks('Magazin', 'nothing', fn(int $bytes, int $lines) => $lines === 5000 ? throw new DomainException('at the end') : null),
    'within the question' => fn() => $office->stocks('Magazin', fn() => $office->warehouses()),
] as $what => $call) {
    try {
        $call();
        echo "$what: returned\n";
    } catch (Throwable $e) {
        echo "$what: ", get_class($e), ': ', $e->getMessage(), "\n";
    }
    $lines = 0;
    var_dump($office->stocks('Magazin', function (array $batch) use (&$lines): void { $lines += count($batch); }) === $lines);
}
// A question in the middle of another that is caught there does not hurt the first.
$caught = 0;
var_dump($office->stocks('Magazin', function () use ($office, &$caught): void {
    try {
        $office->warehouses();
    } catch (Error) {
        $caught++;
    }
}), $caught > 0);
// The callback holds the object that it is called by.
$holder = new class { public $office; public int $lines = 0; public function add(array $lines): void { $this->lines += count($lines); $this->office = null; } };
$holder->office = office($server);
var_dump($holder->office->stocks('Magazin', [$holder, 'add']), $holder->lines);
?>
--EXPECT--
lines: DomainException: in lines
bool(true)
tick: DomainException: in tick
bool(true)
tick of warehouses: DomainException: in tick
bool(true)
the last tick: DomainException: at the end
bool(true)
within the question: Error: The back office is being asked already
bool(true)
int(5000)
bool(true)
int(5000)
int(5000)
