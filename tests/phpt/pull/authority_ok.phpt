--TEST--
openssl.cafile names the authorities where curl.cainfo names none
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php require __DIR__ . '/skip.inc'; ?>
--ENV--
STOCKWIRE_ALLOW_PRIVATE=1
--INI--
openssl.cafile={PWD}/ca.pem
--FILE--
<?php
require __DIR__ . '/server.inc';

$server = new Server();
tell('named', fn() => office($server)->warehouses());
?>
--EXPECT--
named: ["Magazin","Depozit Șos."]
