--TEST--
When memory_limit is met while a rebuild by two connections reads the first one's rows, nothing is half written and WordPress' is free
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
$link->query("INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES ({$products['first']}, '_product_attributes', REPEAT('x', 12000000))");
register_shutdown_function(static function () use ($link, $second): void {
    $link->query("UPDATE wp_posts SET post_title = 'kept' WHERE post_title = 'Product first'");
    $other = connect($link);
    $other->query('SET SESSION innodb_lock_wait_timeout = 1');
    echo value($other, "SELECT COUNT(*) FROM wp_posts WHERE post_title = 'kept'"), ' ', value($other, 'SELECT COUNT(*) FROM wp_stockwire_names'), "\n";
    echo in_transaction($link) ? "a transaction is open\n" : '';
});
// Some versions of PHP end at once, others when the method is over.
engine($link)->rebuildNames(0, 10, $second);
?>
--EXPECTF--
%AAllowed memory size of %d bytes exhausted%A
1 %r(0|4)%r
