--TEST--
An undo whose number or level was changed since leaves the product alone whole
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
$engine = engine($db, ['warehouses' => ['W1', 'W2', 'W3']]);
$push = fn(array $levels) => $engine->receive(json_encode(['lines' => array_map(fn($w, $q) => ['code' => 'A', 'warehouse' => $w, 'quantity' => $q], array_keys($levels), $levels)]), Stockwire\Engine::V1)->run;
$push(['W1' => 1, 'W2' => 1, 'W3' => 1]);
$run = $push(['W3' => 2, 'W1' => 5]);
echo rows($db, 1), "\n";
// Two pieces go from one warehouse to another: the sum is as it was.
$push(['W1' => 3, 'W2' => 3]);
$undo = $engine->undo($run);
walk($db, $engine, $undo, 2000);
print_lines($db, $undo);
echo rows($db, 1), "\n";
// What the levels add up to is what the shop has: a push of one of them as it is changes nothing.
$push(['W2' => 3]);
echo rows($db, 1), "\n";

echo "\nan order since\n";
$run = $push(['W3' => 4, 'W1' => 6]);
$db->query("UPDATE wp_postmeta SET meta_value = '12' WHERE post_id = 1 AND meta_key = '_stock'");
$undo = $engine->undo($run);
walk($db, $engine, $undo, 2000);
print_lines($db, $undo);
$push(['W2' => 3]);
echo rows($db, 1), "\n";

echo "\nsold out since\n";
$run = $push(['W3' => 5, 'W1' => 7]);
$db->query("UPDATE wp_postmeta SET meta_value = '0' WHERE post_id = 1 AND meta_key = '_stock'");
$db->query("INSERT INTO wp_stockwire_history (holder_id, at, cause, old_quantity, new_quantity) VALUES (1, UTC_TIMESTAMP(6), 'order', 15, 0)");
$undo = $engine->undo($run);
walk($db, $engine, $undo, 2000);
print_lines($db, $undo);
$push(['W2' => 3]);
echo rows($db, 1), "\n";
?>
--EXPECT--
_stock=8.000000 _stock_status=instock | 8 instock | no term
done {"stale":2} 0 of 0: lines 2 matched 0 position 2 changed 0 zeroed 0
1 A stale changed_since - -
2 A stale changed_since - -
_stock=8.000000 _stock_status=instock | 8 instock | no term
_stock=8.000000 _stock_status=instock | 8 instock | no term

an order since
done {"stale":2} 0 of 0: lines 2 matched 0 position 2 changed 0 zeroed 0
1 A stale changed_since - -
2 A stale changed_since - -
_stock=13.000000 _stock_status=instock | 13 instock | no term

sold out since
done {"stale":2} 0 of 0: lines 2 matched 0 position 2 changed 0 zeroed 0
1 A stale changed_since - -
2 A stale changed_since - -
_stock=15.000000 _stock_status=instock | 15 instock | no term
