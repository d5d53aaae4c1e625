--TEST--
When memory_limit ends a run, its transaction is rolled back and what shutdown functions write is kept
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--INI--
memory_limit=32M
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
$a = add_product($db, 'A');
$b = add_product($db, 'B');
register_shutdown_function(function () use ($db, $a) {
    $db->query("UPDATE wp_posts SET post_title = 'kept' WHERE ID = $a");
    $other = connect();
    echo $other->query("SELECT post_title FROM wp_posts WHERE ID = $a")->fetch_row()[0], "\n", rows($other, $a), "\n";
});
engine($db, ['query' => fn(string $sql) => str_repeat('x', 1 << 30)])->receive(body(['A' => 1, 'B' => 2]), Stockwire\Engine::V1);
?>
--EXPECTF--
%AAllowed memory size of %d bytes exhausted%A
kept
_stock=5.000000 _stock_status=instock | 5 instock | no term
