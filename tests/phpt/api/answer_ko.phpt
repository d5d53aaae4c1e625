--TEST--
An unknown answer or dialect is an argument error
--EXTENSIONS--
mysqli
stockwire
--FILE--
<?php
use Stockwire\Answer;
use Stockwire\Engine;

foreach ([
    fn() => Answer::status('nonsense', Engine::V1),
    fn() => Answer::status('', Engine::V1),
    fn() => Answer::status('rate', 2),
    fn() => Answer::status('rate', -1),
    fn() => Answer::body('nonsense', Engine::V1),
    fn() => Answer::body('rate', 99),
    fn() => Answer::type(99),
] as $call) {
    try {
        var_dump($call());
    } catch (ValueError $e) {
        echo $e->getMessage(), "\n";
    }
}
?>
--EXPECT--
Stockwire\Answer::status(): Argument #1 ($code) must be the code of an answer
Stockwire\Answer::status(): Argument #1 ($code) must be the code of an answer
Stockwire\Answer::status(): Argument #2 ($dialect) must be Stockwire\Engine::SMARTBILL or Stockwire\Engine::V1
Stockwire\Answer::status(): Argument #2 ($dialect) must be Stockwire\Engine::SMARTBILL or Stockwire\Engine::V1
Stockwire\Answer::body(): Argument #1 ($code) must be the code of an answer
Stockwire\Answer::body(): Argument #2 ($dialect) must be Stockwire\Engine::SMARTBILL or Stockwire\Engine::V1
Stockwire\Answer::type(): Argument #1 ($dialect) must be Stockwire\Engine::SMARTBILL or Stockwire\Engine::V1
