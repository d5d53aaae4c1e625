--TEST--
The known levels are summed up anew, with the safety buffer
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
foreach (['A', 'B', 'C'] as $code) {
    add_product($db, $code);
}
$engine = engine($db, ['warehouses' => ['Main']]);
$engine->receive(json_encode(['lines' => [['code' => 'A', 'warehouse' => 'Main', 'quantity' => 3], ['code' => 'A', 'warehouse' => 'Second', 'quantity' => 4],
    ['code' => 'B', 'warehouse' => 'Second', 'quantity' => 9]]]), Stockwire\Engine::V1);
$both = engine($db, ['warehouses' => ['Main', 'Second'], 'buffer' => 2, 'source' => 'recompute']);
$run = $both->open();
echo $both->stageSums($run), "\n";
$both->commit($run);
walk($db, $both, $run, 2000);
print_lines($db, $run);
$db->query("INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (1, '_stockwire_buffer', '10'), (2, '_stockwire_buffer', ''), (3, '_stockwire_buffer', '1')");
$run = $both->open();
echo $both->stage($run, [['product' => 1], ['product' => 2], ['product' => 3], ['product' => 99]]), "\n";
$both->commit($run);
walk($db, $both, $run, 2000);
print_lines($db, $run);
$undo = $both->undo($run);
walk($db, $both, $undo, 2000);
print_lines($db, $undo);
// A variation that left its stock to its parent, and a product in the trash, keep what they have.
$db->query("INSERT INTO wp_posts (ID, post_title, post_type, post_parent) VALUES (50, 'V', 'product_variation', 3)");
$db->query("INSERT INTO wp_stockwire_levels (holder_id, warehouse, label, quantity, run_id, updated_at) VALUES (50, 'main', 'Main', 7, 1, NOW())");
$db->query("UPDATE wp_posts SET post_status = 'trash' WHERE ID = 2");
$run = $both->open();
echo $both->stageSums($run), "\n";
$both->commit($run);
walk($db, $both, $run, 2000);
print_lines($db, $run);
echo engine($db, ['buffer' => 2])->receive(body(['A' => -4]), Stockwire\Engine::V1)->lines()[0]['new'];
?>
--EXPECT--
2
applying {}: lines 2 matched 2 position 0 changed 0 zeroed 0
done {"updated":2} 2 of 2: lines 2 matched 2 position 2 changed 2 zeroed 0
1 A updated buffer 3.000000 5.000000 changed
2 B updated missing_warehouse 5.000000 7.000000 changed
4
applying {}: lines 4 matched 4 position 0 changed 0 zeroed 0
done {"unchanged":1,"unmatched":1,"updated":2} 2 of 2: lines 4 matched 4 position 4 changed 2 zeroed 0
1  updated buffer 5.000000 0.000000 changed
2  unchanged missing_warehouse 7.000000 7.000000
3  updated missing_warehouse 5.000000 0.000000 changed
4  unmatched no_such_code - -
done {"updated":2} 2 of 2: lines 2 matched 0 position 2 changed 2 zeroed 0
1  updated restored 0.000000 5.000000 changed
2  updated restored 0.000000 5.000000 changed
2
applying {}: lines 2 matched 2 position 0 changed 0 zeroed 0
done {"not_managed":1,"updated":1} 1 of 1: lines 2 matched 2 position 2 changed 1 zeroed 0
1 A updated buffer 5.000000 0.000000 changed
2  not_managed stock_not_managed - -
-4
