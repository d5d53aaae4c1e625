--TEST--
A certificate by an authority that is not in the list of openssl.cafile is refused
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php require __DIR__ . '/skip.inc'; ?>
--ENV--
STOCKWIRE_ALLOW_PRIVATE=1
--INI--
openssl.cafile={PWD}/wrong_host.pem
--FILE--
<?php
require __DIR__ . '/server.inc';

$server = new Server();
tell('another authority', fn() => office($server)->warehouses());
?>
--EXPECT--
another authority: tls never
