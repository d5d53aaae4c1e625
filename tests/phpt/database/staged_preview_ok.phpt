--TEST--
A preview of a staged run journals what would be and writes nothing else
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
$engine = engine($db);
$run = $engine->open(true);
$engine->stage($run, [['code' => 'A', 'warehouse' => 'Main', 'quantity' => 2], ['code' => 'none', 'warehouse' => 'Main', 'quantity' => 2]]);
$engine->commit($run);
walk($db, $engine, $run, 2000);
echo rows($db, $a), "\n";
print_lines($db, $run);
foreach (['levels', 'unmatched', 'staged'] as $table) {
    echo $table, ' ', $db->query("SELECT COUNT(*) FROM wp_stockwire_$table")->fetch_row()[0], "\n";
}
refused(fn() => $engine->undo($run));
?>
--EXPECT--
applying {}: lines 2 matched 1 position 0 changed 0 zeroed 0
done {"unmatched":1,"updated":1} 0 of 0: lines 2 matched 1 position 2 changed 1 zeroed 0
_stock=5.000000 _stock_status=instock | 5 instock | no term
1 A updated set 5.000000 2.000000
2 none unmatched no_such_code - -
levels 0
unmatched 0
staged 0
conflict: There is no such run, or it is not in a state for this.
