--TEST--
A receipt tells the changes of some holders with their families, and of nobody else
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php require __DIR__ . '/skip.inc'; ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';

use Stockwire\Engine;

$link = shop();
$derived = product($link, 'D', null, ['type' => 'variable', 'status' => 'outofstock']);
$d1 = product($link, 'D1', '0.000000', ['parent' => $derived]);
$d2 = product($link, 'D2', '0.000000', ['parent' => $derived]);
$keeper = product($link, 'K', '0.000000', ['type' => 'variable']);
$k1 = product($link, 'K1', null, ['parent' => $keeper, 'status' => 'outofstock']);
$a = product($link, 'A', '5.000000');
$names = [$derived => 'derived', $d1 => 'd1', $d2 => 'd2', $keeper => 'keeper', $k1 => 'k1', $a => 'a'];
$receipt = engine($link)->receive(body(['D1', 4], ['D2', 3], ['K', 6], ['A', 6]), Engine::V1);
$tell = static fn(array $changes): string => implode(' ', array_map(static fn(array $c): string => $names[$c['id']], $changes)) ?: '-';

$all = $receipt->changes();
echo 'all: ', $tell($all), "\n";
foreach (['a variation and its parent' => [$d2], 'one that keeps its children' => [$keeper], 'neither' => [$a], 'twice' => [$a, $a], 'several' => [$a, $d1, $keeper],
    'not a holder' => [$derived, $k1], 'unknown' => [999999, PHP_INT_MAX], 'nobody' => []] as $title => $of) {
    $some = $receipt->changes($of);
    echo "$title: ", $tell($some), array_filter($some, static fn(array $c): bool => !in_array($c, $all, true)) ? ', but others' : '', "\n";
}
$reference = [$a];
foreach ($reference as &$id) { }
echo 'by reference: ', $tell($receipt->changes($reference)), "\n";
var_dump($receipt->changes(null) === $all);
?>
--EXPECT--
all: d1 d2 keeper k1 a derived
a variation and its parent: d2 derived
one that keeps its children: keeper k1
neither: a
twice: a
several: d1 keeper k1 a derived
not a holder: -
unknown: -
nobody: -
by reference: a
bool(true)
