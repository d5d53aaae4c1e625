--TEST--
A receipt's list of changes is made when somebody looks, however they look, and is then as if it had always been there
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php getenv('STOCKWIRE_DB_SOCKET') || die('skip no database'); ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';
$db = open_shop();
for ($i = 0; $i < 40; $i++) {
    add_product($db, "P$i");
}
$engine = engine($db);
$push = function () use ($engine): Stockwire\Receipt {
    static $quantity = 10;
    $quantity++;
    return $engine->receive(body(array_fill_keys(array_map(fn($i) => "P$i", range(0, 39)), $quantity)), Stockwire\Engine::V1);
};
$looks = [
    'read' => fn($r) => $r->changes,
    'by another name' => fn($r) => $r->{'chan' . 'ges'},
    'coalesced' => fn($r) => $r->changes ?? null,
    'cast' => fn($r) => ((array) $r)['changes'],
    'as variables' => fn($r) => get_object_vars($r)['changes'],
    'walked' => function ($r) { foreach ($r as $name => $value) { if ('changes' === $name) { return $value; } } },
    'reflected' => fn($r) => (new ReflectionProperty($r, 'changes'))->getValue($r),
    'as JSON' => fn($r) => json_decode(json_encode($r), true)['changes'],
    'column' => fn($r) => array_column([$r], 'changes')[0],
];
foreach ($looks as $name => $look) {
    $receipt = $push();
    $list = $look($receipt);
    echo $name, ': ', $receipt->changed, ' ', count($list), ' ', json_encode($list[39]), "\n";
    $list === $receipt->changes || print "another list the second time\n";
}
$receipt = $push();
var_dump(isset($receipt->changes), empty($receipt->changes));
foreach ([
    fn($r) => $r->changes = [],
    function ($r) { $r->changes[] = 1; },
    function ($r) { $list = &$r->changes; },
    function ($r) { unset($r->changes); },
] as $write) {
    try {
        $write($push());
        echo "written\n";
    } catch (Error $e) {
        echo $e->getMessage(), "\n";
    }
}
// Neither the run, nor PHP's collector, nor whoever only asks how many makes it.
$receipt = $push();
$before = memory_get_usage();
gc_collect_cycles();
$asked = 40 === $receipt->changed ? memory_get_usage() : INF;
$receipt->changes;
// Nothing is counted where the system's allocator takes the place of PHP's, as under valgrind.
$counted = getenv('USE_ZEND_ALLOC') !== '0';
var_dump($asked - $before < 40 * 320, !$counted || memory_get_usage() - $asked > 40 * 320);
$preview = engine($db)->receive(body(['P1' => 1]), Stockwire\Engine::V1, true);
echo $preview->changed, ' ', json_encode($preview->changes), "\n";
?>
--EXPECT--
read: 40 40 {"id":40,"kind":"holder","type":"simple","parent":0,"old":"5","new":"11","old_status":"instock","new_status":"instock"}
by another name: 40 40 {"id":40,"kind":"holder","type":"simple","parent":0,"old":"11","new":"12","old_status":"instock","new_status":"instock"}
coalesced: 40 40 {"id":40,"kind":"holder","type":"simple","parent":0,"old":"12","new":"13","old_status":"instock","new_status":"instock"}
cast: 40 40 {"id":40,"kind":"holder","type":"simple","parent":0,"old":"13","new":"14","old_status":"instock","new_status":"instock"}
as variables: 40 40 {"id":40,"kind":"holder","type":"simple","parent":0,"old":"14","new":"15","old_status":"instock","new_status":"instock"}
walked: 40 40 {"id":40,"kind":"holder","type":"simple","parent":0,"old":"15","new":"16","old_status":"instock","new_status":"instock"}
reflected: 40 40 {"id":40,"kind":"holder","type":"simple","parent":0,"old":"16","new":"17","old_status":"instock","new_status":"instock"}
as JSON: 40 40 {"id":40,"kind":"holder","type":"simple","parent":0,"old":"17","new":"18","old_status":"instock","new_status":"instock"}
column: 40 40 {"id":40,"kind":"holder","type":"simple","parent":0,"old":"18","new":"19","old_status":"instock","new_status":"instock"}
bool(true)
bool(false)
Cannot modify readonly property Stockwire\Receipt::$changes
Cannot modify readonly property Stockwire\Receipt::$changes
Cannot modify readonly property Stockwire\Receipt::$changes
Cannot unset readonly property Stockwire\Receipt::$changes
bool(true)
bool(true)
0 []
