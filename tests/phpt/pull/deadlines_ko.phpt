--TEST--
Nobody there, nobody who speaks, too slow: each ends by its own deadline
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
// Takes the connection, and never says a word of TLS.
$silent = stream_socket_server('tcp://127.0.0.1:0');
$name = stream_socket_get_name($silent, false);
$office = fn(array $more) => office($server, $more + ['connect' => 60000, 'stalled' => 60000, 'overall' => 60000]);
tell('connect', fn() => $office(['url' => "https://$name/", 'connect' => 300])->warehouses());
tell('stalled in TLS', fn() => $office(['url' => "https://$name/", 'stalled' => 300])->warehouses());
$server->wish('stalled');
tell('stalled', fn() => $office(['stalled' => 400])->stocks('Magazin', 'nothing'));
$server->wish('slow');
tell('slow', fn() => $office(['overall' => 1500])->stocks('Magazin', 'nothing'));
fclose($silent);
tell('nobody', fn() => $office(['url' => "https://$name/"])->warehouses());
tell('no such name', fn() => $office(['url' => 'https://no-such-host.invalid/'])->warehouses());
?>
--EXPECT--
connect: timeout later
stalled in TLS: timeout later
stalled: timeout later
slow: timeout later
nobody: connect later
no such name: connect later
