--TEST--
When the time is used up before the first chunk, nothing is written and the sentence says what to do
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
refused(fn() => engine($db, ['deadline' => 0])->receive(body(['A' => 2]), Stockwire\Engine::V1));
echo rows($db, $a), "\n", journal($db), "\n";
?>
--EXPECT--
unavailable: The time for one request was used up after 0 of 1 groups of lines; those are written. Send the same push again: it goes on where this one ended.
_stock=5.000000 _stock_status=instock | 5 instock | no term
runs: failed, lines: 0
