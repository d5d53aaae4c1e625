--TEST--
A generated token is 40 lower-case base32 characters, and never the same twice
--EXTENSIONS--
mysqli
stockwire
--FILE--
<?php
use Stockwire\Token;

$tokens = [];
for ($i = 0; $i < 200; $i++) {
    $token = Token::generate();
    if (!preg_match('/^[a-z2-7]{40}$/', $token)) {
        echo "odd token of length ", strlen($token), "\n";
    }
    $tokens[$token] = true;
}
var_dump(count($tokens));
var_dump(Token::find('Bearer ' . $token, [Token::digest($token)]));
?>
--EXPECT--
int(200)
int(0)
