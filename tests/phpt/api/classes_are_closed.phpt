--TEST--
Classes are final, cannot be serialised, cloned into halves or given properties; a receipt is made by the engine alone
--EXTENSIONS--
mysqli
stockwire
--FILE--
<?php
foreach (['Token', 'Answer', 'Names', 'Receipt', 'Engine', 'Refusal', 'BackOffice', 'PullFailure'] as $name) {
    $class = new ReflectionClass("Stockwire\\$name");
    printf("%s: %s\n", $name, $class->isFinal() ? 'final' : 'open');
}
foreach (['Receipt', 'Engine', 'Token', 'Answer', 'Names', 'BackOffice'] as $name) {
    $length = strlen("Stockwire\\$name");
    try {
        unserialize("O:$length:\"Stockwire\\$name\":0:{}");
        echo "$name unserialised\n";
    } catch (Exception $e) {
        echo $e->getMessage(), "\n";
    }
}
try {
    new Stockwire\Receipt();
} catch (Error $e) {
    echo $e->getMessage(), "\n";
}
foreach (['Receipt', 'Engine', 'BackOffice'] as $name) {
    foreach ((new ReflectionClass("Stockwire\\$name"))->getProperties() as $property) {
        printf("%s::%s %s %s\n", $name, $property->name, $property->isReadOnly() ? 'readonly' : 'writable', $property->getType());
    }
}
?>
--EXPECT--
Token: final
Answer: final
Names: final
Receipt: final
Engine: final
Refusal: final
BackOffice: final
PullFailure: final
Unserialization of 'Stockwire\Receipt' is not allowed
Unserialization of 'Stockwire\Engine' is not allowed
Unserialization of 'Stockwire\Token' is not allowed
Unserialization of 'Stockwire\Answer' is not allowed
Unserialization of 'Stockwire\Names' is not allowed
Unserialization of 'Stockwire\BackOffice' is not allowed
Call to private Stockwire\Receipt::__construct() from global scope
Receipt::run readonly int
Receipt::applied readonly bool
Receipt::counts readonly array
Receipt::state readonly string
Receipt::changed readonly int
Engine::queries readonly int
