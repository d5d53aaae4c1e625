--TEST--
A token shows in no stack trace
--EXTENSIONS--
mysqli
stockwire
--INI--
zend.exception_ignore_args=0
--FILE--
<?php
try {
    Stockwire\Token::find('Basic hush-hush', []);
} catch (Stockwire\Refusal $e) {
    var_dump($e->getTrace()[0]['args'][0]::class);
    var_dump(str_contains((string) $e, 'hush'));
}
foreach ([['find', 0], ['digest', 0]] as [$method, $at]) {
    $parameter = (new ReflectionMethod('Stockwire\Token', $method))->getParameters()[$at];
    var_dump($parameter->getAttributes()[0]->getName());
}
?>
--EXPECT--
string(23) "SensitiveParameterValue"
bool(false)
string(18) "SensitiveParameter"
string(18) "SensitiveParameter"
