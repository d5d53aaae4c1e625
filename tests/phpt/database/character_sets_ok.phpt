--TEST--
A code that the SKU column's character set cannot hold is unmatched, and all others of the push are written
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
foreach (['A1', "Caf\u{E9}", 'B2'] as $sku) {
    add_product($db, $sku);
}
$codes = ['A1', "Set\u{1F363}", "Caf\u{E9}", "\u{218}apc\u{103}", 'b2'];
foreach (['utf8mb3 COLLATE utf8mb3_unicode_ci', 'utf8mb3 COLLATE utf8mb3_bin', 'latin1 COLLATE latin1_swedish_ci', 'ascii COLLATE ascii_general_ci'] as $i => $set) {
    $db->query("UPDATE wp_wc_product_meta_lookup SET sku = 'Cafe' WHERE product_id = 2 AND " . (str_starts_with($set, 'ascii') ? 1 : 0));
    $db->query("ALTER TABLE wp_wc_product_meta_lookup MODIFY sku VARCHAR(100) CHARACTER SET $set");
    echo strstr($set, ' ', true), "\n";
    foreach (engine($db)->receive(body(array_fill_keys($codes, 20 + $i)), Stockwire\Engine::V1)->lines() as $line) {
        echo "  {$line['code']}: {$line['outcome']} ", $line['product'] ?? '-', "\n";
    }
}
?>
--EXPECT--
utf8mb3
  A1: updated 1
  Set🍣: unmatched -
  Café: updated 2
  Șapcă: unmatched -
  b2: updated 3
utf8mb3
  A1: updated 1
  Set🍣: unmatched -
  Café: updated 2
  Șapcă: unmatched -
  b2: unmatched -
latin1
  A1: updated 1
  Set🍣: unmatched -
  Café: updated 2
  Șapcă: unmatched -
  b2: updated 3
ascii
  A1: updated 1
  Set🍣: unmatched -
  Café: unmatched -
  Șapcă: unmatched -
  b2: updated 3
