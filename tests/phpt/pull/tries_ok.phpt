--TEST--
What passes within seconds is tried again, with ticks in between; what does not is not
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
$office = office($server, ['tries' => 3]);
foreach (['rate_bare', 'server'] as $fault) {
    $server->wish($fault, ['times' => 1]);
    $ticks = 0;
    tell("$fault once", function () use ($office, &$ticks): array { return $office->warehouses(function () use (&$ticks): void { $ticks++; }); });
    echo count($server->requests()), ' requests, ', $ticks > 1 ? 'ticks' : 'no ticks', "\n";
}
$server->wish('server');
tell('server always', fn() => office($server, ['tries' => 2])->warehouses());
echo count($server->requests()), " requests\n";
foreach (['unauthorized', 'html', 'redirect', 'truncated', 'error_text', 'gzip'] as $fault) {
    $server->wish($fault);
    tell($fault, fn() => $office->stocks('Magazin', 'nothing'));
    // A connection that broke before any byte of an answer is libcurl's to open again.
    echo count($server->requests()), " requests\n";
}
?>
--EXPECT--
rate_bare once: ["Magazin","Depozit Șos."]
2 requests, ticks
server once: ["Magazin","Depozit Șos."]
2 requests, ticks
server always: server later
2 requests
unauthorized: auth never "Autentificare eșuată."
1 requests
html: syntax later
1 requests
redirect: redirect never
1 requests
truncated: cut later
1 requests
error_text: refused never "Firma nu are dreptul la acest serviciu."
1 requests
gzip: syntax never
1 requests
