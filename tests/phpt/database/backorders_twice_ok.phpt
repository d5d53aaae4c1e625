--TEST--
Of two rows of one key the first counts, as WordPress reads them
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
foreach (['A', 'B', 'C', 'D'] as $code) {
    add_product($db, $code);
}
$db->query("INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (1, '_backorders', 'yes'), (2, '_stockwire_follow', 'yes'), (2, '_stockwire_follow', 'no'),
    (3, '_stockwire_buffer', '1'), (3, '_stockwire_buffer', '2')");
$db->query("UPDATE wp_postmeta SET meta_value = 'yes' WHERE post_id = 4 AND meta_key = '_backorders'");
$db->query("INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (4, '_backorders', 'no')");
$receipt = engine($db)->receive(body(['A' => 0, 'B' => 3, 'C' => 9, 'D' => 0]), Stockwire\Engine::V1);
foreach ($receipt->lines() as $i => $line) {
    echo "{$line['code']} {$line['outcome']} {$line['reason']}: ", rows($db, $i + 1), "\n";
}
?>
--EXPECT--
A updated set: _stock=0.000000 _stock_status=outofstock | 0 outofstock | term
B updated set: _stock=3.000000 _stock_status=instock | 3 instock | no term
C updated buffer: _stock=8.000000 _stock_status=instock | 8 instock | no term
D updated set: _stock=0.000000 _stock_status=onbackorder | 0 onbackorder | no term
