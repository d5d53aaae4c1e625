--TEST--
An empty list is the test of the link: nothing is written
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
foreach ([['[]', Engine::SMARTBILL], ['{"products":[]}', Engine::SMARTBILL], ['{"lines":[]}', Engine::V1]] as [$body, $dialect]) {
    $receipt = engine($link)->receive($body, $dialect);
    echo $dialect === Engine::SMARTBILL ? $receipt->toSmartBill() : $receipt->toJson(), "\n";
}
echo value($link, 'SELECT COUNT(*) FROM wp_stockwire_runs'), "\n";
?>
--EXPECT--
"Stockwire is connected to the shop."

"Stockwire is connected to the shop."

{"run":null,"applied":true,"counts":{},"lines":[]}
0
