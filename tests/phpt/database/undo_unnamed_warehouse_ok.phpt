--TEST--
A line that named no warehouse goes back with the level that it told, whichever warehouses are followed by then
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
$levels = fn(): string => $db->query("SELECT GROUP_CONCAT(warehouse, '=', quantity + 0 ORDER BY warehouse SEPARATOR ' ') FROM wp_stockwire_levels")->fetch_row()[0] ?? '';
$unnamed = fn(int $quantity): string => json_encode(['lines' => [['code' => 'P', 'quantity' => $quantity]]]);
$id = add_product($db, 'P');
$one = engine($db, ['warehouses' => ["Dep\u{F4}t"]]);
$others = ['two' => ["Dep\u{F4}t", 'Second'], 'none' => [], 'another' => ['Second'], 'the same' => ["dep\u{D4}t"]];
foreach ($others as $name => $warehouses) {
    $db->query('DELETE FROM wp_stockwire_levels');
    $one->receive($unnamed(3), Stockwire\Engine::V1);
    $run = $one->receive($unnamed(50), Stockwire\Engine::V1);
    echo "$name: the receipt says ", json_encode($run->lines()[0]['warehouse']), ', the journal ',
        json_encode($db->query("SELECT warehouse FROM wp_stockwire_lines WHERE run_id = $run->run")->fetch_row()[0]), "\n";
    $engine = engine($db, ['warehouses' => $warehouses]);
    // Another warehouse happens to hold as much.
    $db->query("INSERT INTO wp_stockwire_levels (holder_id, warehouse, label, quantity, run_id, updated_at) VALUES ($id, 'second', 'Second', 50, 1, '2026-01-01')");
    $undo = $engine->undo($run->run);
    walk($db, $engine, $undo, 2000);
    print_lines($db, $undo);
    echo rows($db, $id), ', ', $levels(), "\n";
}
echo "told anew since, and no longer alone\n";
$run = $one->receive($unnamed(50), Stockwire\Engine::V1);
$one->receive($unnamed(50), Stockwire\Engine::V1);
$engine = engine($db, ['warehouses' => ["Dep\u{F4}t", 'Second']]);
$undo = $engine->undo($run->run);
walk($db, $engine, $undo, 2000);
print_lines($db, $undo);
echo rows($db, $id), ', ', $levels(), "\n";
?>
--EXPECT--
two: the receipt says "", the journal ""
done {"updated":1} 1 of 1: lines 1 matched 0 position 1 changed 1 zeroed 0
1 P updated restored 50.000000 3.000000 changed
_stock=3.000000 _stock_status=instock | 3 instock | no term, depôt=3.000000 second=50.000000
none: the receipt says "", the journal ""
done {"updated":1} 1 of 1: lines 1 matched 0 position 1 changed 1 zeroed 0
1 P updated restored 50.000000 3.000000 changed
_stock=3.000000 _stock_status=instock | 3 instock | no term, depôt=3.000000 second=50.000000
another: the receipt says "", the journal ""
done {"updated":1} 1 of 1: lines 1 matched 0 position 1 changed 1 zeroed 0
1 P updated restored 50.000000 3.000000 changed
_stock=3.000000 _stock_status=instock | 3 instock | no term, depôt=3.000000 second=50.000000
the same: the receipt says "", the journal ""
done {"updated":1} 1 of 1: lines 1 matched 0 position 1 changed 1 zeroed 0
1 P updated restored 50.000000 3.000000 changed
_stock=3.000000 _stock_status=instock | 3 instock | no term, depôt=3.000000 second=50.000000
told anew since, and no longer alone
done {"stale":1} 0 of 0: lines 1 matched 0 position 1 changed 0 zeroed 0
1 P stale changed_since - -
_stock=50.000000 _stock_status=instock | 50 instock | no term, depôt=50.000000 second=50.000000
