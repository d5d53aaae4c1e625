--TEST--
A receipt that is printed in pieces is the one that is returned whole, and its length is known before
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';

use Stockwire\Engine;

$db = open_shop();
add_product($db, 'A');
$engine = engine($db);
$whole = fn(Stockwire\Receipt $receipt, int $dialect): string => Engine::V1 === $dialect ? $receipt->toJson() : $receipt->toSmartBill();
foreach (['no line' => 0, 'a line' => 1, 'many lines' => 2500] as $what => $lines) {
    foreach ([Engine::V1, Engine::SMARTBILL] as $dialect) {
        $receipt = $engine->receive(body(array_fill_keys(array_map(fn($i) => $i ? str_repeat('"', 20) . $i : 'A', array_keys(array_fill(0, $lines, 0))), 3)), Engine::V1, true);
        $pieces = [];
        ob_start(function (string $piece) use (&$pieces): string {
            $pieces[] = $piece;
            return '';
        }, 1);
        $length = $receipt->length($dialect);
        $receipt->send($dialect);
        ob_end_flush();
        $pieces = array_filter($pieces, 'strlen');
        $long = array_filter($pieces, fn($piece) => strlen($piece) > 70000);
        echo $what, ': ', json_encode([implode('', $pieces) === $whole($receipt, $dialect), $length === strlen(implode('', $pieces)), count($pieces) > 1, count($long)]), "\n";
    }
}
// Who catches the output may look at the receipt as well, or stop it.
$other = '';
ob_start(function () use ($receipt, &$other): string {
    $other = $receipt->toJson();
    return '';
}, 1);
$receipt->send(Engine::V1);
ob_end_flush();
var_dump($other === $receipt->toJson());
// PHP prints what its handler did not take; it is caught out here.
ob_start();
ob_start(fn(): string => throw new LogicException('stopped'), 1);
try {
    $receipt->send(Engine::V1);
    $stopped = 'not stopped';
} catch (LogicException $e) {
    $stopped = $e->getMessage();
}
while (ob_get_level() > 0) {
    ob_end_clean();
}
echo $stopped, "\n";
foreach (['length', 'send'] as $method) {
    try {
        $receipt->$method(7);
    } catch (ValueError $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
no line: [true,true,false,0]
no line: [true,true,false,0]
a line: [true,true,false,0]
a line: [true,true,false,0]
many lines: [true,true,true,0]
many lines: [true,true,true,0]
bool(true)
stopped
Stockwire\Receipt::length(): Argument #1 ($dialect) must be Stockwire\Engine::SMARTBILL or Stockwire\Engine::V1
Stockwire\Receipt::send(): Argument #1 ($dialect) must be Stockwire\Engine::SMARTBILL or Stockwire\Engine::V1
