--TEST--
A chunk that waited too long for a lock is tried again whole, and the session's own wait is restored
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
$db->query('SET SESSION innodb_lock_wait_timeout = 77');
$other = connect();
// All four statements are on their way at once: the lock is held for longer than one wait of ours.
$other->multi_query("START TRANSACTION; UPDATE wp_postmeta SET meta_value = '9.000000' WHERE post_id = $a AND meta_key = '_stock'; DO SLEEP(4); COMMIT");
usleep(300000);
$receipt = engine($db)->receive(body(['A' => 2]), Stockwire\Engine::V1);
echo json_encode($receipt->counts), ' from ', $receipt->changes()[0]['old'], "\n";
echo rows($db, $a), "\n", journal($db), "\n";
echo $db->query('SELECT @@innodb_lock_wait_timeout')->fetch_row()[0], "\n";
?>
--EXPECT--
{"updated":1} from 9
_stock=2.000000 _stock_status=instock | 2 instock | no term
runs: done, lines: 1
77
