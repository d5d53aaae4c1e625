--TEST--
A receipt keeps the push that it tells of, whatever becomes of the string that held it
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
$a = add_product($db, 'COD-UNU');
$body = body(['COD-UNU' => 2, 'COD-DOI' => 3]);
$length = strlen($body);
$engine = engine($db, ['before' => function () use (&$body, $length) {
    // Written in place, were nobody else to hold it.
    for ($i = 0; $i < $length; $i++) {
        $body[$i] = 'x';
    }
}]);
$receipt = $engine->receive($body, Stockwire\Engine::V1);
unset($body);
// The same memory again, were it free.
$fillers = [];
for ($i = 0; $i < 200; $i++) {
    $fillers[] = str_repeat(chr(65 + $i % 26), $length);
}
echo $receipt->toJson(), "\n", $receipt->toSmartBill(), $receipt->lines()[0]['code'], "\n", rows($db, $a), "\n";
?>
--EXPECT--
{"run":1,"applied":true,"counts":{"updated":1,"unmatched":1},"lines":[{"line":1,"code":"COD-UNU","name":"","warehouse":"main","outcome":"updated","reason":"set","message":"The stock was set.","product":1,"old":5,"new":2},{"line":2,"code":"COD-DOI","name":"","warehouse":"main","outcome":"unmatched","reason":"no_such_code","message":"No product in the shop has this code.","product":null,"old":null,"new":null}]}
"COD-UNU: updated, 5 → 2. The stock was set."
"COD-DOI: unmatched. No product in the shop has this code."
COD-UNU
_stock=2.000000 _stock_status=instock | 2 instock | no term
