--TEST--
A body is problem+json for v1 and one quoted sentence for SmartBill, whatever the detail holds
--EXTENSIONS--
mysqli
stockwire
--FILE--
<?php
use Stockwire\Answer;
use Stockwire\Engine;

echo Answer::body('rate', Engine::V1), "\n";
$detail = "Offset 7: \"</script>\\ \n\x01 și 🍣.";
$problem = json_decode(Answer::body('bad_body', Engine::V1, $detail), true, 512, JSON_THROW_ON_ERROR);
var_dump($problem['detail'] === $detail, $problem['status'], $problem['code'], array_keys($problem));
$sentence = Answer::body('bad_body', Engine::SMARTBILL, $detail);
var_dump(json_decode($sentence) === $detail, str_contains($sentence, "\n"));
var_dump(json_decode(Answer::body('disabled', Engine::SMARTBILL)) !== null);
?>
--EXPECTF--
{"type":"urn:stockwire:rate","title":"%s","status":429,"detail":"%s.","code":"rate"}
bool(true)
int(400)
string(8) "bad_body"
array(5) {
  [0]=>
  string(4) "type"
  [1]=>
  string(5) "title"
  [2]=>
  string(6) "status"
  [3]=>
  string(6) "detail"
  [4]=>
  string(4) "code"
}
bool(true)
bool(false)
bool(true)
