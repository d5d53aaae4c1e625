--TEST--
What nobody carries waits in the inbox, and a link finds its product
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
$engine = engine($db);
$unknown = fn() => json_encode(array_map(fn($r) => array_map('strval', array_values($r)), $db->query("SELECT kind, code, name, label, quantity + 0, times FROM wp_stockwire_unmatched ORDER BY kind, code, warehouse")->fetch_all(MYSQLI_ASSOC)), JSON_UNESCAPED_UNICODE);
$lines = json_encode(['lines' => [['code' => 'X', 'name' => 'Șurub', 'warehouse' => 'main', 'quantity' => 4], ['name' => '<b>Piuliță</b>', 'warehouse' => 'MAIN', 'quantity' => 2.5], ['code' => 'Y', 'warehouse' => 'Other', 'quantity' => 1]]]);
$engine->receive($lines, Stockwire\Engine::V1);
$engine->receive($lines, Stockwire\Engine::V1, true);
$engine->receive(str_replace(':4', ':5', $lines), Stockwire\Engine::V1);
echo $unknown(), "\n";
$key = bin2hex(Stockwire\Names::key(Stockwire\Names::CODE, ' X '));
var_dump($db->query("SELECT 1 FROM wp_stockwire_unmatched WHERE kind = 0 AND hash = X'$key'")->num_rows);
$name = bin2hex(Stockwire\Names::key(Stockwire\Names::TEXT, 'piuliță'));
var_dump($db->query("SELECT 1 FROM wp_stockwire_unmatched WHERE kind = 1 AND hash = X'$name'")->num_rows);
$db->query("INSERT INTO wp_stockwire_links (kind, hash, state, product_id, text, made_at) VALUES (0, X'$key', 'linked', $a, 'X', NOW()), (1, X'$name', 'ignored', NULL, 'n', NOW())");
foreach ($engine->receive($lines, Stockwire\Engine::V1)->lines() as $line) {
    echo $line['outcome'], ' ', $line['reason'], ' ', $line['product'] ?? '-', ' ', $line['new'] ?? '-', "\n";
}
// Two spellings of one name in one push.
$both = json_encode(['lines' => [['name' => 'PIULIȚĂ', 'warehouse' => 'Main', 'quantity' => 1], ['name' => 'piuliță', 'warehouse' => 'Main', 'quantity' => 1]]]);
echo implode(' ', array_column($engine->receive($both, Stockwire\Engine::V1)->lines(), 'reason')), "\n";
$db->query("UPDATE wp_stockwire_links SET state = 'former' WHERE kind = 0");
echo $engine->receive(body(['X' => 1]), Stockwire\Engine::V1)->lines()[0]['reason'], "\n";
// The shop's own SKU wins; a link to what is in the trash finds nothing.
$x = add_product($db, 'X');
echo $engine->receive(body(['X' => 1]), Stockwire\Engine::V1)->lines()[0]['product'] === $x ? 'own' : 'link', "\n";
$db->query("DELETE FROM wp_wc_product_meta_lookup WHERE product_id = $x");
$db->query("UPDATE wp_posts SET post_status = 'trash' WHERE ID = $a");
echo $engine->receive(body(['X' => 1]), Stockwire\Engine::V1)->lines()[0]['outcome'], "\n";
var_dump(Stockwire\Names::key(Stockwire\Names::TEXT, ' '));
try { Stockwire\Names::key(2, 'x'); } catch (ValueError $error) { echo $error->getMessage(); }
?>
--EXPECT--
[["0","X","Șurub","main","5.000000","2"],["1","","<b>Piuliță<\/b>","MAIN","2.500000","2"]]
int(1)
int(1)
updated linked 1 4
unmatched ignored - -
other_warehouse not_followed - -
ignored ignored
former_code
own
unmatched
string(0) ""
Stockwire\Names::key(): Argument #1 ($kind) must be Stockwire\Names::CODE, Stockwire\Names::TEXT or Stockwire\Names::GTIN
