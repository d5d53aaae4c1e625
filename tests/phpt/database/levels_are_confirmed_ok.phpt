--TEST--
A number that is told again confirms its level, and is newer than what a fetch had read before it
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
$push(1);
// A fetch reads 7; before it is applied, the back office says 5 once more.
$fetch = engine($db, ['source' => 'fetch']);
$run = $fetch->open();
$fetch->stage($run, [['code' => 'A', 'warehouse' => 'Main', 'quantity' => 7]]);
$fetch->commit($run);
$push(1);
walk($db, $fetch, $run, 2000);
print_lines($db, $run);
echo rows($db, 1), "\n";
echo "Opened before that push, and read after it:\n";
$run = $fetch->open();
$push(1);
$fetch->stage($run, [['code' => 'A', 'warehouse' => 'Main', 'quantity' => 7]], (int) $db->query('SELECT MAX(id) FROM wp_stockwire_runs')->fetch_row()[0]);
$fetch->commit($run);
walk($db, $fetch, $run, 2000);
try {
    $fetch->stage($run, [], -1);
} catch (ValueError $error) {
    echo $error->getMessage(), "\n";
}
?>
--EXPECT--
stored 0 hours ago: unchanged, now 0
stored 1 hours ago: unchanged, now 0
stored 1 hours ago: unchanged, now 0
applying {}: lines 1 matched 1 position 0 changed 0 zeroed 0
done {"stale":1} 0 of 0: lines 1 matched 1 position 1 changed 0 zeroed 0
1 A stale older - -
_stock=5.000000 _stock_status=instock | 5 instock | no term
Opened before that push, and read after it:
stored 1 hours ago: unchanged, now 0
applying {}: lines 1 matched 1 position 0 changed 0 zeroed 0
done {"updated":1} 1 of 1: lines 1 matched 1 position 1 changed 1 zeroed 0
Stockwire\Engine::stage(): Argument #3 ($after) must be the number of a run, or 0
