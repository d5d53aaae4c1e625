--TEST--
A connection killed on the way loses the chunk whole; the same push on a new one succeeds
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
$other = connect();
set_error_handler(function ($no, $text) { echo "warning: $text\n"; return true; });
$kill = function () use ($db, $other) { $other->query('KILL ' . $db->thread_id); usleep(100000); };
refused(fn() => engine($db, ['before' => $kill])->receive(body(['A' => 1, 'B' => 2]), Stockwire\Engine::V1));
echo rows($other, $a), "\n", rows($other, $b), "\n";
// In the transaction: the statement that a listener wants is where this connection dies.
$db = connect();
$die = function (string $sql) use ($db, $other) { $other->query('KILL ' . $db->thread_id); usleep(100000); return $sql; };
refused(fn() => engine($db, ['query' => $die])->receive(body(['A' => 1, 'B' => 2]), Stockwire\Engine::V1));
echo rows($other, $a), "\n", rows($other, $b), "\n";
echo json_encode(engine(connect())->receive(body(['A' => 1, 'B' => 2]), Stockwire\Engine::V1)->counts), "\n";
echo rows($other, $a), "\n", rows($other, $b), "\n";
?>
--EXPECT--
unavailable: The connection to the database was lost. Send the same push again.
_stock=5.000000 _stock_status=instock | 5 instock | no term
_stock=5.000000 _stock_status=instock | 5 instock | no term
unavailable: The connection to the database was lost. Send the same push again.
_stock=5.000000 _stock_status=instock | 5 instock | no term
_stock=5.000000 _stock_status=instock | 5 instock | no term
{"updated":2}
_stock=1.000000 _stock_status=instock | 1 instock | no term
_stock=2.000000 _stock_status=instock | 2 instock | no term
