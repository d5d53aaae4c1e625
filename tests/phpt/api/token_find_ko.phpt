--TEST--
A header without one usable bearer is refused as "unauthorized", and not shown
--EXTENSIONS--
mysqli
stockwire
--FILE--
<?php
use Stockwire\Refusal;
use Stockwire\Token;

$digests = [Token::digest('secret')];
foreach ([
    'no header' => null,
    'empty' => '',
    'scheme alone' => 'Bearer',
    'scheme and blank' => 'Bearer ',
    'Basic' => 'Basic c2VjcmV0',
    'glued' => 'Bearersecret',
    'tab' => "Bearer\tsecret",
    'two headers joined' => 'Bearer secret, Bearer secret',
    'two tokens' => 'Bearer secret secret',
    'blank behind' => 'Bearer secret ',
    'NUL' => "Bearer secret\0",
    'not ASCII' => "Bearer secret\xff",
    '8 kB' => 'Bearer ' . str_repeat('secret', 1400),
] as $what => $header) {
    try {
        echo $what, ' => ';
        var_dump(Token::find($header, $digests));
    } catch (Refusal $e) {
        echo $e->answer, str_contains((string) $e, 'secret') ? ', shown' : '', "\n";
    }
}
try {
    Token::find('Bearer secret', [1]);
} catch (ValueError $e) {
    echo $e->getMessage(), "\n";
}
?>
--EXPECT--
no header => unauthorized
empty => unauthorized
scheme alone => unauthorized
scheme and blank => unauthorized
Basic => unauthorized
glued => unauthorized
tab => unauthorized
two headers joined => unauthorized
two tokens => unauthorized
blank behind => unauthorized
NUL => unauthorized
not ASCII => unauthorized
8 kB => unauthorized
Stockwire\Token::find(): Argument #2 ($digests) must be a list of strings
