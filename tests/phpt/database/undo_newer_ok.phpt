--TEST--
An undo leaves alone what was changed later, also where it came to the same number; a run that waited is no later one
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
foreach (['SOLD', 'BEFORE', 'WAITED', 'OLD', 'OLDSOLD', 'STEPS'] as $code) {
    $ids[$code] = add_product($db, $code);
}
$history = fn(string $code, int $old, int $new) => $db->query("INSERT INTO wp_stockwire_history (holder_id, at, cause, old_quantity, new_quantity)
    VALUES ({$ids[$code]}, UTC_TIMESTAMP(6), 'person', $old, $new)");
$engine = engine($db);
$undo = function (int $run) use ($db, $engine): void {
    $undo = $engine->undo($run);
    walk($db, $engine, $undo, 2000);
    print_lines($db, $undo);
};
$history('BEFORE', 4, 5);
$pushed = $engine->receive(body(['SOLD' => 9, 'BEFORE' => 9]), Stockwire\Engine::V1)->run;
// Sold, and given back by hand: 9 again.
$history('SOLD', 9, 8);
$history('SOLD', 8, 9);
$undo($pushed);
echo "A run that was opened first and written last:\n";
$fetch = $engine->open();
$engine->stage($fetch, [['code' => 'WAITED', 'warehouse' => 'Main', 'quantity' => 7, 'sequence' => 2]]);
$engine->commit($fetch);
$between = $engine->receive(json_encode([['code' => 'WAITED', 'warehouse' => 'Main', 'quantity' => 6, 'sequence' => 1]]), Stockwire\Engine::V1)->run;
walk($db, $engine, $fetch, 2000);
$undo($between);
$undo($fetch);
echo "Rows from before their time was kept go by the numbers of runs, and by the end of their own:\n";
$first = $engine->receive(body(['OLD' => 8, 'OLDSOLD' => 8]), Stockwire\Engine::V1)->run;
$history('OLDSOLD', 8, 8);
$second = $engine->receive(body(['OLD' => 7]), Stockwire\Engine::V1)->run;
$engine->receive(body(['OLD' => 8]), Stockwire\Engine::V1)->run;
$db->query('UPDATE wp_stockwire_lines SET written_at = NULL');
$undo($first);
echo "What the run itself wrote later is no newer change:\n";
$steps = $engine->open();
$engine->stage($steps, [['code' => 'STEPS', 'warehouse' => 'Main', 'quantity' => 8], ['code' => 'STEPS', 'warehouse' => 'Main', 'quantity' => 9]]);
$engine->commit($steps);
walk($db, $engine, $steps, 1);
$undo($steps);
?>
--EXPECT--
done {"stale":1,"updated":1} 1 of 1: lines 2 matched 0 position 2 changed 1 zeroed 0
1 BEFORE updated restored 9.000000 5.000000 changed
2 SOLD stale changed_since - -
A run that was opened first and written last:
applying {}: lines 1 matched 1 position 0 changed 0 zeroed 0
done {"updated":1} 1 of 1: lines 1 matched 1 position 1 changed 1 zeroed 0
done {"stale":1} 0 of 0: lines 1 matched 0 position 1 changed 0 zeroed 0
1 WAITED stale changed_since - -
done {"updated":1} 1 of 1: lines 1 matched 0 position 1 changed 1 zeroed 0
1 WAITED updated restored 7.000000 6.000000 changed
Rows from before their time was kept go by the numbers of runs, and by the end of their own:
done {"stale":2} 0 of 0: lines 2 matched 0 position 2 changed 0 zeroed 0
1 OLDSOLD stale changed_since - -
2 OLD stale changed_since - -
What the run itself wrote later is no newer change:
matching {}: lines 2 matched 1 position 1 changed 0 zeroed 0
matching {}: lines 2 matched 2 position 2 changed 0 zeroed 0
applying {}: lines 2 matched 2 position 0 changed 0 zeroed 0
applying {"updated":1} 1 of 1: lines 2 matched 2 position 1 changed 1 zeroed 0
applying {"updated":1} 1 of 1: lines 2 matched 2 position 2 changed 2 zeroed 0
done {}: lines 2 matched 2 position 2 changed 2 zeroed 0
done {"updated":2} 1 of 1: lines 2 matched 0 position 2 changed 1 zeroed 0
1 STEPS updated restored 9.000000 5.000000
2 STEPS updated restored 9.000000 5.000000 changed
