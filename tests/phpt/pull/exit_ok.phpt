--TEST--
exit in a callback unwinds cleanly, destructors and shutdown functions included
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
$server->wish('', ['lines' => 5000, 'call' => 'stocks']);
$office = office($server);
register_shutdown_function(function () use ($office): void {
    var_dump(count($office->warehouses()));
});
final class Noisy
{
    public function __destruct()
    {
        echo "destroyed\n";
    }
}
$office->stocks('Magazin', function (array $lines): void {
    $noisy = new Noisy();
    exit("exit\n");
});
?>
--EXPECT--
exit
destroyed
int(2)
