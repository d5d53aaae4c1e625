--TEST--
Order of events counts within one source; going back to an earlier number is legal
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
add_product($db, 'A');
$push = function (string $source, int $quantity, array $more) use ($db) {
    $line = engine($db, ['source' => $source])->receive(json_encode(['lines' => [['code' => 'A', 'warehouse' => 'Main', 'quantity' => $quantity] + $more]]), Stockwire\Engine::V1)->lines()[0];
    echo "$source $quantity ", json_encode($more), ": {$line['outcome']} {$line['reason']}\n";
};
$push('v1', 5, ['sequence' => 10]);
$push('v1', 4, ['sequence' => 11]);
$push('v1', 5, ['sequence' => 12]);
$push('v1', 9, ['sequence' => 11]);
$push('v1', 5, ['sequence' => 12]);
$push('fetch', 8, ['sequence' => 3]);
$push('fetch', 7, ['sequence' => 2]);
$push('v1', 6, ['sequence' => 1]);
$push('v1', 3, ['as_of' => '2026-01-02T00:00:00Z']);
$push('v1', 2, ['as_of' => '2026-01-01T00:00:00Z']);
$push('smartbill', 1, ['as_of' => '2025-01-01T00:00:00Z']);
?>
--EXPECT--
v1 5 {"sequence":10}: unchanged same
v1 4 {"sequence":11}: updated set
v1 5 {"sequence":12}: updated set
v1 9 {"sequence":11}: stale older
v1 5 {"sequence":12}: unchanged same
fetch 8 {"sequence":3}: updated set
fetch 7 {"sequence":2}: stale older
v1 6 {"sequence":1}: updated set
v1 3 {"as_of":"2026-01-02T00:00:00Z"}: updated set
v1 2 {"as_of":"2026-01-01T00:00:00Z"}: stale older
smartbill 1 {"as_of":"2025-01-01T00:00:00Z"}: updated set
