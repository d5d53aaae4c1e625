--TEST--
A preview decides every line and writes nothing
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
$receipt = engine($db)->receive(body(['A' => 2]), Stockwire\Engine::V1, true);
echo $receipt->toJson(), "\n", rows($db, $a), "\n", journal($db), "\n";
echo $db->query('SELECT COUNT(*) FROM wp_stockwire_levels')->fetch_row()[0], "\n";
?>
--EXPECT--
{"run":null,"applied":false,"counts":{"updated":1},"lines":[{"line":1,"code":"A","name":"","warehouse":"main","outcome":"updated","reason":"set","message":"The stock was set.","product":1,"old":5,"new":2}]}
_stock=5.000000 _stock_status=instock | 5 instock | no term
runs: , lines: 0
0
