--TEST--
What is right already waits until the rest is written: a push that is cut short and sent again gets further each time
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';

/** A push of these numbers for P0, P1, … */
function lines(array $quantities): string
{
    return body(array_combine(array_map(fn(int $i) => "P$i", array_keys($quantities)), $quantities));
}

$db = open_shop();
$ids = [];
for ($i = 0; $i < 1700; $i++) {
    $ids[] = add_product($db, "P$i");
}
$quantities = range(1, 1700);

echo "cut short after each part, as by the time for one request\n";
for ($try = 1; $try <= 5; $try++) {
    try {
        $counts = engine($db, ['committed' => fn(array $ids) => $ids && throw new Exception('cut short')])->receive(lines($quantities), Stockwire\Engine::V1)->counts;
    } catch (Exception $e) {
        $counts = $e->getMessage();
    }
    $lines = $db->query("SELECT COUNT(*), MIN(line), MAX(line), COALESCE(SUM(changed), 0) FROM wp_stockwire_lines WHERE run_id = $try")->fetch_row();
    echo json_encode($counts), ': lines ', vsprintf('%d, from %d to %d, %d changed', $lines), "\n";
}

echo "\nwhat changes while it waits is seen when its turn comes\n";
$quantities[1650] = 7;
$calls = 0;
$order = function (array $changes) use ($db, $ids, &$calls) {
    if ($calls++ === 0) {
        echo 'first: ', $changes[0]['id'] === $ids[1650] ? 'P1650' : $changes[0]['id'], "\n";
        $db->query("UPDATE wp_postmeta SET meta_value = '2' WHERE post_id = {$ids[3]} AND meta_key = '_stock'");
    }
};
$receipt = engine($db, ['before' => $order])->receive(lines($quantities), Stockwire\Engine::V1);
echo json_encode($receipt->counts), "\n", rows($db, $ids[3]), "\n", rows($db, $ids[1650]), "\n";
var_dump(array_column($receipt->lines(), 'line') === range(1, 1700));

echo "\na push that comes while it waits is newer\n";
$quantities[1650] = 8;
$newer = function (array $changes) use ($ids) {
    if ($changes[0]['id'] === $ids[1650]) {
        echo json_encode(engine(connect())->receive(body(['P7' => 3]), Stockwire\Engine::V1)->counts), "\n";
    }
};
$receipt = engine($db, ['before' => $newer])->receive(lines($quantities), Stockwire\Engine::V1);
echo json_encode($receipt->counts), ' ', $receipt->lines()[7]['outcome'], "\n", rows($db, $ids[7]), "\n";
$quantities[7] = 3;

echo "\na level that nobody has told before does not wait, though it adds nothing\n";
$body = json_decode(lines($quantities), true);
$body['lines'][1699]['warehouse'] = 'other';
$body['lines'][1699]['quantity'] = 0;
echo json_encode(engine($db, ['warehouses' => ['Main', 'Other']])->receive(json_encode($body), Stockwire\Engine::V1)->counts), "\n";
$told = fn(int $i) => $db->query("SELECT MAX(updated_at) FROM wp_stockwire_levels WHERE holder_id = {$ids[$i]}")->fetch_row()[0];
var_dump($told(1699) < $told(0), $told(0) < $told(500), $told(500) < $told(1000));

echo "\na preview that is journaled has nothing to wait for\n";
echo json_encode(engine($db, ['shadow' => true])->receive(lines($quantities), Stockwire\Engine::V1)->counts), "\n";
?>
--EXPECT--
cut short after each part, as by the time for one request
"cut short": lines 500, from 1 to 500, 499 changed
"cut short": lines 500, from 501 to 1000, 500 changed
"cut short": lines 500, from 1001 to 1500, 500 changed
"cut short": lines 200, from 1501 to 1700, 200 changed
{"unchanged":1700}: lines 1700, from 1 to 1700, 0 changed

what changes while it waits is seen when its turn comes
first: P1650
{"updated":2,"unchanged":1698}
_stock=4.000000 _stock_status=instock | 4 instock | no term
_stock=7.000000 _stock_status=instock | 7 instock | no term
bool(true)

a push that comes while it waits is newer
{"updated":1}
{"updated":1,"unchanged":1698,"stale":1} stale
_stock=3.000000 _stock_status=instock | 3 instock | no term

a level that nobody has told before does not wait, though it adds nothing
{"unchanged":1700}
bool(true)
bool(true)
bool(true)

a preview that is journaled has nothing to wait for
{"unchanged":1700}
