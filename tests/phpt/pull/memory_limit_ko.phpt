--TEST--
Where memory_limit ends a callback the question ends with it, and shutdown functions can ask again
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php require __DIR__ . '/skip.inc'; ?>
--ENV--
STOCKWIRE_ALLOW_PRIVATE=1
--INI--
curl.cainfo={PWD}/ca.pem
memory_limit=32M
--FILE--
<?php
require __DIR__ . '/server.inc';

$server = new Server();
$server->wish('', ['lines' => 5000, 'call' => 'stocks']);
$office = office($server);
register_shutdown_function(function () use ($office): void {
    var_dump(count($office->warehouses()));
});
$office->stocks('Magazin', fn(array $lines) => str_repeat('x', 1 << 30));
?>
--EXPECTF--
%AAllowed memory size of %d bytes exhausted%A
int(2)
