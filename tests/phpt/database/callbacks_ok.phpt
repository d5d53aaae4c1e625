--TEST--
before sees what will change, query may change the statement, committed gets every id, round its numbers
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
$b = add_product($db, 'B');
$receipt = engine($db, [
    'rounding' => 'callback',
    'round' => fn(string $quantity) => round((float) $quantity, 1),
    'before' => function (array $changes) use ($db, $a) { echo 'before ', json_encode($changes[0]), ' ', rows($db, $a), "\n"; },
    'query' => fn(string $sql, int $holder, string $quantity) => $holder === 1 ? str_replace('= 1', 'IN (1,2)', $sql) : $sql,
    'committed' => function (array $ids) { echo 'committed ', json_encode($ids), "\n"; },
])->receive(body(['A' => 2.26]), Stockwire\Engine::V1);
echo $receipt->lines()[0]['reason'], "\n", rows($db, $a), "\n", rows($db, $b), "\n";
?>
--EXPECT--
before {"id":1,"kind":"holder","type":"simple","parent":0,"old":"5","new":"2.3","old_status":"instock","new_status":"instock"} _stock=5.000000 _stock_status=instock | 5 instock | no term
committed [1]
rounded
_stock=2.300000 _stock_status=instock | 2.3 instock | no term
_stock=2.300000 _stock_status=instock | 5 instock | no term
