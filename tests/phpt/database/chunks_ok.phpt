--TEST--
A push of many lines is written in chunks, with queries that grow by chunks and not by lines
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
$quantities = [];
for ($i = 0; $i < 1200; $i++) {
    add_product($db, "P$i");
    $quantities["P$i"] = $i % 7;
}
$one = engine($db); $one->receive(body(['P1' => 99]), Stockwire\Engine::V1);
$two = engine($db); $two->receive(body(['P1' => 98, 'P2' => 99]), Stockwire\Engine::V1);
$all = engine($db);
echo json_encode($all->receive(body($quantities), Stockwire\Engine::V1)->counts), "\n";
var_dump($one->queries === $two->queries, $all->queries < 5 * $one->queries);
echo $db->query("SELECT COUNT(*) FROM wp_wc_product_meta_lookup l JOIN wp_postmeta m ON m.post_id = l.product_id AND m.meta_key = '_stock'
    AND m.meta_value = l.stock_quantity WHERE l.stock_quantity = SUBSTRING(l.sku, 2) % 7")->fetch_row()[0], "\n", journal($db), "\n";
?>
--EXPECT--
{"updated":1029,"unchanged":171}
bool(true)
bool(true)
1200
runs: done done done, lines: 1203
