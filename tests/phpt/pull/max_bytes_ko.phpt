--TEST--
An answer may have as many bytes as is said, and not one more
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
$body = '{"list":["Magazin"]}';
$server->wish('body', ['body' => $body]);
foreach ([strlen($body) - 1, strlen($body)] as $most) {
    tell((string) ($most - strlen($body)), fn() => office($server, ['max_bytes' => $most])->warehouses());
}
?>
--EXPECT--
-1: too_large never
0: ["Magazin"]
