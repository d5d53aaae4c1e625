--TEST--
Summed up anew, a number is without what was sold since, and one that somebody gave since stays
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
foreach (['SOLD', 'TOLD', 'SET', 'ELSEWHERE', 'UNKNOWN'] as $code) {
    $ids[$code] = add_product($db, $code);
}
$change = function (string $code, string $cause, int $old, int $new) use ($db, $ids): void {
    $db->query("UPDATE wp_postmeta SET meta_value = '$new' WHERE meta_key = '_stock' AND post_id = {$ids[$code]}");
    $db->query("INSERT INTO wp_stockwire_history (holder_id, at, cause, old_quantity, new_quantity) VALUES ({$ids[$code]}, UTC_TIMESTAMP(6), '$cause', $old, $new)");
};
$engine = engine($db);
$engine->receive(body(['SOLD' => 10, 'TOLD' => 10, 'SET' => 10, 'ELSEWHERE' => 10, 'UNKNOWN' => 10]), Stockwire\Engine::V1);
$change('SOLD', 'order', 10, 6);
$change('SOLD', 'order', 6, 7);
$change('TOLD', 'order', 10, 6);
$change('TOLD', 'person', 6, 30);
$engine->receive(body(['TOLD' => 10]), Stockwire\Engine::V1);
$change('SET', 'person', 10, 30);
$change('ELSEWHERE', 'order', 10, 9);
$change('ELSEWHERE', 'other', 9, 4);
// A warehouse that nobody follows has no word on that.
$engine->receive(json_encode(['lines' => [['code' => 'ELSEWHERE', 'warehouse' => 'Second', 'quantity' => 5]]]), Stockwire\Engine::V1);
$db->query("INSERT INTO wp_stockwire_history (holder_id, at, cause, old_quantity, new_quantity) VALUES ({$ids['UNKNOWN']}, UTC_TIMESTAMP(6), 'order', NULL, 3)");
$buffered = engine($db, ['buffer' => 1, 'source' => 'recompute']);
$run = $buffered->open();
$buffered->stageSums($run);
$buffered->commit($run);
walk($db, $buffered, $run, 2);
print_lines($db, $run);
echo "A push is no sum:\n", $engine->receive(body(['SOLD' => 10]), Stockwire\Engine::V1)->lines()[0]['new'], "\n";
?>
--EXPECT--
matching {}: lines 5 matched 2 position 2 changed 0 zeroed 0
matching {}: lines 5 matched 4 position 4 changed 0 zeroed 0
applying {}: lines 5 matched 5 position 0 changed 0 zeroed 0
applying {"updated":1} 1 of 1: lines 5 matched 5 position 1 changed 1 zeroed 0
applying {"updated":1} 1 of 1: lines 5 matched 5 position 2 changed 2 zeroed 0
applying {"stale":1} 0 of 0: lines 5 matched 5 position 3 changed 2 zeroed 0
applying {"stale":1} 0 of 0: lines 5 matched 5 position 4 changed 2 zeroed 0
done {"updated":1} 1 of 1: lines 5 matched 5 position 5 changed 3 zeroed 0
1 SOLD updated buffer 7.000000 6.000000 changed
2 TOLD updated buffer 10.000000 9.000000 changed
3 SET stale changed_since - -
4 ELSEWHERE stale changed_since - -
5 UNKNOWN updated buffer 10.000000 9.000000 changed
A push is no sum:
10
