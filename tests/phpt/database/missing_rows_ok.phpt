--TEST--
Missing rows are created, double ones are all set, and rows in the trash are left alone
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
$db->query("DELETE FROM wp_postmeta WHERE meta_key IN ('_stock', '_stock_status')");
$b = add_product($db, 'B');
$db->query("INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES ($b, '_stock', '3')");
$c = add_product($db, 'C');
$db->query("UPDATE wp_posts SET post_status = 'trash' WHERE ID = $c");
echo json_encode(engine($db)->receive(body(['A' => 2, 'B' => 4, 'C' => 9]), Stockwire\Engine::V1)->counts), "\n";
echo rows($db, $a), "\n", rows($db, $b), "\n", rows($db, $c), "\n";
?>
--EXPECT--
{"updated":2,"unmatched":1}
_stock=2.000000 _stock_status=instock | 2 instock | no term
_stock=4.000000 _stock=4.000000 _stock_status=instock | 4 instock | no term
_stock=5.000000 _stock_status=instock | 5 instock | no term
