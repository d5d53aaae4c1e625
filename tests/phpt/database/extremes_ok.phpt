--TEST--
A sum beyond a line's own limit is known again, and so is a warehouse whose folded name is longer than its column
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
add_product($db, 'B');
// Each of these characters becomes two when it is folded: 495 bytes.
$long = str_repeat("\u{1FB7}", 99);
$lines = fn(string $code, array $quantities) => json_encode(['lines' => array_map(fn($warehouse, $quantity) => ['code' => $code, 'warehouse' => $warehouse, 'quantity' => $quantity], array_keys($quantities), $quantities)]);
foreach (['', 'STRICT_ALL_TABLES'] as $mode) {
    $db->query("SET SESSION sql_mode = '$mode'");
    $engine = engine($db, ['warehouses' => ['One', 'Two', $long . 'a']]);
    foreach (range(1, 2) as $time) {
        echo json_encode($engine->receive($lines('A', ['one' => 999999999, 'two' => 999999999, $long . 'a' => 0]), Stockwire\Engine::V1)->counts), "\n";
        echo json_encode($engine->receive($lines('B', [$long . 'a' => 3, $long . 'b' => 9]), Stockwire\Engine::V1)->counts), "\n";
    }
}
echo rows($db, $a), "\n";
echo json_encode($db->query('SELECT LENGTH(warehouse), quantity FROM wp_stockwire_levels WHERE LENGTH(warehouse) > 3 ORDER BY holder_id, quantity')->fetch_all()), "\n";
?>
--EXPECT--
{"updated":3}
{"updated":1,"other_warehouse":1}
{"unchanged":3}
{"unchanged":1,"other_warehouse":1}
{"unchanged":3}
{"unchanged":1,"other_warehouse":1}
{"unchanged":3}
{"unchanged":1,"other_warehouse":1}
_stock=1999999998.000000 _stock_status=instock | 1999999998 instock | no term
[["399","0.000000"],["399","3.000000"],["399","9.000000"]]
