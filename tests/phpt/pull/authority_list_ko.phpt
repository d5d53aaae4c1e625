--TEST--
Where the list of authorities cannot be read no certificate is believed
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php require __DIR__ . '/skip.inc'; ?>
--ENV--
STOCKWIRE_ALLOW_PRIVATE=1
--INI--
curl.cainfo={PWD}/missing.pem
openssl.cafile={PWD}/ca.pem
--FILE--
<?php
require __DIR__ . '/server.inc';

$server = new Server();
tell('no list', function () use ($server) {
    try {
        return office($server)->warehouses();
    } catch (Stockwire\PullFailure $e) {
        echo strtok($e->getMessage(), '.'), "\n";
        throw $e;
    }
});
?>
--EXPECT--
This server's list of certificate authorities cannot be read
no list: tls never
