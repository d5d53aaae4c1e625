--TEST--
A name that is not UTF-8 is an argument error, and long ones are taken whole
--EXTENSIONS--
mysqli
stockwire
--FILE--
<?php
use Stockwire\Names;

foreach (["\xff\xfe", "\xc0\xaf", "\xed\xa0\x80", "cut \xc8"] as $bytes) {
    foreach ([fn() => Names::text($bytes), fn() => Names::slug($bytes, 'ro_RO')] as $call) {
        try {
            $call();
            echo "taken\n";
        } catch (ValueError $e) {
            echo $e->getMessage(), "\n";
        }
    }
}
var_dump(strlen(Names::text(str_repeat('é', 100000))));
?>
--EXPECT--
Stockwire\Names::text(): Argument #1 ($name) must be valid UTF-8
Stockwire\Names::slug(): Argument #1 ($name) must be valid UTF-8
Stockwire\Names::text(): Argument #1 ($name) must be valid UTF-8
Stockwire\Names::slug(): Argument #1 ($name) must be valid UTF-8
Stockwire\Names::text(): Argument #1 ($name) must be valid UTF-8
Stockwire\Names::slug(): Argument #1 ($name) must be valid UTF-8
Stockwire\Names::text(): Argument #1 ($name) must be valid UTF-8
Stockwire\Names::slug(): Argument #1 ($name) must be valid UTF-8
int(200000)
