--TEST--
A safety buffer that the owner gives a product while a long push runs is kept by what is left of the push
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
$ids = [];
$quantities = [];
for ($i = 0; $i < 600; $i++) {
    $ids[] = add_product($db, "P$i");
    $quantities["P$i"] = $i + 10;
}
$calls = 0;
$owner = function () use (&$calls, $ids) {
    if ($calls++ === 0) {
        connect()->query("INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES ({$ids[599]}, '_stockwire_buffer', '10')");
    }
};
$line = engine($db, ['before' => $owner])->receive(body($quantities), Stockwire\Engine::V1)->lines()[599];
echo "{$line['outcome']} {$line['reason']}: ", rows($db, $ids[599]), "\n";
?>
--EXPECT--
updated buffer: _stock=599.000000 _stock_status=instock | 599 instock | no term
