--TEST--
A closed connection is refused with a sentence
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
$engine = engine($db);
$db->close();
refused(fn() => $engine->receive(body(['A' => 1]), Stockwire\Engine::V1));
refused(fn() => $engine->heal([1]));
// Not even an empty list, the probe of a connection, is answered with success then.
refused(fn() => $engine->receive('[]', Stockwire\Engine::SMARTBILL));
?>
--EXPECT--
unavailable: The connection to the database is closed.
unavailable: The connection to the database is closed.
unavailable: The connection to the database is closed.
