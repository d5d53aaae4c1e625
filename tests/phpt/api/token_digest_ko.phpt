--TEST--
What cannot be a token is not digested, and shows in no trace
--EXTENSIONS--
mysqli
stockwire
--FILE--
<?php
use Stockwire\Token;

foreach ([
    'empty' => '',
    'blank inside' => 'secret token',
    'comma' => 'secret,token',
    'NUL' => "secret\0token",
    'not ASCII' => "secret\xc8\x99",
    'too long' => str_repeat('s', 513),
] as $what => $token) {
    try {
        Token::digest($token);
        echo "$what: digested\n";
    } catch (Throwable $e) {
        echo $what, ': ', get_class($e), ', ', str_contains((string) $e, 'secret') || str_contains((string) $e, 'sss') ? 'shown' : 'hidden', "\n";
    }
}
try {
    Token::digest([]);
} catch (TypeError $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECTF--
empty: %s, hidden
blank inside: %s, hidden
comma: %s, hidden
NUL: %s, hidden
not ASCII: %s, hidden
too long: %s, hidden
Stockwire\Token::digest(): Argument #1 ($token) must be of type string, array given
