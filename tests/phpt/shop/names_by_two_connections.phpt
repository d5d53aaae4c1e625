--TEST--
Two connections make the name keys that one makes, and what the second cannot do is done by the first
--EXTENSIONS--
mysqli
stockwire
--SKIPIF--
<?php require __DIR__ . '/skip.inc'; ?>
--FILE--
<?php
require __DIR__ . '/shop.inc';

$link = shop();
$engine = engine($link, []);
$products = [];
for ($i = 0; $i < 7; $i++) {
    $products[] = $parent = product($link, "P$i", '1.000000', ['type' => 'variable', 'name' => "Tricou $i"]);
    $size = ['name' => 'Marime', 'value' => 'S | M', 'position' => 0, 'is_visible' => 1, 'is_variation' => 1, 'is_taxonomy' => 0];
    run($link, 'INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (?, ?, ?)', [$parent, '_product_attributes', serialize(['marime' => $size])]);
    foreach (['S', 'M'] as $value) {
        $child = product($link, "P$i$value", null, ['parent' => $parent]);
        run($link, 'INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (?, ?, ?)', [$child, 'attribute_marime', $value]);
    }
}
$keys = static fn(): string => md5(json_encode($link->query('SELECT kind, HEX(hash), product_id, `rank` FROM wp_stockwire_names ORDER BY 1, 2, 3')->fetch_all(), JSON_THROW_ON_ERROR));
$rebuild = static function (int $limit, ?mysqli $second, int $after = 0) use ($engine): array {
    for ($steps = []; ($after = $engine->rebuildNames($after, $limit, $second)) !== 0; $steps[] = $after);
    return $steps;
};
$rebuild(100, null);
$right = $keys();
$check = static function (string $what, int $limit, ?mysqli $second) use ($link, $keys, $right, $rebuild): void {
    $link->query('DELETE FROM wp_stockwire_names');
    $steps = $rebuild($limit, $second);
    echo $what, ': ', $keys() === $right ? 'equal' : 'DIFFERENT', ', ', count($steps), " steps\n";
    echo in_transaction($link) ? "a transaction is open\n" : '';
};

$second = connect($link);
$wrote = static fn(): int => (int) $second->query("SHOW SESSION STATUS LIKE 'Com_insert'")->fetch_row()[1];
foreach ([100, 7, 6, 3, 2, 1] as $limit) {
    $before = $wrote();
    $check("$limit at a time", $limit, $second);
    echo $wrote() - $before, " groups by the second\n";
}
echo in_transaction($second) ? "a transaction of the second is open\n" : '';
$rebuild(100, $second);
echo $keys() === $right ? 'equal' : 'DIFFERENT', ", once more\n";

// What somebody has locked the second one does not wait for here, but the first does.
$second->query('SET SESSION innodb_lock_wait_timeout = 1');
$other = connect($link);
$other->query('SET SESSION wait_timeout = 4');
$other->begin_transaction();
$other->query("SELECT * FROM wp_stockwire_names WHERE product_id = {$products[6]} FOR UPDATE");
$link->query("UPDATE wp_posts SET post_title = 'Maiou' WHERE ID = {$products[6]}");
$rebuild(100, $second);
echo $keys() === $right ? 'NOT SEEN' : 'changed', " behind a lock that went after a while\n";
$link->query("UPDATE wp_posts SET post_title = 'Tricou 6' WHERE ID = {$products[6]}");
$link->query("KILL {$second->thread_id}");
$check('killed', 100, $second);
$closed = connect($link);
$closed->close();
$check('closed', 100, $closed);

// Inside the caller's own transaction the first one's part belongs to it.
$third = connect($link);
$link->query('DELETE FROM wp_stockwire_names');
$link->begin_transaction();
$rebuild(100, $third);
echo $keys() === $right ? 'equal' : 'DIFFERENT', in_transaction($link) ? ", inside a transaction\n" : ", OUTSIDE\n";
$link->rollback();

outcome(fn() => $engine->rebuildNames(0, 1, $link));
outcome(fn() => $engine->rebuildNames(0, 1, new stdClass()));
?>
--EXPECT--
100 at a time: equal, 0 steps
1 groups by the second
7 at a time: equal, 1 steps
1 groups by the second
6 at a time: equal, 1 steps
1 groups by the second
3 at a time: equal, 2 steps
2 groups by the second
2 at a time: equal, 3 steps
3 groups by the second
1 at a time: equal, 7 steps
0 groups by the second
equal, once more
changed behind a lock that went after a while
killed: equal, 0 steps
closed: equal, 0 steps
equal, inside a transaction
ValueError: Stockwire\Engine::rebuildNames(): Argument #3 ($second) must be another connection than the engine's
TypeError: Stockwire\Engine::rebuildNames(): Argument #3 ($second) must be of type ?mysqli, stdClass given
