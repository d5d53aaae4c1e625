--TEST--
Callbacks get the holders before the write, the query inside it, and every id after it
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
$parent = product($link, 'P', null, ['type' => 'variable', 'status' => 'outofstock']);
$child = product($link, 'P1', '0.000000', ['parent' => $parent]);
$a = product($link, 'A', '5.000000');
$names = [$parent => 'parent', $child => 'child', $a => 'a'];
$receipt = engine($link, [
    'before' => static function (array $changes) use ($link, $names): void {
        foreach ($changes as $change) {
            echo 'before: ', $names[$change['id']], ' ', $change['kind'], ' ', $change['old'], ' -> ', $change['new'], ', now ', stock($link, $change['id']), "\n";
        }
    },
    'query' => static function (string $sql, int $holder, string $quantity) use ($names): string {
        echo 'query: ', $names[$holder], ' ', $quantity, ' ', str_contains($sql, (string) $holder) ? 'names it' : 'is odd', "\n";
        return $sql;
    },
    'committed' => static function (array $ids) use ($names): void {
        sort($ids);
        echo 'committed: ', implode(' ', array_map(static fn(int $id) => $names[$id], $ids)), "\n";
    },
])->receive(body(['P1', 4], ['A', 6]), Engine::V1);
foreach ($receipt->changes() as $change) {
    echo 'change: ', $names[$change['id']], ' ', json_encode(['id' => 0, 'parent' => 0] + $change), "\n";
}
echo stock($link, $child), "\n", stock($link, $parent), "\n";
?>
--EXPECT--
before: child holder 0 -> 4, now 0.000000 outofstock 0 outofstock hidden
before: a holder 5 -> 6, now 5.000000 instock 5 instock visible
query: child 4 names it
query: a 6 names it
committed: parent child a
change: child {"id":0,"parent":0,"kind":"holder","type":"variation","old":"0","new":"4","old_status":"outofstock","new_status":"instock"}
change: a {"id":0,"parent":0,"kind":"holder","type":"simple","old":"5","new":"6","old_status":"instock","new_status":"instock"}
change: parent {"id":0,"parent":0,"kind":"parent","type":"variable","old":null,"new":null,"old_status":"outofstock","new_status":"instock"}
4.000000 instock 4 instock visible
 instock null instock visible
