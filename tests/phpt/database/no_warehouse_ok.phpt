--TEST--
Without a followed warehouse nothing is written, what is known included
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
engine($db)->receive(body(['A' => 7]), Stockwire\Engine::V1);
$engine = engine($db, ['warehouses' => []]);
// As another safety buffer, or the switch of the product, asks for it.
$run = $engine->open();
echo $engine->stage($run, [['product' => 1]]), "\n";
$engine->commit($run);
walk($db, $engine, $run, 2000);
print_lines($db, $run);
$run = $engine->open();
echo $engine->stageSums($run), "\n";
$engine->commit($run);
walk($db, $engine, $run, 2000);
print_lines($db, $run);
echo rows($db, 1), "\n";
echo json_encode($db->query('SELECT warehouse, quantity FROM wp_stockwire_levels')->fetch_all()), "\n";
?>
--EXPECT--
1
applying {}: lines 1 matched 1 position 0 changed 0 zeroed 0
done {"other_warehouse":1} 0 of 0: lines 1 matched 1 position 1 changed 0 zeroed 0
1  other_warehouse none_followed - -
1
applying {}: lines 1 matched 1 position 0 changed 0 zeroed 0
done {"other_warehouse":1} 0 of 0: lines 1 matched 1 position 1 changed 0 zeroed 0
1 A other_warehouse none_followed - -
_stock=7.000000 _stock_status=instock | 7 instock | no term
[["main","7.000000"]]
