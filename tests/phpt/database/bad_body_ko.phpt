--TEST--
A body that cannot be read is refused before the database is asked
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
foreach (['', ' ', '{"lines":[{"code":"A"', "[{\"code\":\"A\xFF\",\"quantity\":1}]", '[{"code":"A","code":"B"}]', '[[[[[[[[[1]]]]]]]]]', 'null', '5'] as $body) {
    refused(fn() => $engine->receive($body, Stockwire\Engine::V1));
}
echo $engine->queries, ' ', journal($db), ' ', rows($db, $a), "\n";
?>
--EXPECTF--
bad_body: %s
bad_body: %s
bad_body: %s
bad_body: %s
bad_body: %s
bad_body: %s
shape: %s
shape: %s
0 runs: , lines: 0 _stock=5.000000 _stock_status=instock | 5 instock | no term
