--TEST--
Whichever allocation of a push, of healing or of indexing fails, it is refused cleanly and nothing is half written
--EXTENSIONS--
mysqli
stockwire
canary
--SKIPIF--
<?php require __DIR__ . '/../shop/skip.inc'; ?>
--FILE--
<?php
require __DIR__ . '/../shop/shop.inc';

use Stockwire\Engine;
use Stockwire\Refusal;

$link = shop();
$a = product($link, 'A', '1.000000');
$parent = product($link, 'P', '1.000000', ['type' => 'variable']);
product($link, 'P1', null, ['parent' => $parent]);
$c = product($link, '', '1.000000', ['name' => 'Șurub M8 &amp; piuliță']);
engine($link)->indexNames([$a, $parent, $c]);
$rows = static fn() => json_encode([
    $link->query('SELECT * FROM wp_postmeta ORDER BY meta_id')->fetch_all(),
    $link->query('SELECT product_id, stock_quantity, stock_status FROM wp_wc_product_meta_lookup ORDER BY 1')->fetch_all(),
    $link->query('SELECT * FROM wp_term_relationships ORDER BY 1, 2')->fetch_all(),
    $link->query('SELECT holder_id, quantity FROM wp_stockwire_levels ORDER BY 1')->fetch_all(),
    $link->query('SELECT COUNT(*) FROM wp_stockwire_lines')->fetch_all(),
], JSON_THROW_ON_ERROR);

$names = static fn() => json_encode($link->query('SELECT kind, HEX(hash), product_id, `rank` FROM wp_stockwire_names ORDER BY 1, 2, 3')->fetch_all());

/** Lets allocation 1, 2, 3 … fail until a run needs fewer. A run that goes on without one must still be $right. */
function exhaust(string $what, callable $call, callable $right, mysqli $link, callable $rows): void
{
    $refused = 0;
    $odd = [];
    for ($nth = 1; count($odd) < 20; $nth++) {
        $before = $rows();
        try {
            canary_fail_at($nth);
            $result = $call($nth);
            $failed = canary_allocations() >= $nth;
            canary_fail_at(0);
            if (!$right($result, $nth)) {
                $odd[] = "$nth: not noticed";
            }
            if (!$failed) {
                break;
            }
        } catch (Refusal $e) {
            canary_fail_at(0);
            $refused++;
            if ($e->answer !== 'unavailable' || $e->getMessage() === '') {
                $odd[] = "$nth: $e->answer: {$e->getMessage()}";
            }
            if ($rows() !== $before) {
                $odd[] = "$nth: rows changed";
            }
        } catch (Throwable $e) {
            canary_fail_at(0);
            $odd[] = "$nth: " . get_class($e) . ": {$e->getMessage()}";
        }
        if (in_transaction($link)) {
            $odd[] = "$nth: a transaction is open";
        }
    }
    echo $what, ': ', $refused > 0 ? 'refused cleanly' : 'never refused', "\n", $odd ? implode("\n", $odd) . "\n" : '';
}

exhaust('push', static fn(int $nth) => engine($link, ['hide_out_of_stock' => true, 'before' => static fn(array $changes) => null])
    ->receive(json_encode(['lines' => [
        ['code' => 'A', 'quantity' => $nth + 1, 'warehouse' => 'Magazin'],
        ['code' => 'P', 'quantity' => 0, 'warehouse' => 'magazin'],
        ['code' => 'nobody', 'quantity' => '3.5', 'warehouse' => 'Magazin'],
        ['name' => 'ŞURUB M8 & piuliță', 'quantity' => $nth + 2, 'warehouse' => 'Magazin'],
    ]]), Engine::V1), static fn(Stockwire\Receipt $receipt, int $nth) => array_column($receipt->lines(), 'new') === ["" . ($nth + 1), "0", null, "" . ($nth + 2)]
        && array_diff([$a, $c], array_column($receipt->changes(), 'id')) === []
        && str_starts_with(stock($link, $a), $nth + 1 . '.000000 instock ') && str_starts_with(stock($link, $parent), '0.000000 outofstock ')
        && (int) value($link, "SELECT COUNT(*) FROM wp_stockwire_lines WHERE run_id = $receipt->run") === 4, $link, $rows);
exhaust('preview', static fn(int $nth) => engine($link)->receive(body(['A', $nth + 5000]), Engine::V1, true),
    static fn(Stockwire\Receipt $receipt, int $nth) => $receipt->lines()[0]['new'] === (string) ($nth + 5000), $link, $rows);
exhaust('heal', static function () use ($link, $a): array {
    $link->query("UPDATE wp_wc_product_meta_lookup SET stock_status = 'outofstock' WHERE product_id = $a");
    try {
        return engine($link)->heal([$a]);
    } finally {
        $link->query("UPDATE wp_wc_product_meta_lookup SET stock_status = 'instock' WHERE product_id = $a");
    }
}, static fn(array $changes) => array_column($changes, 'id') === [$a], $link, $rows);
$reference = $names();
$second = connect($link);
foreach (['index' => static fn() => engine($link)->indexNames([$a, $parent, $c]), 'rebuild' => static fn() => engine($link)->rebuildNames(0, 10),
    'rebuild by two' => static fn() => engine($link)->rebuildNames(0, 10, $second)] as $what => $call) {
    exhaust($what, static function () use ($link, $call): int {
        $link->query('DELETE FROM wp_stockwire_names');
        return $call();
    }, static fn() => $names() === $reference, $link, $rows);
}

// Every callback, among them a listener that gives a statement of its own, and more changes than a block of memory holds.
$many = [];
for ($i = 0; $i < 150; $i++) {
    $many["M$i"] = product($link, "M$i", '1.000000');
}
$told = 0;
exhaust('push with every callback', static function (int $nth) use ($link, $many, &$told): Stockwire\Receipt {
    $told = 0;
    return engine($link, [
        'before' => static fn(array $changes) => null, 'committed' => static function (array $ids) use (&$told): void { $told = count($ids); },
        'query' => static fn(string $sql, int $id, string $quantity) => $id % 2 ? "$sql LIMIT 1" : $sql,
        'original' => static fn(array $ids) => array_combine($ids, $ids), 'rounding' => 'callback', 'round' => static fn(string $quantity) => $quantity,
    ])->receive(body(...array_map(static fn($code) => [$code, $nth + 2000], array_keys($many))), Engine::V1);
}, static function (Stockwire\Receipt $receipt, int $nth) use ($link, $many, &$told): bool {
    return count($receipt->changes()) === 150 && $told === 150 && str_starts_with(stock($link, $many['M0']), $nth + 2000 . '.000000 ') && str_starts_with(stock($link, $many['M149']), $nth + 2000 . '.000000 ');
}, $link, $rows);

$receipt = engine($link)->receive(body(['A', 7], ['X', 1]), Engine::V1);
foreach ([
    'receipt as JSON' => static fn() => $receipt->toJson(), 'receipt as text' => static fn() => $receipt->toSmartBill(),
    // toJson() gives back the room that length() made.
    'receipt\'s length' => static fn() => [$receipt->length(Engine::V1), strlen($receipt->toJson())],
    'receipt in pieces' => static function () use ($receipt): string {
        ob_start();
        try {
            $receipt->send(Engine::SMARTBILL);
            return ob_get_contents();
        } finally {
            ob_end_clean();
        }
    },
    'receipt as rows' => static fn() => $receipt->lines(), 'answer' => static fn() => Stockwire\Answer::body('rate', Engine::V1, 'because'),
    'text' => static fn() => Stockwire\Names::text('<b>Ș</b>urub &amp; „M8”'), 'slug' => static fn() => Stockwire\Names::slug('<b>Ș</b>urub &amp; „M8”', 'de_DE'),
] as $what => $call) {
    $reference = $call();
    exhaust($what, $call, static fn($result) => $result === $reference, $link, $rows);
}
?>
--EXPECT--
push: refused cleanly
preview: refused cleanly
heal: refused cleanly
index: refused cleanly
rebuild: refused cleanly
rebuild by two: refused cleanly
push with every callback: refused cleanly
receipt as JSON: refused cleanly
receipt as text: refused cleanly
receipt's length: refused cleanly
receipt in pieces: refused cleanly
receipt as rows: never refused
answer: refused cleanly
text: refused cleanly
slug: refused cleanly
