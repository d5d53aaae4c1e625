--TEST--
A push that would empty too much of the shop is held until it is let go
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
for ($i = 1; $i <= 30; $i++) {
    add_product($db, "P$i");
}
$out = fn() => $db->query("SELECT COUNT(*) FROM wp_wc_product_meta_lookup WHERE stock_quantity = 0")->fetch_row()[0];
$zeros = fn(int $n) => body(array_fill_keys(array_map(fn($i) => "P$i", range(1, $n)), 0) + ['P30' => 7, 'none' => 1]);
$engine = engine($db, ['brake_percent' => 30]);
// Nine of thirty is no more than a tenth of what a share is asked for.
$held = $engine->receive($zeros(12), Stockwire\Engine::V1);
var_dump($held->applied, $held->state, $held->counts, $held->changes());
echo substr($held->toJson(), 0, 260), "\n", $out(), " out\n", state($db, $held->run), "\n";
echo $db->query("SELECT COUNT(*), SUM(old_quantity > 0 AND new_quantity <= 0) FROM wp_stockwire_staged")->fetch_row()[1], " waiting zeros\n";
// What nobody knows is the owner's to link, whatever becomes of the rest.
echo json_encode($db->query('SELECT code, times, run_id FROM wp_stockwire_unmatched')->fetch_all()), "\n";
var_dump($engine->release($held->run), $engine->release($held->run));
walk($db, $engine, $held->run, 2000);
echo $out(), " out\n";
$again = $engine->receive($zeros(9), Stockwire\Engine::V1);
echo $again->state, ' ', $again->applied ? 'applied' : 'not', "\n";
$number = engine($db, ['brake_products' => 2])->receive(body(['P20' => 0, 'P21' => 0, 'P22' => 0]), Stockwire\Engine::V1);
echo $number->state, "\n";
var_dump($engine->cancel($number->run), $engine->cancel($number->run));
echo state($db, $number->run), ' ', $db->query('SELECT COUNT(*) FROM wp_stockwire_staged')->fetch_row()[0], "\n";
echo engine($db, ['brake_products' => 2])->receive(body(['P20' => 0, 'P21' => 0]), Stockwire\Engine::V1)->state, "\n";
// Products that do not follow, in the trash or of a type without stock are no part of the whole that a share is taken of.
for ($i = 1; $i <= 60; $i++) {
    $id = add_product($db, "X$i");
    $db->query(match ($i % 3) {
        0 => "INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES ($id, '_stockwire_follow', 'no')",
        1 => "UPDATE wp_posts SET post_status = 'trash' WHERE ID = $id",
        2 => "INSERT INTO wp_term_relationships (object_id, term_taxonomy_id) VALUES ($id, 2)",
    });
}
for ($i = 40; $i < 80; $i++) {
    add_product($db, "P$i");
}
echo $engine->receive(body(array_fill_keys(array_map(fn($i) => "P$i", range(40, 59)), 0)), Stockwire\Engine::V1)->state;
?>
--EXPECT--
bool(false)
string(4) "held"
array(2) {
  ["unmatched"]=>
  int(1)
  ["held"]=>
  int(13)
}
array(0) {
}
{"run":1,"applied":false,"counts":{"unmatched":1,"held":13},"lines":[{"line":1,"code":"P1","name":"","warehouse":"main","outcome":"held","reason":"brake","message":"The run was held for the shop owner's confirmation.","product":1,"old":5,"new":0},{"line":2,"co
0 out
held lines 14 matched 13 position 0 changed 13 zeroed 12
12 waiting zeros
[["none","1","1"]]
bool(true)
bool(false)
done {"updated":13} 13 of 13: lines 14 matched 13 position 13 changed 13 zeroed 12
12 out
done applied
held
bool(true)
bool(false)
discarded lines 3 matched 3 position 0 changed 3 zeroed 3 0
done
held
