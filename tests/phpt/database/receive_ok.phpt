--TEST--
A push sets stock, status, lookup row, term and its count, and journals every line
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
$b = add_product($db, 'B', '0.000000', 'outofstock');
$db->query("INSERT INTO wp_term_relationships VALUES ($b, 4, 0)");
$db->query('UPDATE wp_term_taxonomy SET count = 1 WHERE term_taxonomy_id = 4');
$engine = engine($db);
$receipt = $engine->receive(body(['A' => 0, 'B' => 7, 'C' => 1]), Stockwire\Engine::V1);
echo json_encode([$receipt->run, $receipt->applied, $receipt->counts]), "\n";
echo rows($db, $a), "\n", rows($db, $b), "\n", journal($db), "\n";
echo 'count ', $db->query('SELECT count FROM wp_term_taxonomy WHERE term_taxonomy_id = 4')->fetch_row()[0], "\n";
echo $db->query("SELECT TIMESTAMPDIFF(SECOND, post_modified_gmt, post_modified) FROM wp_posts WHERE ID = $a")->fetch_row()[0], "\n";
echo isolation($db), "\n";
var_dump($engine->queries > 10);
foreach ($receipt->changes() as $change) { echo json_encode($change), "\n"; }
echo $receipt->changed, ' ', $receipt->changes() === $receipt->changes() ? 'the same each time' : 'another each time', "\n";
?>
--EXPECT--
[1,true,{"updated":2,"unmatched":1}]
_stock=0.000000 _stock_status=outofstock | 0 outofstock | term
_stock=7.000000 _stock_status=instock | 7 instock | no term
runs: done, lines: 3
count 1
7200
REPEATABLE-READ
bool(true)
{"id":1,"kind":"holder","type":"simple","parent":0,"old":"5","new":"0","old_status":"instock","new_status":"outofstock"}
{"id":2,"kind":"holder","type":"simple","parent":0,"old":"0","new":"7","old_status":"outofstock","new_status":"instock"}
2 the same each time
