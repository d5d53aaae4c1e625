--TEST--
heal() derives status, lookup row and term from _stock, and does nothing where all is right
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
$a = add_product($db, 'A', '49.000000', 'outofstock');
$b = add_product($db, 'B');
$db->query("INSERT INTO wp_term_relationships VALUES ($a, 4, 0)");
$engine = engine($db);
echo json_encode($engine->heal([$a, $b, 999])), "\n", rows($db, $a), "\n";
echo json_encode($engine->heal([$a, $b])), "\n", journal($db), "\n";
foreach ([['a'], [0], [-1], [1.5]] as $ids) {
    try { $engine->heal($ids); } catch (ValueError $e) { echo $e->getMessage(), "\n"; }
}
?>
--EXPECT--
[{"id":1,"kind":"holder","type":"simple","parent":0,"old":"49","new":"49","old_status":"outofstock","new_status":"instock"}]
_stock=49.000000 _stock_status=instock | 49 instock | no term
[]
runs: , lines: 0
Stockwire\Engine::heal(): Argument #1 ($products) must be a list of product IDs
Stockwire\Engine::heal(): Argument #1 ($products) must be a list of product IDs
Stockwire\Engine::heal(): Argument #1 ($products) must be a list of product IDs
Stockwire\Engine::heal(): Argument #1 ($products) must be a list of product IDs
