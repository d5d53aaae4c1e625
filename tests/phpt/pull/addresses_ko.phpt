--TEST--
Private and own addresses are not called, by whatever name
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php require __DIR__ . '/skip.inc'; ?>
--INI--
curl.cainfo={PWD}/ca.pem
--FILE--
<?php
require __DIR__ . '/server.inc';

$server = new Server();
$port = parse_url($server->url(), PHP_URL_PORT);
foreach (['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '127.1', '2130706433', '0x7f000001', '0', '10.0.0.1', '169.254.169.254', '192.168.1.1', '[fd00::1]'] as $host) {
    tell($host, fn() => office($server, ['url' => "https://$host:$port/SBORO/api"])->warehouses());
}
foreach (['0', 'yes', ''] as $value) {
    putenv("STOCKWIRE_ALLOW_PRIVATE=$value");
    tell("STOCKWIRE_ALLOW_PRIVATE=$value", fn() => office($server)->warehouses());
}
var_dump($server->requests());
?>
--EXPECT--
127.0.0.1: address never
localhost: address never
[::1]: address never
[::ffff:127.0.0.1]: address never
127.1: address never
2130706433: address never
0x7f000001: address never
0: address never
10.0.0.1: address never
169.254.169.254: address never
192.168.1.1: address never
[fd00::1]: address never
STOCKWIRE_ALLOW_PRIVATE=0: address never
STOCKWIRE_ALLOW_PRIVATE=yes: address never
STOCKWIRE_ALLOW_PRIVATE=: address never
array(0) {
}
