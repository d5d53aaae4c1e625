--TEST--
The session is as it was after a push, whether it succeeds or is refused
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
$link->query('SET SESSION innodb_lock_wait_timeout = 17');
$state = static fn() => value($link, "SELECT CONCAT_WS(' ', @@innodb_lock_wait_timeout, @@autocommit + 0, @@sql_mode, @@time_zone, @@character_set_client)")
    . ' ' . isolation($link) . (in_transaction($link) ? ', in a transaction' : '');
$before = $state();
$throw = static fn() => throw new DomainException('mine');
foreach ([[], ['before' => $throw], ['query' => $throw], ['committed' => $throw]] as $i => $more) {
    try {
        engine($link, $more)->receive(body(['A', 10 + $i]), Engine::V1);
    } catch (DomainException) {
    }
    var_dump($state() === $before);
}
echo $before, "\n";
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
17 1 NO_ENGINE_SUBSTITUTION SYSTEM utf8mb4 REPEATABLE-READ
