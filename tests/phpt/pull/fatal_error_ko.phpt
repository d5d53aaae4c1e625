--TEST--
Where a fatal error ends a callback the question ends with it, and shutdown functions can ask again
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php require __DIR__ . '/skip.inc'; ?>
--ENV--
STOCKWIRE_ALLOW_PRIVATE=1
--INI--
curl.cainfo={PWD}/ca.pem
--FILE--
<?php
require __DIR__ . '/server.inc';

$server = new Server();
$server->wish('', ['lines' => 5000, 'call' => 'stocks']);
$office = office($server);
register_shutdown_function(function () use ($office): void {
    var_dump(count($office->warehouses()));
});
$office->stocks('Magazin', function (array $lines): void {
    // A class that lacks what its interface asks for: not even an exception.
    eval('final class Half implements Countable {}');
});
?>
--EXPECTF--
%AFatal error: Class Half contains 1 abstract method%A
int(2)
