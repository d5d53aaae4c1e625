--TEST--
A body that cannot be read is refused whole: no row of any table changes
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
$engine = engine($link);
$line = '{"code":"A","warehouse":"Magazin","quantity":9}';
foreach ([
    'empty' => '', 'blanks' => " \n\t", 'cut' => '{"lines":[' . $line, 'trailing comma' => "[$line,]", 'two documents' => "[$line] [$line]",
    'garbage behind' => "[$line]x", 'NUL behind' => "[$line]\0", 'control byte' => "[\x01$line]", 'comment' => "[$line/*x*/]",
    'NUL in the code' => '[{"code":"A\u0000B","quantity":9}]', 'lone surrogate' => '[{"code":"\ud800","quantity":9}]',
    'Latin-1' => "[{\"code\":\"\xe9\",\"quantity\":9}]", 'overlong' => "[{\"code\":\"\xc0\xaf\",\"quantity\":9}]",
    'duplicate key' => '[{"code":"A","code":"B","quantity":9}]', 'too deep' => '[{"code":"A","quantity":9,"x":[[[[[[[[1]]]]]]]]}]',
    'null' => 'null', 'text' => '"abc"', 'number' => '5', 'NaN' => '[{"code":"A","quantity":NaN}]', 'plus' => '[{"code":"A","quantity":+1}]',
] as $what => $body) {
    echo $what, ': ';
    outcome(fn() => $engine->receive($body, Engine::V1));
}
echo stock($link, $a), ' ', value($link, 'SELECT COUNT(*) FROM wp_stockwire_runs'), " runs\n";
var_dump($engine->queries);
outcome(fn() => $engine->receive('[]', 2));
?>
--EXPECT--
empty: refused: bad_body: The body is empty.
blanks: refused: bad_body: The body is empty.
cut: refused: bad_body: The body cannot be read: it ends too early at byte 57.
trailing comma: refused: bad_body: The body cannot be read: no JSON value at byte 49.
two documents: refused: bad_body: The body cannot be read: something behind the end of the document at byte 50.
garbage behind: refused: bad_body: The body cannot be read: something behind the end of the document at byte 49.
NUL behind: refused: bad_body: The body cannot be read: NUL byte at byte 49.
control byte: refused: bad_body: The body cannot be read: no JSON value at byte 1.
comment: refused: bad_body: The body cannot be read: neither , nor ] behind a value at byte 48.
NUL in the code: refused: bad_body: The body cannot be read: NUL character in a string at byte 11.
lone surrogate: refused: bad_body: The body cannot be read: lone surrogate in a string at byte 10.
Latin-1: refused: bad_body: The body cannot be read: not UTF-8 at byte 10.
overlong: refused: bad_body: The body cannot be read: not UTF-8 at byte 10.
duplicate key: refused: bad_body: The body cannot be read: a key that stands twice in one object at byte 13.
too deep: refused: bad_body: The body cannot be read: more than 8 levels of arrays and objects at byte 36.
null: refused: shape: The body is neither a list of lines nor an object with one under "lines".
text: refused: shape: The body is neither a list of lines nor an object with one under "lines".
number: refused: shape: The body is neither a list of lines nor an object with one under "lines".
NaN: refused: bad_body: The body cannot be read: no JSON value at byte 24.
plus: refused: bad_body: The body cannot be read: no JSON value at byte 24.
5.000000 instock 5 instock visible 0 runs
int(0)
ValueError: Stockwire\Engine::receive(): Argument #2 ($dialect) must be Stockwire\Engine::SMARTBILL or Stockwire\Engine::V1
