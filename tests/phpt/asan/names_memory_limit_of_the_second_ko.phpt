--TEST--
When memory_limit is met while a rebuild by two connections reads the second one's rows, no group is half written and WordPress' is free
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php require __DIR__ . '/../shop/skip.inc'; ?>
--INI--
memory_limit=20M
--FILE--
<?php
require __DIR__ . '/../shop/shop.inc';

$link = shop();
$second = connect($link);
$products = [];
foreach (['first', 'second'] as $which) {
    $products[$which] = product($link, $which, '1.000000', ['type' => 'variable']);
    product($link, "$which/1", null, ['parent' => $products[$which]]);
}
$link->query("INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES ({$products['second']}, '_product_attributes', REPEAT('x', 12000000))");
// The other connection is in the middle of a statement then: it waits for a row until the server lets its idle holder go.
$link->query("INSERT INTO wp_stockwire_names (kind, hash, product_id) VALUES (1, REPEAT('a', 16), {$products['first']})");
$holder = connect($link);
$holder->query('SET SESSION wait_timeout = 2');
$holder->begin_transaction();
$holder->query("SELECT * FROM wp_stockwire_names WHERE product_id = {$products['first']} FOR UPDATE");
$threads = "$link->thread_id, $second->thread_id";
register_shutdown_function(static function () use ($link, $products, $threads): void {
    $link->query("UPDATE wp_posts SET post_title = 'kept' WHERE post_title = 'Product first'");
    $other = connect($link);
    echo value($other, "SELECT COUNT(*) FROM wp_posts WHERE post_title = 'kept'");
    foreach ($products as $id) {
        echo ' ', value($other, "SELECT COUNT(*) FROM wp_stockwire_names WHERE product_id = $id");
    }
    echo ', ', value($other, "SELECT COUNT(*) FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id IN ($threads)"), " transactions open\n";
});
// Each product is a group, whose two keys are there, or what was before: some versions of PHP end at once, others when the method is over.
engine($link)->rebuildNames(0, 10, $second);
?>
--EXPECTF--
%AAllowed memory size of %d bytes exhausted%A
1 %r(1|2) (0|2)%r, 0 transactions open
