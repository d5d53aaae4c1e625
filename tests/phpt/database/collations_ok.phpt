--TEST--
Codes on the shop's real collations: exact bytes go first, one hit in another case is taken, accents and emoji never fold
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
foreach (['cod-1', 'COD-1', 'Cutie', "C\u{E1}n\u{103}", "Set\u{1F363}", "\u{1F37A}"] as $sku) {
    add_product($db, $sku);
}
$codes = ['cod-1', 'COD-1', 'Cod-1', 'cUTIE', 'Cana', "c\u{C1}n\u{102}", "Set\u{1F37A}", "set\u{1F363}", "\u{1F363}"];
foreach (['utf8mb4_unicode_520_ci', 'utf8mb4_unicode_ci', 'utf8mb4_general_ci'] as $collation) {
    $db->query("ALTER TABLE wp_wc_product_meta_lookup MODIFY sku VARCHAR(100) CHARACTER SET utf8mb4 COLLATE $collation");
    echo "$collation\n";
    foreach ($codes as $code) {
        // What the database itself calls equal.
        $equal = $db->query("SELECT COUNT(*) FROM wp_wc_product_meta_lookup WHERE sku = '$code'")->fetch_row()[0];
        $line = engine($db)->receive(body([$code => 5]), Stockwire\Engine::V1, true)->lines()[0];
        echo "  $code: $equal equal, {$line['outcome']} ", $line['product'] ?? '-', "\n";
    }
}
?>
--EXPECT--
utf8mb4_unicode_520_ci
  cod-1: 2 equal, unchanged 1
  COD-1: 2 equal, unchanged 2
  Cod-1: 2 equal, ambiguous -
  cUTIE: 1 equal, unchanged 3
  Cana: 1 equal, unmatched -
  cÁnĂ: 1 equal, unchanged 4
  Set🍺: 0 equal, unmatched -
  set🍣: 1 equal, unchanged 5
  🍣: 0 equal, unmatched -
utf8mb4_unicode_ci
  cod-1: 2 equal, unchanged 1
  COD-1: 2 equal, unchanged 2
  Cod-1: 2 equal, ambiguous -
  cUTIE: 1 equal, unchanged 3
  Cana: 1 equal, unmatched -
  cÁnĂ: 1 equal, unchanged 4
  Set🍺: 1 equal, unmatched -
  set🍣: 1 equal, unchanged 5
  🍣: 1 equal, unmatched -
utf8mb4_general_ci
  cod-1: 2 equal, unchanged 1
  COD-1: 2 equal, unchanged 2
  Cod-1: 2 equal, ambiguous -
  cUTIE: 1 equal, unchanged 3
  Cana: 1 equal, unmatched -
  cÁnĂ: 1 equal, unchanged 4
  Set🍺: 1 equal, unmatched -
  set🍣: 1 equal, unchanged 5
  🍣: 1 equal, unmatched -
