--TEST--
A product that does not follow keeps its level up to date, and follows again with the newest
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
$a = add_product($db, 'A');
$engine = engine($db);
$levels = fn() => $db->query("SELECT GROUP_CONCAT(holder_id, ':', label, '=', quantity + 0 ORDER BY holder_id, warehouse SEPARATOR ' ') FROM wp_stockwire_levels")->fetch_row()[0];
$out = fn(int $id) => $db->query("INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES ($id, '_stockwire_follow', 'no')");
$sum = function (int $id) use ($db, $engine): void {
    $run = $engine->open();
    $engine->stage($run, [['product' => $id]]);
    $engine->commit($run);
    walk($db, $engine, $run, 2000);
};
$engine->receive(body(['A' => 5]), Stockwire\Engine::V1);
$out($a);
$pushed = $engine->receive(json_encode(['lines' => [['code' => 'A', 'warehouse' => 'Main', 'quantity' => 1],
    ['code' => 'A', 'warehouse' => 'Second', 'quantity' => 8]]]), Stockwire\Engine::V1);
echo implode(' ', array_column($pushed->lines(), 'outcome')), ' | ', count($pushed->changes()), ' changes | ', rows($db, $a), "\n", $levels(), "\n";
echo "Summed up it is left alone:\n";
$sum($a);
echo "A push is taken back with its levels, and comes again:\n";
walk($db, $engine, $engine->undo($pushed->run), 2000);
echo $levels(), ' | ', rows($db, $a), "\n";
$engine->receive(body(['A' => 1]), Stockwire\Engine::V1);
echo "The sender's older numbers stay older:\n";
$numbered = fn(int $quantity, int $sequence) => $engine->receive(json_encode(['lines' => [['code' => 'A', 'warehouse' => 'Main',
    'quantity' => $quantity, 'sequence' => $sequence]]]), Stockwire\Engine::V1)->lines()[0]['outcome'];
echo $numbered(2, 7), ' ', $numbered(9, 6), ' ', $levels(), "\n";
$db->query("DELETE FROM wp_postmeta WHERE meta_key = '_stockwire_follow'");
$sum($a);
echo rows($db, $a), "\n";
echo "A held push keeps its lines for later, these too:\n";
$out($a);
foreach (['B', 'C', 'D', 'E', 'F', 'G'] as $code) {
    add_product($db, $code);
}
$brake = engine($db, ['brake_products' => 3]);
$held = $brake->receive(body(['A' => 3, 'B' => 0, 'C' => 0, 'D' => 0, 'E' => 0, 'F' => 0, 'G' => 0]), Stockwire\Engine::V1);
echo $held->state, ' ', $levels(), "\n";
$brake->release($held->run);
walk($db, $brake, $held->run, 2000);
echo explode(' ', $levels())[0], "\n";
echo "Two codes for one product say nothing:\n";
$db->query("INSERT INTO wp_posts (post_title, post_type, post_parent) VALUES ('V', 'product_variation', $a)");
$v = $db->insert_id;
$db->query("INSERT INTO wp_wc_product_meta_lookup (product_id, sku, stock_status) VALUES ($v, 'V', 'instock')");
$db->query("INSERT INTO wp_term_relationships (object_id, term_taxonomy_id) VALUES ($a, 1)");
echo implode(' ', array_column($engine->receive(body(['A' => 40, 'V' => 50]), Stockwire\Engine::V1)->lines(), 'outcome')), ' ', explode(' ', $levels())[0], "\n";
echo "One is enough, and a variation that does not follow says nothing of a parent that does:\n";
echo $engine->receive(body(['V' => 50]), Stockwire\Engine::V1)->lines()[0]['outcome'], ' ', explode(' ', $levels())[0], "\n";
$db->query("UPDATE wp_postmeta SET post_id = $v WHERE meta_key = '_stockwire_follow'");
echo $engine->receive(body(['V' => 60]), Stockwire\Engine::V1)->lines()[0]['outcome'], ' ', explode(' ', $levels())[0], "\n";
?>
--EXPECT--
opted_out other_warehouse | 0 changes | _stock=5.000000 _stock_status=instock | 5 instock | no term
1:Main=1.000000 1:Second=8.000000
Summed up it is left alone:
applying {}: lines 1 matched 1 position 0 changed 0 zeroed 0
done {"opted_out":1} 0 of 0: lines 1 matched 1 position 1 changed 0 zeroed 0
A push is taken back with its levels, and comes again:
done {"opted_out":2} 0 of 0: lines 2 matched 0 position 2 changed 0 zeroed 0
1:Main=5.000000 | _stock=5.000000 _stock_status=instock | 5 instock | no term
The sender's older numbers stay older:
opted_out opted_out 1:Main=2.000000
applying {}: lines 1 matched 1 position 0 changed 0 zeroed 0
done {"updated":1} 1 of 1: lines 1 matched 1 position 1 changed 1 zeroed 0
_stock=2.000000 _stock_status=instock | 2 instock | no term
A held push keeps its lines for later, these too:
held 1:Main=2.000000
done {"opted_out":1,"updated":6} 6 of 6: lines 7 matched 7 position 7 changed 6 zeroed 6
1:main=3.000000
Two codes for one product say nothing:
opted_out opted_out 1:main=3.000000
One is enough, and a variation that does not follow says nothing of a parent that does:
opted_out 1:main=50.000000
opted_out 1:main=50.000000
