--TEST--
A certificate that has expired, is signed by itself or is another host's is refused
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
foreach (['expired', 'self_signed', 'wrong_host', 'good'] as $certificate) {
    tell($certificate, function () use ($server, $certificate) {
        try {
            return office($server, ['url' => $server->url($certificate), 'tries' => 3])->warehouses();
        } catch (Stockwire\PullFailure $e) {
            echo strtok($e->getMessage(), '.'), "\n";
            throw $e;
        }
    });
}
var_dump(count($server->requests()));
?>
--EXPECT--
The back office's certificate has expired
expired: tls never
The back office's certificate is signed by itself, so that anybody could have made it
self_signed: tls never
The back office's certificate was made for another host
wrong_host: tls never
good: ["Magazin","Depozit Șos."]
int(1)
