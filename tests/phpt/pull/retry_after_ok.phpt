--TEST--
A server is asked to wait as long as it says: seconds or date, and not above the cap
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

use Stockwire\PullFailure;

$server = new Server();
$office = office($server, ['tries' => 5]);
foreach ([['rate', 4000], ['rate', 90], ['rate_date', 90], ['unavailable', 600], ['rate', 0]] as [$fault, $seconds]) {
    $server->wish($fault, ['seconds' => $seconds]);
    try {
        ($seconds > 0 ? $office : office($server))->warehouses();
    } catch (PullFailure $e) {
        // A date is a second off where the clock ticks between.
        echo "$fault $seconds: ", $e->reason, ' ', $e->retryAfter >= 88 && $e->retryAfter <= 90 ? 90 : $e->retryAfter, ', asked ', count($server->requests()), "\n";
    }
}
?>
--EXPECT--
rate 4000: rate 3600, asked 1
rate 90: rate 90, asked 1
rate_date 90: rate 90, asked 1
unavailable 600: server 600, asked 1
rate 0: rate 1, asked 1
