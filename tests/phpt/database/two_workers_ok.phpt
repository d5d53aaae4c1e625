--TEST--
Two workers at one run: the slower one's step is dropped, and nothing is counted or applied twice
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
foreach (range(1, 12) as $i) {
    add_product($db, "P$i");
}
$other = connect();
$faster = null;
$engine = engine($db, ['brake_percent' => 100, 'rounding' => 'callback', 'round' => function (string $number) use (&$faster) {
    if ($faster) {
        $step = $faster;
        $faster = null;
        $step();
    }
    return $number;
}]);
$run = $engine->open();
$engine->stage($run, array_map(fn($i) => ['code' => "P$i", 'warehouse' => 'Main', 'quantity' => 0], range(1, 12)));
$engine->commit($run);
echo $engine->advance($run)->state, "\n";
$faster = fn() => print('the other: ' . engine($other, ['brake_percent' => 100])->advance($run)->state . "\n");
echo $engine->advance($run)->state, ' ', state($db, $run), "\n";
// While lines are applied, the slower one finds their journal rows written.
$faster = fn() => print('the other: ' . engine($other)->advance($run)->state . "\n");
try {
    echo $engine->advance($run)->state, "\n";
} catch (Stockwire\Refusal $refusal) {
    echo $refusal->answer, "\n";
}
echo state($db, $run), ' ', $db->query("SELECT COUNT(*), SUM(changed) FROM wp_stockwire_lines WHERE run_id = $run")->fetch_row()[1], "\n";
?>
--EXPECT--
trying
the other: applying
applying applying lines 12 matched 12 position 0 changed 0 zeroed 12
the other: done
unavailable
done lines 12 matched 12 position 12 changed 12 zeroed 12 12
