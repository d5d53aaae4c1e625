--TEST--
What was received later stays, however long the push before it takes
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
for ($i = 0; $i < 1200; $i++) {
    $ids[] = add_product($db, "P$i");
    $quantities["P$i"] = $i + 10;
}
/** Pushes on a second connection while the first part of a long push is written. */
function meanwhile(array $lines): callable
{
    $calls = 0;
    return function () use (&$calls, $lines) {
        if ($calls++ === 0) {
            echo 'meanwhile: ', json_encode(engine(connect())->receive(json_encode(['lines' => $lines]), Stockwire\Engine::V1)->counts), "\n";
        }
    };
}
function told(Stockwire\Receipt $receipt, int ...$lines): void
{
    $counts = $receipt->counts;
    ksort($counts);
    echo json_encode($counts), "\n";
    foreach ($lines as $i) {
        $line = $receipt->lines()[$i];
        echo "{$line['code']} {$line['outcome']} {$line['reason']}\n";
    }
}

echo "another number, and the same one, of products whose turn comes later\n";
$push = meanwhile([['code' => 'P1100', 'quantity' => 3], ['code' => 'P1101', 'quantity' => 1111]]);
told(engine($db, ['before' => $push])->receive(body($quantities), Stockwire\Engine::V1), 1099, 1100, 1101, 1102);
echo rows($db, $ids[1100]), "\n", rows($db, $ids[1101]), "\n";

echo "\nthe same number, and an order since: the pieces that it took do not come back\n";
$quantities = array_map(fn($n) => $n + 1, $quantities);
$both = function () use ($db, $ids) {
    static $calls = 0;
    if ($calls++ === 0) {
        engine(connect())->receive(body(['P1102' => 1113]), Stockwire\Engine::V1);
        connect()->query("UPDATE wp_postmeta SET meta_value = '1112' WHERE post_id = {$ids[1102]} AND meta_key = '_stock'");
    }
};
told(engine($db, ['before' => $both])->receive(body($quantities), Stockwire\Engine::V1), 1102);
echo $db->query("SELECT meta_value FROM wp_postmeta WHERE post_id = {$ids[1102]} AND meta_key = '_stock'")->fetch_row()[0], "\n";

echo "\nthe sender's own order of events goes before\n";
$lines = array_map(fn($code, $n) => ['code' => $code, 'quantity' => $n + 1, 'sequence' => 9], array_keys($quantities), $quantities);
$push = meanwhile([['code' => 'P1100', 'quantity' => 3, 'sequence' => 8], ['code' => 'P1101', 'quantity' => 4, 'sequence' => 9], ['code' => 'P1102', 'quantity' => 5, 'sequence' => 10]]);
told(engine($db, ['before' => $push])->receive(json_encode(['lines' => $lines]), Stockwire\Engine::V1), 1100, 1101, 1102);

echo "\nthe way back of an earlier run is nobody's newer word\n";
$before = engine($db)->receive(body(['P1103' => 77]), Stockwire\Engine::V1)->run;
$calls = 0;
$undo = function () use (&$calls, $before) {
    if ($calls++ === 0) {
        $other = connect();
        $engine = engine($other);
        walk($other, $engine, $engine->undo($before), 2000);
    }
};
told(engine($db, ['before' => $undo])->receive(body(array_map(fn($n) => $n + 2, $quantities)), Stockwire\Engine::V1), 1103);
echo rows($db, $ids[1103]), "\n";

echo "\nnor is it to a push that was held\n";
$wrong = engine($db)->receive(body(['P1104' => 66]), Stockwire\Engine::V1)->run;
$held = engine($db, ['brake_products' => 1])->receive(body(['P1104' => 55, 'P1105' => 0, 'P1106' => 0]), Stockwire\Engine::V1);
$undo = engine($db)->undo($wrong);
walk($db, engine($db), $undo, 2000);
engine($db)->release($held->run);
walk($db, engine($db), $held->run, 2000);
echo $held->state, ' ', rows($db, $ids[1104]), "\n";

echo "\nnumbers of runs that began anew\n";
$db->query('UPDATE wp_stockwire_levels SET run_id = 1000000, updated_at = updated_at - INTERVAL 2 DAY');
told(engine($db)->receive(body(array_slice($quantities, 0, 3)), Stockwire\Engine::V1), 0);

echo "\nthe same push twice at once\n";
$other = fn() => $GLOBALS['once']++ === 0 ? engine(connect())->receive(body($quantities), Stockwire\Engine::V1) : null;
$once = 0;
$db->query('DELETE FROM wp_stockwire_levels');
told(engine($db, ['before' => $other])->receive(body($quantities), Stockwire\Engine::V1));
echo $db->query("SELECT COUNT(*) FROM wp_postmeta m JOIN wp_stockwire_levels l ON l.holder_id = m.post_id AND l.quantity = m.meta_value WHERE m.meta_key = '_stock'")->fetch_row()[0], " right\n";
?>
--EXPECT--
another number, and the same one, of products whose turn comes later
meanwhile: {"updated":2}
{"stale":1,"unchanged":1,"updated":1198}
P1099 updated set
P1100 stale older
P1101 unchanged same
P1102 updated set
_stock=3.000000 _stock_status=instock | 3 instock | no term
_stock=1111.000000 _stock_status=instock | 1111 instock | no term

the same number, and an order since: the pieces that it took do not come back
{"unchanged":1,"updated":1199}
P1102 unchanged same
1112

the sender's own order of events goes before
meanwhile: {"updated":3}
{"stale":2,"updated":1198}
P1100 updated set
P1101 stale older
P1102 stale older

the way back of an earlier run is nobody's newer word
done {"updated":1} 1 of 1: lines 1 matched 0 position 1 changed 1 zeroed 0
{"updated":1200}
P1103 updated set
_stock=1116.000000 _stock_status=instock | 1116 instock | no term

nor is it to a push that was held
done {"updated":1} 1 of 1: lines 1 matched 0 position 1 changed 1 zeroed 0
done {"updated":3} 3 of 3: lines 3 matched 3 position 3 changed 3 zeroed 2
held _stock=55.000000 _stock_status=instock | 55 instock | no term

numbers of runs that began anew
{"updated":3}
P0 updated set

the same push twice at once
{"unchanged":1200}
1200 right
