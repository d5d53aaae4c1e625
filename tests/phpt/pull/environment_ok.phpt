--TEST--
Proxies and accounts of the environment play no part
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php require __DIR__ . '/skip.inc'; ?>
--ENV--
STOCKWIRE_ALLOW_PRIVATE=1
https_proxy=http://127.0.0.1:9
HTTPS_PROXY=http://127.0.0.1:9
ALL_PROXY=socks5://127.0.0.1:9
all_proxy=http://127.0.0.1:9
--INI--
curl.cainfo={PWD}/ca.pem
--FILE--
<?php
require __DIR__ . '/server.inc';

putenv('HOME=' . sys_get_temp_dir());
$server = new Server();
var_dump(getenv('https_proxy'));
tell('environment', fn() => office($server)->warehouses());
?>
--EXPECT--
string(18) "http://127.0.0.1:9"
environment: ["Magazin","Depozit Șos."]
