--TEST--
A chunk that is tried again after it waited for a lock still writes the parents of its variations, and so does one that adds them
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
$parent = add_product($db, 'P', '0.000000', 'outofstock');
$db->query("UPDATE wp_postmeta SET meta_value = 'no' WHERE post_id = $parent AND meta_key = '_manage_stock'");
$db->query("DELETE FROM wp_postmeta WHERE post_id = $parent AND meta_key = '_stock'");
$db->query("UPDATE wp_wc_product_meta_lookup SET stock_quantity = NULL WHERE product_id = $parent");
$db->query("INSERT INTO wp_term_relationships VALUES ($parent, 1, 0), ($parent, 4, 0)");
$ids = [];
foreach (['V', 'W'] as $code) {
    $ids[] = $id = add_product($db, $code, '0.000000', 'outofstock');
    $db->query("UPDATE wp_posts SET post_type = 'product_variation', post_parent = $parent WHERE ID = $id");
    $db->query("INSERT INTO wp_term_relationships VALUES ($id, 4, 0)");
}
$db->query('UPDATE wp_term_taxonomy SET count = 3 WHERE term_taxonomy_id = 4');

/** Another session holds the variation's number for a while. */
function hold(int $id, int $seconds): mysqli
{
    $other = connect();
    $other->multi_query("START TRANSACTION; SELECT meta_value FROM wp_postmeta WHERE post_id = $id AND meta_key = '_stock' FOR UPDATE; DO SLEEP($seconds); COMMIT");
    usleep(300000);
    return $other;
}

$other = hold($ids[0], 4);
echo json_encode(engine($db)->receive(body(['V' => 5]), Stockwire\Engine::V1)->counts), "\n";
echo rows($db, $ids[0]), "\n", rows($db, $parent), "\n";

echo "\na customer's order does not wait for it: the background will\n";
$db->query("UPDATE wp_postmeta SET meta_value = 'outofstock' WHERE post_id = {$ids[0]} AND meta_key = '_stock_status'");
$second = hold($ids[0], 3);
refused(fn() => engine($db)->heal([$ids[0]]));
do {
    $second->store_result();
} while ($second->more_results() && $second->next_result());
echo json_encode(array_column(engine($db)->heal([$ids[0]]), 'new_status')), "\n", rows($db, $parent), "\n";
?>
--EXPECTF--
{"updated":1}
_stock=5.000000 _stock_status=instock | 5 instock | no term
_stock_status=instock | NULL instock | no term

a customer's order does not wait for it: the background will
unavailable: %s
["instock"]
_stock_status=instock | NULL instock | no term
