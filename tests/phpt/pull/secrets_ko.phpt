--TEST--
User and token show in no dump, no trace and no command line
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php require __DIR__ . '/skip.inc'; ?>
--ENV--
STOCKWIRE_ALLOW_PRIVATE=1
--INI--
curl.cainfo={PWD}/ca.pem
zend.exception_ignore_args=0
--FILE--
<?php
require __DIR__ . '/server.inc';

$server = new Server();
$server->wish('echo_token');
$office = office($server);
ob_start();
var_dump($office);
print_r($office);
var_export($office);
var_dump((array) $office, json_encode($office), get_object_vars($office));
try {
    $office->warehouses(fn() => null);
} catch (Stockwire\PullFailure $e) {
    var_dump($e->getTraceAsString(), $e->getMessage(), $e->reason);
}
try {
    new Stockwire\BackOffice(['url' => 'https://host/', 'user' => USER, 'token' => TOKEN, 'company' => 'x', 'tries' => 0]);
} catch (ValueError $e) {
    var_dump(get_class($e->getTrace()[0]['args'][0]));
    echo $e;
}
readfile('/proc/self/cmdline');
foreach (['serialize', fn($o) => clone $o] as $call) {
    try {
        $call($office);
        echo "copied\n";
    } catch (Throwable $e) {
        echo $e->getMessage(), "\n";
    }
}
$shown = ob_get_clean();
var_dump(str_contains($shown, TOKEN), str_contains($shown, USER), str_contains($shown, base64_encode(USER . ':' . TOKEN)), str_contains($shown, 'SensitiveParameterValue'),
    str_contains($shown, 'copied'), strlen($shown) > 500);
?>
--EXPECT--
bool(false)
bool(false)
bool(false)
bool(true)
bool(false)
bool(true)
