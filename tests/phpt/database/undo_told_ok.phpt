--TEST--
What an undo goes back to is as old as it was: summed up anew, it is still without what was sold since
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
foreach (['OTHER', 'SAME', 'FIRST'] as $code) {
    $ids[$code] = add_product($db, $code);
}
$sold = function (string $code, int $old, int $new) use ($db, $ids): void {
    $db->query("UPDATE wp_postmeta SET meta_value = '$new' WHERE meta_key = '_stock' AND post_id = {$ids[$code]}");
    $db->query("INSERT INTO wp_stockwire_history (holder_id, at, cause, old_quantity, new_quantity) VALUES ({$ids[$code]}, UTC_TIMESTAMP(6), 'order', $old, $new)");
};
$told = fn(): array => array_column($db->query('SELECT holder_id, updated_at FROM wp_stockwire_levels ORDER BY holder_id')->fetch_all(MYSQLI_ASSOC), 'updated_at', 'holder_id');
$engine = engine($db);
$engine->receive(body(['OTHER' => 10, 'SAME' => 10]), Stockwire\Engine::V1);
$before = $told();
$sold('OTHER', 10, 7);
$sold('SAME', 10, 7);
$run = $engine->receive(body(['OTHER' => 20, 'SAME' => 10, 'FIRST' => 4]), Stockwire\Engine::V1)->run;
echo $told()[$ids['SAME']] > $before[$ids['SAME']] ? "told again\n" : "as old as before\n";
$undo = $engine->undo($run);
walk($db, $engine, $undo, 2000);
print_lines($db, $undo);
echo $told() === $before ? "as old as they were\n" : "told anew by the undo\n";
$sums = engine($db, ['source' => 'recompute']);
$run = $sums->open();
$sums->stageSums($run);
$sums->commit($run);
walk($db, $sums, $run, 2000);
print_lines($db, $run);
echo "Rows from before that was kept count as told by the undo:\n";
$run = $engine->receive(body(['OTHER' => 30]), Stockwire\Engine::V1)->run;
$db->query('UPDATE wp_stockwire_lines SET old_level_at = NULL');
walk($db, $engine, $engine->undo($run), 2000);
echo $told()[$ids['OTHER']] > $before[$ids['OTHER']] ? "told anew\n" : "older\n";
?>
--EXPECT--
told again
done {"updated":3} 3 of 3: lines 3 matched 0 position 3 changed 3 zeroed 0
1 FIRST updated restored 4.000000 5.000000 changed
2 SAME updated restored 10.000000 7.000000 changed
3 OTHER updated restored 20.000000 7.000000 changed
as old as they were
applying {}: lines 2 matched 2 position 0 changed 0 zeroed 0
done {"unchanged":2} 0 of 0: lines 2 matched 2 position 2 changed 0 zeroed 0
1 OTHER unchanged same 7.000000 7.000000
2 SAME unchanged same 7.000000 7.000000
Rows from before that was kept count as told by the undo:
done {"updated":1} 1 of 1: lines 1 matched 0 position 1 changed 1 zeroed 0
told anew
