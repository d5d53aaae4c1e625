--TEST--
An undo gives the word back to whoever had it: a push that waited since before the undone one still counts, an older one does not
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
$id = add_product($db, 'P');
add_product($db, 'Q');
add_product($db, 'R');
$brake = engine($db, ['brake_products' => 1]);
$engine = engine($db);
$hold = function (int $quantity) use ($db, $brake): int {
    $receipt = $brake->receive(body(['P' => $quantity, 'Q' => 0, 'R' => 0]), Stockwire\Engine::V1);
    echo "$quantity {$receipt->state}, ";
    return $receipt->run;
};
$engine->receive(body(['P' => 1, 'Q' => 5, 'R' => 5]), Stockwire\Engine::V1);
$older = $hold(44);
$before = $engine->receive(body(['P' => 10, 'Q' => 5, 'R' => 5]), Stockwire\Engine::V1)->run;
$newer = $hold(55);
$wrong = $engine->receive(body(['P' => 66]), Stockwire\Engine::V1)->run;
walk($db, $engine, $engine->undo($wrong), 2000);
echo rows($db, $id), "\n";
var_dump($before === (int) $db->query("SELECT run_id FROM wp_stockwire_levels WHERE holder_id = $id")->fetch_row()[0]);
foreach ([$older, $newer] as $run) {
    $engine->release($run);
    walk($db, $engine, $run, 2000);
    echo rows($db, $id), "\n";
}
?>
--EXPECT--
44 held, 55 held, done {"updated":1} 1 of 1: lines 1 matched 0 position 1 changed 1 zeroed 0
_stock=10.000000 _stock_status=instock | 10 instock | no term
bool(true)
done {"stale":3} 0 of 0: lines 3 matched 3 position 3 changed 0 zeroed 2
_stock=10.000000 _stock_status=instock | 10 instock | no term
done {"updated":3} 3 of 3: lines 3 matched 3 position 3 changed 3 zeroed 2
_stock=55.000000 _stock_status=instock | 55 instock | no term
