--TEST--
A product that the owner switches off while a long push runs is left alone from then on, and its level is kept
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
// A variation that keeps its own number, of a parent that is switched off as a whole.
$db->query("UPDATE wp_posts SET post_type = 'product_variation', post_parent = {$ids[597]} WHERE ID = {$ids[596]}");
$db->query("INSERT INTO wp_term_relationships VALUES ({$ids[597]}, 1, 0)");
// What was switched on before says nothing new.
$db->query("INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES ({$ids[598]}, '_stockwire_follow', 'yes')");
$calls = 0;
$owner = function () use (&$calls, $ids) {
    if ($calls++ === 0) {
        connect()->query("INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES ({$ids[599]}, '_stockwire_follow', 'no'), ({$ids[597]}, '_stockwire_follow', 'no')");
    }
};
$receipt = engine($db, ['before' => $owner])->receive(body($quantities), Stockwire\Engine::V1);
$counts = $receipt->counts;
ksort($counts);
echo json_encode($counts), "\n";
foreach ([595, 596, 597, 598, 599] as $i) {
    $line = $receipt->lines()[$i];
    echo "{$line['code']} {$line['outcome']} {$line['reason']}: ", rows($db, $ids[$i]), "\n";
}
echo $db->query("SELECT GROUP_CONCAT(quantity ORDER BY holder_id) FROM wp_stockwire_levels WHERE holder_id >= {$ids[595]}")->fetch_row()[0], "\n";

echo "\nthe way back leaves it alone, too\n";
$undo = engine($db)->undo($receipt->run);
while (!in_array(($step = engine($db)->advance($undo))->state, ['done', 'held'], true));
$lines = $db->query("SELECT code, outcome FROM wp_stockwire_lines WHERE run_id = $undo AND outcome <> 'updated'")->fetch_all();
echo json_encode($lines), "\n", rows($db, $ids[599]), "\n";
?>
--EXPECT--
{"opted_out":3,"updated":597}
P595 updated set: _stock=605.000000 _stock_status=instock | 605 instock | no term
P596 opted_out opted_out: _stock=5.000000 _stock_status=instock | 5 instock | no term
P597 opted_out opted_out: _stock=5.000000 _stock_status=instock | 5 instock | no term
P598 updated set: _stock=608.000000 _stock_status=instock | 608 instock | no term
P599 opted_out opted_out: _stock=5.000000 _stock_status=instock | 5 instock | no term
605.000000,606.000000,607.000000,608.000000,609.000000

the way back leaves it alone, too
[["P599","opted_out"],["P597","opted_out"],["P596","opted_out"]]
_stock=5.000000 _stock_status=instock | 5 instock | no term
