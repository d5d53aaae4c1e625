--TEST--
No statement is longer than 1 MiB, however many variations a parent has and however many warehouses speak of one product
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
numbers($db, 'parents', 500);
numbers($db, 'variations', 50);
// 500 parents that manage stock, with 50 variations each: every one shows its parent's status.
$db->query("INSERT INTO wp_posts (post_title, post_type) SELECT seq, 'product' FROM parents");
$db->query("INSERT INTO wp_posts (post_title, post_type, post_parent) SELECT 'v', 'product_variation', s.ID
    FROM (SELECT ID FROM wp_posts WHERE post_type = 'product') s JOIN variations");
$db->query("INSERT INTO wp_postmeta (post_id, meta_key, meta_value) SELECT ID, k, v FROM wp_posts JOIN
    (SELECT '_manage_stock' k, 'no' v UNION ALL SELECT '_stock_status', 'instock') m WHERE post_type = 'product_variation'");
$db->query("INSERT INTO wp_postmeta (post_id, meta_key, meta_value) SELECT ID, k, v FROM wp_posts JOIN
    (SELECT '_manage_stock' k, 'yes' v UNION ALL SELECT '_stock_status', 'instock' UNION ALL SELECT '_stock', '5.000000') m WHERE post_type = 'product'");
$db->query("INSERT INTO wp_wc_product_meta_lookup (product_id, sku, stock_quantity, stock_status)
    SELECT ID, IF(post_type = 'product', CONCAT('P', post_title), ''), IF(post_type = 'product', 5, NULL), 'instock' FROM wp_posts");
$db->query("INSERT INTO wp_term_relationships SELECT ID, 1, 0 FROM wp_posts WHERE post_type = 'product'");

$former = $db->query('SELECT @@GLOBAL.max_allowed_packet')->fetch_row()[0];
$db->query('SET GLOBAL max_allowed_packet = 1048576');
$small = connect();
$db->query("SET GLOBAL max_allowed_packet = $former");
echo $small->query('SELECT @@max_allowed_packet')->fetch_row()[0], "\n";

$receipt = engine($small)->receive(body(array_fill_keys(array_map(fn($n) => "P$n", range(1, 500)), 0)), Stockwire\Engine::V1);
echo json_encode($receipt->counts), ' ', count($receipt->changes()), "\n";
echo $db->query("SELECT COUNT(*) FROM wp_wc_product_meta_lookup WHERE stock_status <> 'outofstock'")->fetch_row()[0], ' ',
    $db->query("SELECT COUNT(*) FROM wp_postmeta WHERE meta_key = '_stock_status' AND meta_value <> 'outofstock'")->fetch_row()[0], "\n";

$lines = array_map(fn($n) => ['code' => 'P1', 'warehouse' => "Depozitul numărul $n", 'quantity' => 1], range(1, 8000));
echo json_encode(engine($small)->receive(json_encode(['lines' => $lines]), Stockwire\Engine::V1)->counts), ' ',
    $db->query('SELECT COUNT(*) FROM wp_stockwire_levels')->fetch_row()[0], "\n";
?>
--EXPECT--
1048576
{"updated":500} 25500
0 0
{"other_warehouse":8000} 8500
