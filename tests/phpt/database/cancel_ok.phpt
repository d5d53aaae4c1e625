--TEST--
A run that is called off stops between two steps and keeps what it applied
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
foreach (['A', 'B', 'C'] as $code) {
    add_product($db, $code);
}
$engine = engine($db);
$run = $engine->open();
$engine->stage($run, [['code' => 'A', 'warehouse' => 'Main', 'quantity' => 1], ['code' => 'B', 'warehouse' => 'Main', 'quantity' => 1], ['code' => 'C', 'warehouse' => 'Main', 'quantity' => 1]]);
$engine->commit($run);
$engine->advance($run);
$engine->advance($run, 1);
var_dump($engine->cancel($run), $engine->cancel($run));
echo $engine->advance($run)->state, ' ', state($db, $run), "\n";
echo $db->query("SELECT counts FROM wp_stockwire_runs WHERE id = $run")->fetch_row()[0], "\n";
echo rows($db, 1), "\n", rows($db, 2), "\n", $db->query('SELECT COUNT(*) FROM wp_stockwire_staged')->fetch_row()[0], "\n";
echo "Called off in the middle of a step:\n";
$run = $engine->open();
$engine->stage($run, [['code' => 'B', 'warehouse' => 'Main', 'quantity' => 2]]);
$engine->commit($run);
$engine->advance($run);
$other = connect();
$slow = engine($db, ['before' => function () use ($other, $run) { engine($other)->cancel($run); }]);
echo $slow->advance($run)->state, ' ', rows($db, 2), "\n", state($db, $run), "\n";
echo "Staged anew:\n";
$run = $engine->open();
$engine->stage($run, [['code' => 'A', 'quantity' => 'x'], ['code' => 'A', 'quantity' => 3]]);
$engine->restage($run);
echo $engine->stage($run, [['code' => 'A', 'warehouse' => 'Main', 'quantity' => 4]]), ' ', $db->query("SELECT COUNT(*) FROM wp_stockwire_lines WHERE run_id = $run")->fetch_row()[0];
?>
--EXPECT--
bool(true)
bool(false)
cancelled cancelled lines 3 matched 3 position 1 changed 1 zeroed 0
{"updated":1}
_stock=1.000000 _stock_status=instock | 1 instock | no term
_stock=5.000000 _stock_status=instock | 5 instock | no term
0
Called off in the middle of a step:
cancelled _stock=5.000000 _stock_status=instock | 5 instock | no term
cancelled lines 1 matched 1 position 0 changed 0 zeroed 0
Staged anew:
1 0
