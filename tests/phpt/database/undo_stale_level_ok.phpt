--TEST--
An undo whose level was told again since leaves the number alone, too
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
?>
--EXPECT--
_stock=8.000000 _stock_status=instock | 8 instock | no term
done {"stale":1,"unchanged":1} 0 of 0: lines 2 matched 0 position 2 changed 0 zeroed 0
1 A stale changed_since - -
2 A unchanged level_only 8.000000 8.000000
_stock=8.000000 _stock_status=instock | 8 instock | no term
