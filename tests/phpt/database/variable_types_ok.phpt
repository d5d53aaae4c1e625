--TEST--
A parent of a plugin's own variable type follows its variations where the configuration names the type
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
$db->query("INSERT INTO wp_terms (slug) VALUES ('variable-subscription')");
$db->query("INSERT INTO wp_term_taxonomy (term_id, taxonomy) VALUES ($db->insert_id, 'product_type')");
$type = $db->insert_id;
$parent = add_product($db, 'P');
$db->query("UPDATE wp_postmeta SET meta_value = 'no' WHERE post_id = $parent AND meta_key = '_manage_stock'");
$db->query("DELETE FROM wp_postmeta WHERE post_id = $parent AND meta_key = '_stock'");
$db->query("UPDATE wp_wc_product_meta_lookup SET stock_quantity = NULL WHERE product_id = $parent");
$db->query("INSERT INTO wp_term_relationships VALUES ($parent, $type, 0)");
$variation = add_product($db, 'V');
$db->query("UPDATE wp_posts SET post_type = 'product_variation', post_parent = $parent WHERE ID = $variation");
foreach ([['absent', 'variable-subscription'], ['absent']] as $types) {
    $engine = engine($db, ['variable_types' => $types]);
    foreach ([0, 3] as $quantity) {
        $receipt = $engine->receive(body(['V' => $quantity]), Stockwire\Engine::V1);
        echo json_encode(array_column($receipt->changes(), 'type')), "\n", rows($db, $variation), "\n", rows($db, $parent), "\n";
    }
    echo $engine->receive(body(['P' => 1]), Stockwire\Engine::V1)->lines()[0]['reason'], "\n";
}
?>
--EXPECT--
["variation","variable"]
_stock=0.000000 _stock_status=outofstock | 0 outofstock | term
_stock_status=outofstock | NULL outofstock | term
["variation","variable"]
_stock=3.000000 _stock_status=instock | 3 instock | no term
_stock_status=instock | NULL instock | no term
kept_by_variations
["variation"]
_stock=0.000000 _stock_status=outofstock | 0 outofstock | term
_stock_status=instock | NULL instock | no term
["variation"]
_stock=3.000000 _stock_status=instock | 3 instock | no term
_stock_status=instock | NULL instock | no term
stock_not_managed
