--TEST--
Products are found by name once their keys are written, in either spelling
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
$a = product($link, '', '5.000000', ['name' => 'Șurub M8 &amp; piuliță']);
$b = product($link, '', '5.000000', ['name' => 'Cablu 1,5 mm']);
$engine = engine($link);
echo $engine->indexNames([$a, $b]), ' ', $engine->indexNames([$a]), "\n";
$push = static fn(array ...$lines) => $engine->receive(json_encode(['lines' => array_map(
    static fn(array $line) => ['name' => $line[0], 'quantity' => $line[1], 'warehouse' => 'Magazin'], $lines)]), Engine::V1);
foreach ($push(['ŞURUB  m8 & piuliță', 1], ['Cablu 15 mm', 2], ['cablu 1,5 MM', 3])->lines() as $line) {
    echo $line['name'], ': ', $line['outcome'], ' ', $line['reason'], "\n";
}
$link->query("UPDATE wp_posts SET post_title = 'Altul' WHERE ID = $a");
$engine->indexNames([$a]);
foreach ($push(['Șurub M8 & piuliță', 1], ['altul', 2])->lines() as $line) {
    echo $line['name'], ': ', $line['outcome'], ' ', $line['reason'], "\n";
}
$link->query("DELETE FROM wp_posts WHERE ID = $a");
$engine->indexNames([$a]);
echo value($link, "SELECT COUNT(*) FROM wp_stockwire_names WHERE product_id = $a"), " keys of the product that is gone\n";
$link->query('DELETE FROM wp_stockwire_names');
for ($after = 0, $rounds = 0; ($after = $engine->rebuildNames($after, 1)) !== 0; $rounds++);
echo $rounds, ' ', value($link, 'SELECT COUNT(DISTINCT product_id) FROM wp_stockwire_names'), "\n";
outcome(fn() => $engine->rebuildNames(-1, 1));
outcome(fn() => $engine->rebuildNames(0, 0));
outcome(fn() => $engine->indexNames(['x']));
?>
--EXPECT--
4 2
ŞURUB  m8 & piuliță: updated set
Cablu 15 mm: unmatched no_such_name
cablu 1,5 MM: updated set
Șurub M8 & piuliță: unmatched no_such_name
altul: updated set
0 keys of the product that is gone
1 1
ValueError: Stockwire\Engine::rebuildNames(): Argument #1 ($after) must not be negative
ValueError: Stockwire\Engine::rebuildNames(): Argument #2 ($limit) must be positive
ValueError: Stockwire\Engine::indexNames(): Argument #1 ($products) must be a list of product IDs
