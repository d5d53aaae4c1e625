--TEST--
A number that is told again confirms its level: at once where it changed, else when it was last stored long ago
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
add_product($db, 'A');
$push = function (int $hours) use ($db) {
    $db->query("UPDATE wp_stockwire_levels SET updated_at = UTC_TIMESTAMP(6) - INTERVAL $hours HOUR");
    $outcome = engine($db)->receive(body(['A' => 5]), Stockwire\Engine::V1)->lines()[0]['outcome'];
    $age = $db->query('SELECT TIMESTAMPDIFF(HOUR, updated_at, UTC_TIMESTAMP(6)) FROM wp_stockwire_levels')->fetch_row()[0];
    echo "stored $hours hours ago: $outcome, now $age\n";
};
$push(0);
$push(11);
$push(13);
?>
--EXPECT--
stored 0 hours ago: unchanged, now 0
stored 11 hours ago: unchanged, now 11
stored 13 hours ago: unchanged, now 0
