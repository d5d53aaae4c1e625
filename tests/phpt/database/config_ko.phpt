--TEST--
A wrong entry of the configuration is named
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
$good = ['prefix' => 'wp_', 'warehouses' => ['Main'], 'rounding' => 'truncate'];
$wrong = [['prefix' => 'wp`; DROP'], ['prefix' => null], ['warehouses' => 'Main'], ['warehouses' => [1]], ['warehouses' => ['']], ['rounding' => 'up'],
    ['rounding' => 'callback'], ['manage_stock' => 1], ['no_stock_amount' => 'some'], ['before' => 'no_such_function'], ['utc_offset' => 90000],
    ['deadline' => -1], ['deadline' => '5'], ['idempotency_key' => ''], ['body_digest' => 'short'], ['locale' => 5],
    ['variable_types' => 'a'], ['variable_types' => ["a','b"]], ['variable_types' => ['']], ['variable_types' => array_fill(0, 17, 'a')]];
foreach ($wrong as $entry) {
    try {
        new Stockwire\Engine($db, $entry + $good);
        echo 'accepted ', json_encode($entry), "\n";
    } catch (ValueError $e) {
        echo substr($e->getMessage(), strlen('Stockwire\Engine::__construct(): Argument #2 ($config) must have a ')), "\n";
    }
}
try { engine($db)->receive('[]', 7); } catch (ValueError $e) { echo $e->getMessage(), "\n"; }
try { engine($db)->__construct($db, $good); } catch (Error $e) { echo $e->getMessage(), "\n"; }
try { clone engine($db); } catch (Error $e) { echo $e->getMessage(), "\n"; }
?>
--EXPECT--
"prefix" that is made of letters, digits and _ only
"prefix" that is made of letters, digits and _ only
"warehouses" that is a list of strings
"warehouses" that is a list of strings that are not empty
"warehouses" that is a list of strings that are not empty
"rounding" that is "identity", "truncate" or "callback"
"round" that is callable where rounding is "callback"
"manage_stock" that is a bool
"no_stock_amount" that is a number
"before" that is callable
"utc_offset" that is at most 14 hours, in seconds
"deadline" that is a number of milliseconds, not negative
"deadline" that is an int
"idempotency_key" that is 1 to 255 bytes long
"body_digest" that is 32 bytes long
"locale" that is a string
"variable_types" that is a list of at most 16 slugs
"variable_types" that is a list of at most 16 slugs
"variable_types" that is a list of at most 16 slugs
"variable_types" that is a list of at most 16 slugs
Stockwire\Engine::receive(): Argument #2 ($dialect) must be Stockwire\Engine::SMARTBILL or Stockwire\Engine::V1
The engine is constructed already
Trying to clone an uncloneable object of class Stockwire\Engine
