--TEST--
An engine that its own callback holds is collected
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php require __DIR__ . '/skip.inc'; ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';

use Stockwire\Engine;

$link = shop();
for ($i = 0; $i < 3; $i++) {
    $holder = new class {
        public ?Engine $engine;
        public static int $alive = 0;
        public function __construct() { self::$alive++; }
        public function __destruct() { self::$alive--; }
        public function before(array $changes): void {}
    };
    $holder->engine = engine($link, ['before' => [$holder, 'before'], 'committed' => fn() => $holder]);
}
$class = get_class($holder);
unset($holder);
gc_collect_cycles();
var_dump($class::$alive);
?>
--EXPECT--
int(0)
