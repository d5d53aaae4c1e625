--TEST--
A staged run that would empty too much is held before anything is written
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
for ($i = 1; $i <= 30; $i++) {
    add_product($db, "P$i");
}
$engine = engine($db, ['brake_percent' => 30, 'source' => 'fetch', 'warehouses' => ['Main', 'Second']]);
$run = $engine->open();
foreach (range(1, 20) as $i) {
    $engine->stage($run, [['code' => "P$i", 'warehouse' => 'Main', 'quantity' => 0]]);
}
// The other warehouse has pieces of ten of them: those are not emptied.
foreach (range(1, 10) as $i) {
    $engine->stage($run, [['code' => "P$i", 'warehouse' => 'Second', 'quantity' => 3]]);
}
$engine->commit($run);
walk($db, $engine, $run, 7);
echo $db->query("SELECT COUNT(*) FROM wp_stockwire_lines")->fetch_row()[0], " lines journaled\n";
$engine->release($run);
walk($db, $engine, $run, 1000);
echo $db->query("SELECT COUNT(*) FROM wp_wc_product_meta_lookup WHERE stock_quantity = 0")->fetch_row()[0], ' out';
?>
--EXPECT--
matching {}: lines 30 matched 7 position 7 changed 0 zeroed 0
matching {}: lines 30 matched 14 position 14 changed 0 zeroed 0
matching {}: lines 30 matched 21 position 21 changed 0 zeroed 0
matching {}: lines 30 matched 28 position 28 changed 0 zeroed 0
trying {}: lines 30 matched 30 position 0 changed 0 zeroed 0
trying {"updated":6} 0 of 0: lines 30 matched 30 position 6 changed 3 zeroed 0
trying {"updated":6} 0 of 0: lines 30 matched 30 position 12 changed 6 zeroed 0
trying {"updated":6} 0 of 0: lines 30 matched 30 position 18 changed 9 zeroed 0
trying {"updated":6} 0 of 0: lines 30 matched 30 position 24 changed 14 zeroed 4
held {"updated":6} 0 of 0: lines 30 matched 30 position 0 changed 20 zeroed 10
0 lines journaled
done {"updated":30} 20 of 20: lines 30 matched 30 position 30 changed 20 zeroed 10
10 out
