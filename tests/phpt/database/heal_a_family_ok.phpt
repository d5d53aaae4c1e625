--TEST--
heal() of several variations of one parent derives the parent once, from what all of them come to
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';

/** A parent with this status; it manages stock where a number is given. */
function add_parent(mysqli $db, string $sku, string $status, ?string $stock = null): int
{
    $id = add_product($db, $sku, $stock ?? '0.000000', $status);
    $db->query("INSERT INTO wp_term_relationships VALUES ($id, 1, 0)");
    if (null === $stock) {
        $db->query("UPDATE wp_postmeta SET meta_value = 'no' WHERE post_id = $id AND meta_key = '_manage_stock'");
        $db->query("DELETE FROM wp_postmeta WHERE post_id = $id AND meta_key = '_stock'");
        $db->query("UPDATE wp_wc_product_meta_lookup SET stock_quantity = NULL WHERE product_id = $id");
    }
    carry_term($db, $id, $status);
    return $id;
}

function add_variation(mysqli $db, int $parent, string $sku, string $stock, string $status): int
{
    $id = add_product($db, $sku, $stock, $status);
    $db->query("UPDATE wp_posts SET post_type = 'product_variation', post_parent = $parent WHERE ID = $id");
    carry_term($db, $id, $status);
    return $id;
}

function carry_term(mysqli $db, int $id, string $status): void
{
    if ('outofstock' === $status) {
        $db->query("INSERT INTO wp_term_relationships VALUES ($id, 4, 0)");
        $db->query('UPDATE wp_term_taxonomy SET count = count + 1 WHERE term_taxonomy_id = 4');
    }
}

function heal(mysqli $db, array $ids): void
{
    foreach (engine($db)->heal($ids) as $change) {
        echo "{$change['kind']} {$change['id']} {$change['old_status']} -> {$change['new_status']}\n";
    }
    $real = 'SELECT COUNT(*) FROM wp_term_relationships r JOIN wp_posts p ON p.ID = r.object_id AND p.post_status = "publish" WHERE r.term_taxonomy_id = 4';
    echo 'count ', $db->query('SELECT count FROM wp_term_taxonomy WHERE term_taxonomy_id = 4')->fetch_row()[0], ' of ', $db->query($real)->fetch_row()[0], "\n";
}

$db = open_shop();
echo "The parent alone lags behind two variations in stock:\n";
$parent = add_parent($db, 'P', 'outofstock');
heal($db, [add_variation($db, $parent, 'P1', '3.000000', 'instock'), add_variation($db, $parent, 'P2', '4.000000', 'instock')]);
echo rows($db, $parent), "\n";

echo "The first variation sold out, the second came in:\n";
$parent = add_parent($db, 'Q', 'instock');
$first = add_variation($db, $parent, 'Q1', '0.000000', 'instock');
$second = add_variation($db, $parent, 'Q2', '5.000000', 'outofstock');
heal($db, [$first, $second]);
echo rows($db, $parent), "\n";
echo json_encode(engine($db)->heal([$first, $second, $parent])), "\n";

echo "A parent with a number of its own, together with its variation, and twice:\n";
$parent = add_parent($db, 'R', 'outofstock', '6.000000');
$variation = add_variation($db, $parent, 'R1', '2.000000', 'outofstock');
heal($db, [$parent, $variation, $parent]);
echo rows($db, $parent), "\n", rows($db, $variation), "\n";

echo "What is sold out is hidden: a variation that comes back brings its price, though its parent's status stays:\n";
$parent = add_parent($db, 'S', 'instock');
add_variation($db, $parent, 'S1', '2.000000', 'instock');
$variation = add_variation($db, $parent, 'S2', '9.000000', 'outofstock');
$db->query("UPDATE wp_postmeta SET meta_value = '30' WHERE post_id = $variation AND meta_key = '_price'");
foreach (engine($db, ['hide_out_of_stock' => true])->heal([$variation]) as $change) {
    echo "{$change['kind']} {$change['id']} {$change['old_status']} -> {$change['new_status']}\n";
}
echo $db->query("SELECT GROUP_CONCAT(meta_value ORDER BY meta_id) FROM wp_postmeta WHERE post_id = $parent AND meta_key = '_price'")->fetch_row()[0], "\n";
echo json_encode(engine($db, ['hide_out_of_stock' => true])->heal([$variation])), "\n";
?>
--EXPECT--
The parent alone lags behind two variations in stock:
parent 1 outofstock -> instock
count 0 of 0
_stock_status=instock | NULL instock | no term
The first variation sold out, the second came in:
holder 5 instock -> outofstock
holder 6 outofstock -> instock
count 1 of 1
_stock_status=instock | NULL instock | no term
[]
A parent with a number of its own, together with its variation, and twice:
holder 7 outofstock -> instock
holder 8 outofstock -> instock
count 1 of 1
_stock=6.000000 _stock_status=instock | 6 instock | no term
_stock=2.000000 _stock_status=instock | 2 instock | no term
What is sold out is hidden: a variation that comes back brings its price, though its parent's status stays:
holder 11 outofstock -> instock
parent 9 instock -> instock
10,30
[]
