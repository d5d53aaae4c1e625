--TEST--
A digest is SHA-256 of the token in lower case
--EXTENSIONS--
mysqli
stockwire
--FILE--
<?php
use Stockwire\Token;

foreach (['abc', 'ABC', 'aBc-~!'] as $token) {
    var_dump(Token::digest($token) === hash('sha256', strtolower($token)));
}
$longest = str_repeat('x', 512);
var_dump(Token::digest($longest) === hash('sha256', $longest));
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
