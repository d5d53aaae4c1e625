--TEST--
EXPLAIN shows an index behind every statement of a push, a heal and the name keys, whatever the size of the catalogue
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
// A catalogue as large as makes the optimizer choose as it does in a real one, written set-wise.
$db->query("SET SESSION sql_mode = ''");
numbers($db, 'numbers', 20000);
$fill = static fn(string $sql) => $db->query($sql) || die($db->error);
$fill("INSERT INTO wp_posts (post_title, post_type, post_status) SELECT CONCAT('Product ', seq), 'product', 'publish' FROM numbers");
$fill("INSERT INTO wp_postmeta (post_id, meta_key, meta_value) SELECT ID, k, v FROM wp_posts JOIN (SELECT '_manage_stock' k, 'yes' v UNION SELECT '_stock', '5'
    UNION SELECT '_stock_status', 'instock' UNION SELECT '_backorders', 'no' UNION SELECT '_sku', 'x' UNION SELECT '_price', '1' UNION SELECT '_weight', '') m");
$fill("INSERT INTO wp_wc_product_meta_lookup (product_id, sku, stock_quantity) SELECT ID, CONCAT('S', ID), 5 FROM wp_posts");
$fill("INSERT INTO wp_wc_product_attributes_lookup (product_id, product_or_parent_id, taxonomy, term_id, is_variation_attribute, in_stock)
    SELECT ID, ID, 'pa_size', 9, 0, 1 FROM wp_posts");
$fill("INSERT INTO wp_term_relationships (object_id, term_taxonomy_id) SELECT ID, 20 + ID % 50 FROM wp_posts");
$fill("INSERT INTO wp_stockwire_levels (holder_id, warehouse, label, quantity, run_id, updated_at) SELECT ID, 'main', 'Main', 5, 1, NOW() FROM wp_posts");
$fill("INSERT INTO wp_stockwire_names (kind, hash, product_id) SELECT 1, UNHEX(LEFT(SHA2(ID, 256), 32)), ID FROM wp_posts");
$fill("INSERT INTO wp_stockwire_links (kind, hash, state, product_id, text, made_at) SELECT 0, UNHEX(LEFT(SHA2(ID, 256), 32)), 'linked', ID, 'x', NOW() FROM wp_posts");
$fill("INSERT INTO wp_stockwire_unmatched (kind, hash, warehouse, label, code, name, quantity, first_seen, last_seen, run_id) SELECT 0, UNHEX(LEFT(SHA2(ID, 256), 32)), 'main', 'Main', 'x', '', 1, NOW(), NOW(), 1 FROM wp_posts");
$fill("INSERT INTO wp_stockwire_runs (id, source, state, started_at) SELECT seq, 'v1', 'done', NOW() FROM numbers WHERE seq <= 2000");
$fill("INSERT INTO wp_stockwire_lines (run_id, line, code, name, warehouse, outcome, reason, holder_id) SELECT 1 + ID % 2000, ID, 'x', '', 'main', 'updated', 'set', ID FROM wp_posts");
$fill("INSERT INTO wp_stockwire_history (holder_id, at, cause, old_quantity, new_quantity) SELECT ID, NOW(), 'order', 2, 1 FROM wp_posts");
$fill("INSERT INTO wp_stockwire_staged (run_id, line, holder_id) SELECT 1 + ID % 2000, ID, ID FROM wp_posts");
foreach ($db->query('SHOW TABLES')->fetch_all() as [$table]) {
    $db->query("ANALYZE TABLE $table")->fetch_all();
}
$id = $db->thread_id;
$db->query("SET GLOBAL log_output = 'TABLE'");
$db->query('SET GLOBAL general_log = 1');
$quantities = [];
for ($i = 1; $i <= 400; $i++) {
    $quantities['S' . $i * 49] = $i % 3;
}
$lines = json_decode(body($quantities), true)['lines'];
$lines[] = ['name' => 'Product 7', 'warehouse' => 'main', 'quantity' => 1];
echo json_encode(engine($db)->receive(json_encode($lines), Stockwire\Engine::V1)->counts), "\n";
$db->query("UPDATE wp_postmeta SET meta_value = 'outofstock' WHERE post_id BETWEEN 100 AND 300 AND meta_key = '_stock_status'");
echo count(engine($db)->heal(range(100, 300))), " healed\n";
engine($db)->indexNames(range(1, 300));
$engine = engine($db, ['brake_percent' => 30]);
$run = $engine->open();
$engine->stage($run, $lines);
$engine->commit($run);
while (!in_array($state = $engine->advance($run)->state, ['done', 'held'], true));
$undo = $engine->undo($run);
while ('done' !== $engine->advance($undo)->state);
$sums = $engine->open();
$engine->stage($sums, array_map(fn($id) => ['product' => $id], range(1, 300)));
$engine->commit($sums);
while ('done' !== $engine->advance($sums)->state);
echo "$state, a staged run, its undo, and sums\n";
$log = $db->query("SELECT argument FROM mysql.general_log WHERE thread_id = $id AND CONVERT(argument USING utf8mb4) REGEXP '^(SELECT|UPDATE|DELETE|INSERT)' ORDER BY event_time")->fetch_all();
$explained = 0;
foreach ($log as [$sql]) {
    if (!preg_match('/^(SELECT .* FROM `|UPDATE `|DELETE FROM `|INSERT .*SELECT )/s', $sql) || preg_match('/FROM `wp_term_taxonomy`/', $sql)) {
        continue; // not ours, plain inserts, or the shop's handful of terms
    }
    $plan = $db->query("EXPLAIN FORMAT=TRADITIONAL $sql");
    if (!$plan) {
        echo "no plan: {$db->error}\n";
        continue;
    }
    foreach ($plan->fetch_all(MYSQLI_ASSOC) as $row) {
        if (null !== $row['table'] && 'INSERT' !== $row['select_type'] && !str_starts_with($row['table'], '<') && (null === $row['key'] || 'ALL' === $row['type'])) {
            echo "no index: {$row['table']} ({$row['type']}) in ", substr($sql, 0, 150), "\n";
        }
    }
    $explained++;
}
var_dump($explained > 25);
?>
--CLEAN--
<?php
require __DIR__ . '/shop.inc';
connect()->query('SET GLOBAL general_log = 0');
?>
--EXPECT--
{"updated":400,"unmatched":1}
199 healed
done, a staged run, its undo, and sums
bool(true)
