--TEST--
A bearer is found among the digests, whatever its letter case and spaces
--EXTENSIONS--
mysqli
stockwire
--FILE--
<?php
use Stockwire\Token;

$digests = [Token::digest('first'), Token::digest('second')];
foreach (['Bearer first', 'bearer second', 'BEARER   SECOND', 'Bearer Second', 'Bearer third'] as $header) {
    echo $header, ' => ';
    var_dump(Token::find($header, $digests));
}
echo "closed without digests: ";
var_dump(Token::find('Bearer first', []));
echo "a digest cut short never matches: ";
var_dump(Token::find('Bearer first', [substr($digests[0], 0, 63), '', $digests[0] . '0']));
echo "an upper-case digest: ";
var_dump(Token::find('Bearer first', [strtoupper($digests[0])]));
?>
--EXPECT--
Bearer first => int(0)
bearer second => int(1)
BEARER   SECOND => int(1)
Bearer Second => int(1)
Bearer third => NULL
closed without digests: NULL
a digest cut short never matches: NULL
an upper-case digest: NULL
