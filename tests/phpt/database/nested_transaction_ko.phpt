--TEST--
Inside a caller's transaction a push is refused, and the transaction stays the caller's
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
$db->query('START TRANSACTION');
$db->query("UPDATE wp_posts SET post_title = 'mine' WHERE ID = $a");
refused(fn() => engine($db)->receive(body(['A' => 2]), Stockwire\Engine::V1));
$db->query('ROLLBACK');
echo $db->query("SELECT post_title FROM wp_posts WHERE ID = $a")->fetch_row()[0], "\n";
echo rows($db, $a), "\n", journal($db), "\n";
?>
--EXPECT--
unavailable: Another plugin has a database transaction open in this request, so nothing was written. Send the same push again.
Product A
_stock=5.000000 _stock_status=instock | 5 instock | no term
runs: , lines: 0
