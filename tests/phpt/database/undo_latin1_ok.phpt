--TEST--
An undo writes a warehouse's own spelling back as it was, on a connection of another character set, too
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
$id = add_product($db, 'P');
$db->set_charset('latin1');
$engine = engine($db, ['warehouses' => ["Dep\u{F4}t \u{1F363}"]]);
$push = fn(int $n): int => $engine->receive(json_encode(['lines' => [['code' => 'P', 'warehouse' => "Dep\u{F4}t \u{1F363}", 'quantity' => $n]]]), Stockwire\Engine::V1)->run;
$push(3);
walk($db, $engine, $engine->undo($push(7)), 2000);
echo rows($db, $id), "\n", $db->query('SELECT HEX(label), quantity + 0 FROM wp_stockwire_levels')->fetch_row()[0] === strtoupper(bin2hex("Dep\u{F4}t \u{1F363}")) ? 'as it was' : 'another', "\n";
?>
--EXPECT--
done {"updated":1} 1 of 1: lines 1 matched 0 position 1 changed 1 zeroed 0
_stock=3.000000 _stock_status=instock | 3 instock | no term
as it was
