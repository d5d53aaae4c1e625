--TEST--
Whatever the back office does wrong is told by a reason, in bounded time and memory, and shows no secret
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
$office = office($server, ['max_bytes' => 2000000, 'stalled' => 4000, 'overall' => 120000]);
foreach (['rate', 'rate_date', 'rate_bare', 'server', 'unavailable', 'unauthorized', 'echo_token', 'error_text', 'truncated', 'truncated_chunks', 'trailer', 'half_json', 'stalled',
    'dropped', 'garbage', 'html', 'gzip', 'gzip_bomb', 'redirect', 'endless', 'endless_string', 'endless_header', 'wrong_warehouse', 'wrong_warehouse_last', 'half', 'empty', ''] as $fault) {
    $server->wish($fault);
    tell($fault, fn() => $office->stocks('Magazin', 'nothing'));
}
foreach (['rate', 'half_json', 'html', 'redirect', 'error_text'] as $fault) {
    $server->wish($fault);
    tell("warehouses, $fault", fn() => $office->warehouses());
}
$server->wish('');
tell('no such warehouse', fn() => $office->stocks('Nicio gestiune', 'nothing'));
tell('wrong token', fn() => office($server, ['token' => 'other'])->warehouses());
tell('wrong user', fn() => office($server, ['user' => 'other'])->warehouses());
tell('wrong company', fn() => office($server, ['company' => 'RO1'])->warehouses());
tell('wrong path', fn() => office($server, ['url' => $server->url() . '/v2/'])->warehouses());
$server->wish('redirect', ['body' => 'https://127.0.0.1:1/']);
$server->requests();
tell('redirect elsewhere', fn() => $office->warehouses());
var_dump(count($server->requests()));
?>
--EXPECT--
rate: rate later "Prea multe apeluri."
rate_date: rate later "Prea multe apeluri."
rate_bare: rate later "Prea multe apeluri."
server: server later
unavailable: server later
unauthorized: auth never "Autentificare eșuată."
echo_token: refused never
error_text: refused never "Firma nu are dreptul la acest serviciu."
truncated: cut later
truncated_chunks: cut later
trailer: server later
half_json: cut later
stalled: timeout later
dropped: cut later
garbage: syntax never
html: syntax later
gzip: syntax never
gzip_bomb: syntax never
redirect: redirect never
endless: too_large never
endless_string: too_large never
endless_header: too_large never
wrong_warehouse: shape never "Altă gestiune"
wrong_warehouse_last: shape never "Altă gestiune"
half: 1
empty: 0
: 2
warehouses, rate: rate later "Prea multe apeluri."
warehouses, half_json: cut later
warehouses, html: syntax later
warehouses, redirect: redirect never
warehouses, error_text: refused never "Firma nu are dreptul la acest serviciu."
no such warehouse: refused never "Gestiunea nu a fost găsită."
wrong token: auth never "Autentificare eșuată."
wrong user: auth never "Autentificare eșuată."
wrong company: refused never "Firma nu a fost găsită."
wrong path: refused never "Nu există."
redirect elsewhere: redirect never
int(1)
