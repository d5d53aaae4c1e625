--TEST--
A push by code sets stock, status, lookup row and visibility term, and says so line by line
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php require __DIR__ . '/skip.inc'; ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$link = shop();
$a = product($link, 'A', '5.000000');
$b = product($link, 'B', '0.000000');
$c = product($link, 'C', '3.000000', ['backorders' => 'notify', 'post_status' => 'draft']);
$d = product($link, 'D', null);
$receipt = engine($link)->receive(body(['A', 0], ['B', 7], ['C', -2], ['D', 4], ['E', 1], ['A ', '0'], ['B', 2, 'Depozit']), Stockwire\Engine::V1);
foreach ($receipt->lines() as $line) {
    echo $line['line'], ' ', $line['code'], ' ', $line['outcome'], ' ', $line['reason'], ' ', $line['old'] ?? '-', ' -> ', $line['new'] ?? '-', "\n";
}
echo json_encode($receipt->counts), "\n";
foreach ([$a, $b, $c, $d] as $id) {
    echo stock($link, $id), "\n";
}
echo 'hidden: ', value($link, 'SELECT count FROM wp_term_taxonomy WHERE term_taxonomy_id = 5'), "\n";
echo 'journal: ', value($link, "SELECT GROUP_CONCAT(line, outcome ORDER BY line) FROM wp_stockwire_lines WHERE run_id = $receipt->run"), "\n";
echo 'run: ', value($link, "SELECT CONCAT(state, ' ', line_count, ' ', source) FROM wp_stockwire_runs WHERE id = $receipt->run"), "\n";
echo 'levels: ', value($link, 'SELECT GROUP_CONCAT(label, quantity ORDER BY holder_id, label) FROM wp_stockwire_levels'), "\n";
?>
--EXPECT--
1 A superseded later_line - -> -
2 B updated set 0 -> 7
3 C updated set 3 -> -2
4 D not_managed stock_not_managed - -> -
5 E unmatched no_such_code - -> -
6 A updated set 5 -> 0
7 B other_warehouse not_followed - -> -
{"updated":3,"unmatched":1,"not_managed":1,"other_warehouse":1,"superseded":1}
0.000000 outofstock 0 outofstock hidden
7.000000 instock 7 instock visible
-2.000000 onbackorder -2 onbackorder visible
 instock null instock visible
hidden: 1
journal: 1superseded,2updated,3updated,4not_managed,5unmatched,6updated,7other_warehouse
run: done 7 phpt
levels: Magazin0.000000,Depozit2.000000,Magazin7.000000,Magazin-2.000000
