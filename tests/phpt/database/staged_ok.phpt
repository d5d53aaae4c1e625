--TEST--
Lines that were staged are matched, applied and journaled step by step
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
$b = add_product($db, 'B');
$engine = engine($db, ['source' => 'fetch']);
$run = $engine->open();
echo $engine->stage($run, [['code' => 'A', 'warehouse' => 'Main', 'quantity' => '2'], ['code' => 'B', 'warehouse' => 'Main', 'quantity' => 0]]), "\n";
echo $engine->stage($run, [['code' => 'none', 'warehouse' => 'Main', 'quantity' => 1.5], ['code' => 'A', 'quantity' => 'x']]), "\n";
$engine->commit($run);
echo state($db, $run), "\n";
walk($db, $engine, $run, 2);
echo rows($db, $a), "\n", rows($db, $b), "\n";
print_lines($db, $run);
echo $db->query('SELECT COUNT(*) FROM wp_stockwire_staged')->fetch_row()[0], " staged\n";
echo implode(' ', $db->query('SELECT source, label, quantity FROM wp_stockwire_levels ORDER BY holder_id LIMIT 1')->fetch_row()), "\n";
echo $db->query('SELECT counts FROM wp_stockwire_runs')->fetch_row()[0];
?>
--EXPECT--
2
4
matching lines 4 matched 0 position 0 changed 0 zeroed 0
matching {}: lines 4 matched 2 position 2 changed 0 zeroed 0
applying {}: lines 4 matched 2 position 0 changed 0 zeroed 0
applying {"unmatched":1} 0 of 0: lines 4 matched 2 position 1 changed 0 zeroed 0
applying {"updated":1} 1 of 1: lines 4 matched 2 position 2 changed 1 zeroed 0
done {"updated":1} 1 of 1: lines 4 matched 2 position 3 changed 2 zeroed 0
_stock=2.000000 _stock_status=instock | 2 instock | no term
_stock=0.000000 _stock_status=outofstock | 0 outofstock | term
1 A updated set 5.000000 2.000000 changed
2 B updated set 5.000000 0.000000 changed
3 none unmatched no_such_code - -
4 A invalid quantity_not_a_number - -
0 staged
fetch Main 2.000000
{"updated":2,"unmatched":1,"invalid":1}
