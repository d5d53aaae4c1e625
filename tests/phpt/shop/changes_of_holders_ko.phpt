--TEST--
What is no list of ids is refused, and the receipt stays whole
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
$a = product($link, 'A', '5.000000');
$receipt = engine($link)->receive(body(['A', 6]), Engine::V1);
foreach (["$a", (float) $a, null, [$a], 0, -$a, PHP_INT_MIN] as $wrong) {
    try {
        echo count($receipt->changes([$a, $wrong])), " changes\n";
    } catch (ValueError $e) {
        echo $e->getMessage(), "\n";
    }
}
try {
    $receipt->changes($a);
} catch (TypeError $e) {
    echo $e->getMessage(), "\n";
}
echo count($receipt->changes([$a])), ' of ', count($receipt->changes()), "\n";
?>
--EXPECT--
Stockwire\Receipt::changes(): Argument #1 ($holders) must be a list of product IDs
Stockwire\Receipt::changes(): Argument #1 ($holders) must be a list of product IDs
Stockwire\Receipt::changes(): Argument #1 ($holders) must be a list of product IDs
Stockwire\Receipt::changes(): Argument #1 ($holders) must be a list of product IDs
Stockwire\Receipt::changes(): Argument #1 ($holders) must be a list of product IDs
Stockwire\Receipt::changes(): Argument #1 ($holders) must be a list of product IDs
Stockwire\Receipt::changes(): Argument #1 ($holders) must be a list of product IDs
Stockwire\Receipt::changes(): Argument #1 ($holders) must be of type ?array, int given
1 of 1
