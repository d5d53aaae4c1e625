--TEST--
An undo brings back numbers and levels, and leaves alone what changed since
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
$ids = [];
foreach (['A', 'B', 'C', 'D'] as $code) {
    $ids[$code] = add_product($db, $code);
}
$engine = engine($db, ['warehouses' => ['Main', 'Second']]);
$engine->receive(body(['A' => 7, 'C' => 5]), Stockwire\Engine::V1);
$pushed = $engine->receive(json_encode(['lines' => [
    ['code' => 'A', 'warehouse' => 'Main', 'quantity' => 3], ['code' => 'A', 'warehouse' => 'Second', 'quantity' => 4],
    ['code' => 'B', 'warehouse' => 'Main', 'quantity' => 0], ['code' => 'C', 'warehouse' => 'Main', 'quantity' => 9],
    ['code' => 'D', 'warehouse' => 'Main', 'quantity' => 1], ['code' => 'D', 'warehouse' => 'Elsewhere', 'quantity' => 8],
]]), Stockwire\Engine::V1)->run;
// Since then an order took one piece of C, and the back office changed D.
$db->query("UPDATE wp_postmeta SET meta_value = '8' WHERE meta_key = '_stock' AND post_id = {$ids['C']}");
$engine->receive(body(['D' => 2]), Stockwire\Engine::V1);
$levels = "SELECT GROUP_CONCAT(holder_id, ':', label, '=', quantity + 0 ORDER BY holder_id, warehouse SEPARATOR ' ') FROM wp_stockwire_levels";
echo $db->query($levels)->fetch_row()[0], "\n";
$undo = engine($db, ['source' => 'undo'])->undo($pushed);
walk($db, $engine, $undo, 2000);
foreach ($ids as $id) {
    echo rows($db, $id), "\n";
}
print_lines($db, $undo);
echo $db->query($levels)->fetch_row()[0], "\n";
echo "And back again:\n";
$redo = $engine->undo($undo);
walk($db, $engine, $redo, 2000);
echo rows($db, $ids['A']), "\n", rows($db, $ids['B']), "\n", $db->query($levels)->fetch_row()[0], "\n";
echo implode(' ', $db->query("SELECT source, undo_of, state FROM wp_stockwire_runs WHERE id = $undo")->fetch_row());
?>
--EXPECT--
1:Main=3.000000 1:Second=4.000000 2:Main=0.000000 3:Main=9.000000 4:Elsewhere=8.000000 4:main=2.000000
done {"stale":2,"unchanged":3,"updated":1} 1 of 1: lines 6 matched 0 position 6 changed 1 zeroed 0
_stock=7.000000 _stock_status=instock | 7 instock | no term
_stock=5.000000 _stock_status=instock | 5 instock | no term
_stock=8 _stock_status=instock | 9 instock | no term
_stock=2.000000 _stock_status=instock | 2 instock | no term
1 D unchanged level_only 2.000000 2.000000
2 D stale changed_since - -
3 C stale changed_since - -
4 B updated restored 0.000000 5.000000 changed
5 A unchanged level_only 7.000000 7.000000
6 A unchanged level_only 7.000000 7.000000
1:Main=7.000000 3:Main=9.000000 4:main=2.000000
And back again:
done {"unchanged":3,"updated":1} 1 of 1: lines 4 matched 0 position 4 changed 1 zeroed 0
_stock=7.000000 _stock_status=instock | 7 instock | no term
_stock=0.000000 _stock_status=outofstock | 0 outofstock | term
1:Main=3.000000 1:Second=4.000000 2:Main=0.000000 3:Main=9.000000 4:Elsewhere=8.000000 4:main=2.000000
undo 2 done
