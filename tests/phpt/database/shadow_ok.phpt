--TEST--
In shadow mode a push is answered and journaled, and nothing is written
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
$receipt = engine($db, ['shadow' => true])->receive(body(['A' => 0, 'none' => 1]), Stockwire\Engine::V1);
var_dump($receipt->applied, $receipt->run, $receipt->changes());
echo $receipt->state, ' ', rows($db, $a), "\n", state($db, $receipt->run), "\n";
print_lines($db, $receipt->run);
foreach (['levels', 'unmatched'] as $table) {
    echo $table, ' ', $db->query("SELECT COUNT(*) FROM wp_stockwire_$table")->fetch_row()[0], "\n";
}
echo implode(' ', $db->query('SELECT state, preview, counts FROM wp_stockwire_runs')->fetch_row()), "\n";
var_dump(engine($db, ['shadow' => true])->receive('[]', Stockwire\Engine::SMARTBILL)->applied);
?>
--EXPECT--
bool(false)
int(1)
array(0) {
}
done _stock=5.000000 _stock_status=instock | 5 instock | no term
done lines 2 matched 0 position 0 changed 0 zeroed 0
1 A updated set 5.000000 0.000000
2 none unmatched no_such_code - -
levels 0
unmatched 0
done 1 {"updated":1,"unmatched":1}
bool(false)
