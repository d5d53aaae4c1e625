--TEST--
An engine is constructed once, not cloned, not half made, and not entered twice
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php require __DIR__ . '/skip.inc'; ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';

use Stockwire\Engine;

$link = shop();
$a = product($link, 'A', '5.000000');
$engine = engine($link);
outcome(fn() => $engine->__construct($link, []));
outcome(fn() => clone $engine);
outcome(fn() => $engine->queries = 5);
outcome(fn() => $engine->more = 5);
outcome(fn() => (new ReflectionClass(Engine::class))->newInstanceWithoutConstructor()->receive('[]', Engine::V1));
$engine = engine($link, ['before' => static function () use (&$engine): void {
    $engine->receive(body(['A', 1]), Engine::V1);
}]);
outcome(fn() => $engine->receive(body(['A', 9]), Engine::V1));
// A stock PHP leaves cycles to the end of the process, which valgrind would call a leak.
$engine = null;
gc_collect_cycles();
$unconnected = mysqli_init();
outcome(fn() => engine($unconnected)->receive(body(['A', 9]), Engine::V1));
$closed = connect($link);
$closed->close();
outcome(fn() => engine($closed)->receive(body(['A', 9]), Engine::V1));
echo stock($link, $a), "\n";
?>
--EXPECT--
Error: The engine is constructed already
Error: Trying to clone an uncloneable object of class Stockwire\Engine
Error: Cannot modify readonly property Stockwire\Engine::$queries
Error: Cannot create dynamic property Stockwire\Engine::$more
ReflectionException: Class Stockwire\Engine is an internal class marked as final that cannot be instantiated without invoking its constructor
Error: The engine is in the middle of a run
refused: unavailable: The connection to the database is closed.
refused: unavailable: The connection to the database is closed.
5.000000 instock 5 instock visible
