--TEST--
Each answer has a status in both dialects, and they are the contract's
--EXTENSIONS--
mysqli
stockwire
--FILE--
<?php
use Stockwire\Answer;
use Stockwire\Engine;

foreach (['bad_body', 'cut_body', 'disabled', 'unauthorized', 'forbidden', 'not_found', 'method', 'conflict', 'length_required',
    'too_large', 'media_type', 'shape', 'key_reused', 'rate', 'unavailable', 'unknown_outcome'] as $code) {
    printf("%-16s %d %d\n", $code, Answer::status($code, Engine::V1), Answer::status($code, Engine::SMARTBILL));
}
echo Answer::type(Engine::V1), "\n", Answer::type(Engine::SMARTBILL), "\n";
?>
--EXPECT--
bad_body         400 400
cut_body         400 400
disabled         503 400
unauthorized     401 403
forbidden        401 403
not_found        404 404
method           405 405
conflict         409 409
length_required  411 411
too_large        413 413
media_type       415 400
shape            422 400
key_reused       422 400
rate             429 429
unavailable      503 503
unknown_outcome  503 503
application/problem+json
application/json; charset=UTF-8
