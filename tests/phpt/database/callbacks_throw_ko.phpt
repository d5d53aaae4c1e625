--TEST--
A callable that throws ends the run with its own exception; nothing of the chunk is written unless it was committed
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
$a = add_product($db, 'A');
$throw = fn() => throw new DomainException('listener');
foreach (['before', 'query', 'original', 'committed'] as $name) {
    try {
        engine($db, [$name => $throw])->receive(body(['A' => 2]), Stockwire\Engine::V1);
    } catch (DomainException $e) {
        echo $name, ': ', $e->getMessage(), ' | ', rows($db, $a), "\n";
    }
}
try {
    engine($db, ['rounding' => 'callback', 'round' => $throw])->receive(body(['A' => 3]), Stockwire\Engine::V1);
} catch (DomainException $e) {
    echo 'round: ', $e->getMessage(), ' | ', rows($db, $a), "\n";
}
refused(fn() => engine($db, ['rounding' => 'callback', 'round' => fn() => 'many'])->receive(body(['A' => 3]), Stockwire\Engine::V1));
$engine = null;
$again = function () use (&$engine) { $engine->receive(body(['A' => 4]), Stockwire\Engine::V1); };
$engine = engine($db, ['before' => $again]);
try {
    $engine->receive(body(['A' => 3]), Stockwire\Engine::V1);
} catch (Error $e) {
    echo get_class($e), ': ', $e->getMessage(), "\n";
}
echo rows($db, $a), "\n", journal($db), "\n";
// Nothing of it is left open: the connection takes a transaction of its own.
var_dump($db->query('SET TRANSACTION ISOLATION LEVEL READ COMMITTED'));
// A stock PHP leaves cycles to the end of the process, which valgrind would call a leak.
$engine = $again = null;
gc_collect_cycles();
?>
--EXPECT--
before: listener | _stock=5.000000 _stock_status=instock | 5 instock | no term
query: listener | _stock=5.000000 _stock_status=instock | 5 instock | no term
original: listener | _stock=5.000000 _stock_status=instock | 5 instock | no term
committed: listener | _stock=2.000000 _stock_status=instock | 2 instock | no term
round: listener | _stock=2.000000 _stock_status=instock | 2 instock | no term
unavailable: The shop's own rounding of stock (wc_stock_amount) gave something that is no number.
Error: The engine is in the middle of a run
_stock=2.000000 _stock_status=instock | 2 instock | no term
runs: failed failed failed failed failed failed, lines: 1
bool(true)
