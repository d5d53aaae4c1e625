--TEST--
A configuration that cannot be right is refused, by the name of its field and without its content
--EXTENSIONS--
mysqli
stockwire
--FILE--
<?php
use Stockwire\BackOffice;

$right = ['url' => 'https://ws.smartbill.ro/SBORO/api', 'user' => 'owner@shop.example', 'token' => 'hush', 'company' => 'RO1'];
foreach ([
    ['url' => null], ['url' => ''], ['url' => 5], ['url' => 'ws.smartbill.ro'], ['url' => 'http://ws.smartbill.ro'], ['url' => 'file:///etc/passwd'], ['url' => 'javascript:alert(1)'],
    ['url' => 'https://hush:hush@host/'], ['url' => 'https://host/?hush'], ['url' => 'https://host/#hush'], ['url' => "https://host/\0"], ['url' => 'https://ho st/'], ['url' => 'https://' . str_repeat('a', 2000)],
    ['user' => null], ['user' => ' '], ['user' => 'hush:hush'], ['user' => "hush\r\nX: y"], ['user' => str_repeat('u', 501)],
    ['token' => null], ['token' => ''], ['token' => ['hush']], ['token' => "hush\n"], ['company' => null], ['company' => 12345],
    ['connect' => 0], ['connect' => '5'], ['stalled' => -1], ['overall' => 3600001], ['max_bytes' => 1.5], ['max_bytes' => 1 << 40], ['tries' => 11], ['tries' => null],
    ['verify' => false], ['CONNECT' => 5], ['hush'],
] as $wrong) {
    try {
        new BackOffice($wrong + $right);
        echo 'taken: ', json_encode($wrong), "\n";
    } catch (ValueError $e) {
        echo str_replace('Stockwire\BackOffice::__construct(): Argument #1 ($config) must ', '', $e->getMessage()), "\n";
        if (preg_match('/hush/', (string) $e)) {
            echo "content is shown\n";
        }
    }
}
foreach (['url', 'user', 'token', 'company'] as $key) {
    try {
        new BackOffice(array_diff_key($right, [$key => 1]));
        echo "taken without $key\n";
    } catch (ValueError $e) {
        echo str_replace('Stockwire\BackOffice::__construct(): Argument #1 ($config) must ', '', $e->getMessage()), "\n";
    }
}
$office = new BackOffice($right + ['connect' => 1, 'stalled' => 3600000, 'overall' => 1, 'max_bytes' => 1 << 30, 'tries' => 10]);
try {
    $office->__construct($right);
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
foreach (['', " \u{a0}", "\xff", "a\0b", str_repeat('é', 101)] as $warehouse) {
    try {
        $office->stocks($warehouse, fn() => null);
    } catch (ValueError $e) {
        echo $e->getMessage(), "\n";
    }
}
foreach ([fn() => $office->stocks('Magazin', 'no_such_function'), fn() => $office->warehouses(5)] as $call) {
    try {
        $call();
    } catch (TypeError $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
have a "url" that is a string and not blank
have a "url" that is a string and not blank
have a "url" that is a string and not blank
have a "url" that is an address with a host, without blanks
have a "url" that is an https address
have a "url" that is an address with a host, without blanks
have a "url" that is an address with a host, without blanks
have a "url" that is without user or password
have a "url" that is without query or fragment
have a "url" that is without query or fragment
have a "url" that is without control characters
have a "url" that is an address with a host, without blanks
have a "url" that is shorter
have a "user" that is a string and not blank
have a "user" that is a string and not blank
have a "user" that is without a colon
have a "user" that is without control characters
have a "user" that is shorter
have a "token" that is a string and not blank
have a "token" that is a string and not blank
have a "token" that is a string and not blank
have a "token" that is without control characters
have a "company" that is a string and not blank
have a "company" that is a string and not blank
have a "connect" that is an int from 1 to 3600000
have a "connect" that is an int from 1 to 3600000
have a "stalled" that is an int from 1 to 3600000
have a "overall" that is an int from 1 to 3600000
have a "max_bytes" that is an int from 1 to 1073741824
have a "max_bytes" that is an int from 1 to 1073741824
have a "tries" that is an int from 1 to 10
have a "tries" that is an int from 1 to 10
not have a key "verify"
not have a key "CONNECT"
not have a key "0"
have a "url" that is a string and not blank
have a "user" that is a string and not blank
have a "token" that is a string and not blank
have a "company" that is a string and not blank
The back office is constructed already
Stockwire\BackOffice::stocks(): Argument #1 ($warehouse) must be a warehouse's name: UTF-8, not blank and of at most 100 characters
Stockwire\BackOffice::stocks(): Argument #1 ($warehouse) must be a warehouse's name: UTF-8, not blank and of at most 100 characters
Stockwire\BackOffice::stocks(): Argument #1 ($warehouse) must be a warehouse's name: UTF-8, not blank and of at most 100 characters
Stockwire\BackOffice::stocks(): Argument #1 ($warehouse) must be a warehouse's name: UTF-8, not blank and of at most 100 characters
Stockwire\BackOffice::stocks(): Argument #1 ($warehouse) must be a warehouse's name: UTF-8, not blank and of at most 100 characters
Stockwire\BackOffice::stocks(): Argument #2 ($lines) must be a valid callback, function "no_such_function" not found or invalid function name
Stockwire\BackOffice::warehouses(): Argument #1 ($tick) must be a valid callback or null, no array or string given
