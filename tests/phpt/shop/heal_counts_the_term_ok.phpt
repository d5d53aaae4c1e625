--TEST--
Heal derives status, lookup and term from _stock again, and says what it changed
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
$a = product($link, 'A', '49.000000', ['status' => 'outofstock']);
$b = product($link, 'B', '2.000000');
echo 'hidden: ', value($link, 'SELECT count FROM wp_term_taxonomy WHERE term_taxonomy_id = 5'), "\n";
$changes = engine($link)->heal([$a, $b, 999999]);
echo count($changes), ' ', $changes[0]['id'] === $a ? 'A' : '?', ' ', $changes[0]['old_status'], ' -> ', $changes[0]['new_status'], "\n";
echo stock($link, $a), "\n", stock($link, $b), "\n";
echo 'hidden: ', value($link, 'SELECT count FROM wp_term_taxonomy WHERE term_taxonomy_id = 5'), "\n";
echo json_encode(engine($link)->heal([$a, $b])), json_encode(engine($link)->heal([])), "\n";
outcome(fn() => engine($link)->heal(['x']));
$list = [$a];
foreach ($list as &$id) { }
echo 'by reference: ', json_encode(engine($link)->heal($list)), "\n";
?>
--EXPECT--
hidden: 1
1 A outofstock -> instock
49.000000 instock 49 instock visible
2.000000 instock 2 instock visible
hidden: 0
[][]
ValueError: Stockwire\Engine::heal(): Argument #1 ($products) must be a list of product IDs
by reference: []
