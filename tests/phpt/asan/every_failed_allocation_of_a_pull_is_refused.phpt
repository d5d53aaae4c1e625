--TEST--
Whichever allocation of a question to the back office fails, it is refused cleanly and the object can ask again
--EXTENSIONS--
mysqli
stockwire
canary
--SKIPIF--
<?php is_file(__DIR__ . '/../pull/ca.pem') || die('skip no certificates'); ?>
--ENV--
STOCKWIRE_ALLOW_PRIVATE=1
--INI--
curl.cainfo={PWD}/../pull/ca.pem
--FILE--
<?php
require __DIR__ . '/../pull/server.inc';

$server = new Server();
$office = office($server);
$right = static fn($result) => $result === 2 || $result === ['Magazin', 'Depozit Șos.'];
foreach ([
    'constructor' => static fn() => office($server)->warehouses(),
    'warehouses' => static fn() => $office->warehouses(),
    'stocks' => static fn() => $office->stocks('Magazin', 'nothing', static fn() => null),
] as $what => $call) {
    $refused = 0;
    $odd = [];
    for ($nth = 1; count($odd) < 10; $nth++) {
        try {
            canary_fail_at($nth);
            $result = $call();
            $failed = canary_allocations() >= $nth;
            canary_fail_at(0);
            if (!$right($result)) {
                $odd[] = "$nth: not noticed";
            }
            if (!$failed) {
                break;
            }
        } catch (Stockwire\PullFailure $e) {
            canary_fail_at(0);
            $refused++;
            if ($e->reason !== 'unavailable') {
                $odd[] = "$nth: $e->reason";
            }
        } catch (Stockwire\Refusal $e) {
            canary_fail_at(0);
            $refused++;
        } catch (Throwable $e) {
            canary_fail_at(0);
            $odd[] = "$nth: " . get_class($e) . ': ' . $e->getMessage();
        }
    }
    echo $what, ': ', $refused > 5 ? 'refused cleanly' : "refused $refused times", "\n", $odd ? implode("\n", $odd) . "\n" : '';
    var_dump($right($office->warehouses()));
}
?>
--EXPECT--
constructor: refused cleanly
bool(true)
warehouses: refused cleanly
bool(true)
stocks: refused cleanly
bool(true)
