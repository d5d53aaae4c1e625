--TEST--
However many translations a product has, its code means one; products that really share one are named up to a number and counted
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
foreach ([9, 30] as $n) {
    $ids = array_map(fn() => add_product($db, "T$n"), range(1, $n));
    $first = fn(array $hits) => array_fill_keys($hits, $ids[0]);
    $line = engine($db, ['original' => $first])->receive(body(["T$n" => 2]), Stockwire\Engine::V1)->lines()[0];
    echo "$n translations: {$line['outcome']}, the first: ", $line['product'] === $ids[0] ? 'yes' : 'no', "\n";
    $receipt = engine($db)->receive(body(["T$n" => 3]), Stockwire\Engine::V1);
    $line = json_decode($receipt->toJson(), true)['lines'][0];
    echo "$n products: {$line['outcome']}, ", count($line['candidates']), ' named, ', $line['more_candidates'] ?? 'no', " more\n";
    $detail = $db->query("SELECT detail FROM wp_stockwire_lines WHERE run_id = $receipt->run")->fetch_row()[0];
    echo substr_count($detail, ',') + 1, ' ', substr($detail, -4), "\n";
}
?>
--EXPECT--
9 translations: updated, the first: yes
9 products: ambiguous, 9 named, no more
9 ,8,9
30 translations: updated, the first: yes
30 products: ambiguous, 20 named, 10 more
21 ,+10
