<?php
// SPDX-License-Identifier: MIT
// The engine: any configuration, any body, any order of calls; on a connection that is none, or on a shop where there is one.

declare(strict_types=1);

namespace Stockwire\Fuzz;

use Stockwire\{Engine, Receipt};

const CONFIG = ['prefix' => 'wp_', 'warehouses' => ['Main'], 'rounding' => 'truncate', 'deadline' => 25000];
const ROW = ['line', 'code', 'name', 'warehouse', 'outcome', 'reason', 'message', 'product', 'old', 'new'];

/** Callables as a plugin's, which see what they are handed, and sometimes do what they should not. */
function callback(Bytes $in): callable
{
    $kind = $in->byte() % 8;
    $value = $kind === 1 ? $in->value() : null;

    return static fn(mixed ...$arguments): mixed => match ($kind) {
        1 => $value,
        2 => throw new Thrown(),
        3 => $arguments[0] ?? null,
        4 => ' ' . (is_string($arguments[0] ?? null) ? $arguments[0] : ''),
        5 => reenter($arguments),
        6 => exit,
        default => null,
    };
}

/** The engine that is at work, and its connection. */
final class Current
{
    public static ?Engine $engine = null;
    public static ?\mysqli $link = null;
}

function reenter(array $arguments): mixed
{
    $receipt = Current::$engine === null ? null : attempt(static fn() => Current::$engine->receive('[]', Engine::V1));
    must($receipt === null, 'an engine at work takes no second push');
    return $arguments[0] ?? null;
}

function engine_config(Bytes $in, bool $sound): array
{
    $config = CONFIG;
    for ($n = $in->byte() % 6; $n > 0; $n--) {
        $key = $in->pick(['manage_stock', 'no_stock_amount', 'hide_out_of_stock', 'rounding', 'round', 'locale', 'utc_offset', 'source', 'gtin',
            'deadline', 'attribute_lookup', 'status_truncates', 'token_label', 'idempotency_key', 'body_digest', 'buffer', 'brake_percent',
            'brake_products', 'shadow', 'actor', 'before', 'query', 'committed', 'original', 'warehouses', 'prefix', 'variable_types']);
        $config[$key] = match (true) {
            !$sound && $in->flag() => $in->value(),
            in_array($key, ['before', 'query', 'committed', 'original', 'round'], true) => callback($in),
            in_array($key, ['manage_stock', 'hide_out_of_stock', 'gtin', 'attribute_lookup', 'status_truncates', 'shadow'], true) => $in->flag(),
            in_array($key, ['utc_offset', 'buffer', 'brake_percent', 'brake_products', 'actor', 'no_stock_amount'], true) => $in->number(),
            $key === 'deadline' => $in->pick([25000, 25000, 0]),
            $key === 'warehouses' => $in->pick([['Main'], [], ['Main', 'Depozit'], ['MAIN', 'main']]),
            $key === 'variable_types' => $in->pick([[], ['variable'], ['variable', 'variable-subscription'], [$in->text()]]),
            $key === 'rounding' => $in->pick(['truncate', 'identity', 'callback']),
            $key === 'prefix' => $in->pick(['wp_', 'wp_', 'wp_', 'none_']),
            $key === 'body_digest' => str_repeat($in->pick(['a', "\xFF"]), 32),
            default => $in->text(),
        };
    }
    return $config;
}

/** A line as a sender means it, or nearly. */
function line(Bytes $in): array
{
    $line = ['code' => $in->text(), 'quantity' => $in->pick([0, 1, 7, -2, '3', '2.5', 1.25, 1000000000, null]), 'warehouse' => 'Main'];
    for ($n = $in->byte() % 3; $n > 0; $n--) {
        $key = $in->pick(['name', 'code', 'gtin', 'warehouse', 'unit', 'sequence', 'as_of', 'quantity', 'product', 'x']);
        $line[$key] = $in->flag() ? $in->text() : $in->value();
    }
    return $line;
}

function lines(Bytes $in): array
{
    $lines = [];
    for ($n = $in->byte() % 6; $n > 0; $n--) {
        $lines[] = line($in);
    }
    return $lines;
}

function body(Bytes $in): string
{
    return match ($in->byte() % 3) {
        0 => $in->rest(),
        1 => (string) json_encode(['lines' => lines($in)], JSON_PARTIAL_OUTPUT_ON_ERROR),
        default => (string) json_encode(array_map(static fn(array $line) => ['productCode' => $line['code'], 'productName' => $line['name'] ?? '',
            'quantity' => $line['quantity'], 'warehouse' => $line['warehouse']], lines($in)), JSON_PARTIAL_OUTPUT_ON_ERROR),
    };
}

function is_remarks(mixed $remarks): bool
{
    return is_array($remarks) && $remarks !== [] && array_is_list($remarks) && count(preg_grep('/^[a-z_]+$/D', $remarks)) === count($remarks);
}

/** What every receipt promises. */
function check_receipt(Receipt $receipt, bool $step): void
{
    $lines = $receipt->lines();
    $json = json_decode($receipt->toJson(), true);
    must(is_array($json), 'a receipt is JSON');
    must(is_array(json_decode('[' . str_replace("\n", ',', trim($receipt->toSmartBill())) . ']')), 'a receipt of SmartBill is quoted sentences');
    must($step || array_sum($receipt->counts) === count($lines), 'every line is counted once');
    foreach ($lines as $line) {
        must(array_keys(array_diff_key($line, ['remarks' => true])) === ROW, 'a row has its fields');
        must(!isset($line['remarks']) || is_remarks($line['remarks']), 'remarks are codes, where there are any');
        must($step || isset($receipt->counts[$line['outcome']]), 'an outcome is counted');
    }
    provoke(static fn() => $receipt->run = 1);
}

/** By one connection or two: the same keys come of it, and what was somebody else's stays so. */
function rebuild(Bytes $in, Engine $engine, int $kind): void
{
    $after = $in->number();
    $limit = $in->number();
    $second = Second::of_kind($kind);
    $last = attempt(static fn() => $engine->rebuildNames($after, $limit, $second?->link));
    must($last === null || $second?->link !== Current::$link, 'the engine\'s own connection is no other');
    $second?->check();
    if ($second !== null && $last !== null && Shop::link() !== null) {
        $names = Shop::names();
        must(attempt(static fn() => $engine->rebuildNames($after, $limit)) === $last, 'two connections come as far as one');
        must(Shop::names() === $names, 'two connections make the keys that one makes');
    }
}

/** One call of the engine. */
function step(Bytes $in, Engine $engine, int &$run): void
{
    $number = $in->pick([$run, $run, $run, $in->number()]);
    $call = $in->byte();
    switch ($call % 16) {
        case 0: $run = attempt(static fn() => $engine->open($in->flag())) ?? $run; break;
        case 1: case 2: attempt(static fn() => $engine->stage($number, lines($in), $in->pick([0, 0, $run, $in->number()]))); break;
        case 3: attempt(static fn() => $engine->stage($number, $in->list())); break;
        case 4: attempt(static fn() => $engine->stageSums($number)); break;
        case 5: $run = attempt(static fn() => $engine->undo($number, $in->flag())) ?? $run; break;
        case 6: attempt(static fn() => $engine->commit($number)); break;
        case 7: attempt(static fn() => $engine->restage($number)); break;
        case 8: case 9:
            $receipt = attempt(static fn() => $engine->advance($number, $in->pick([2000, 1, 2, $in->number()])));
            $receipt === null || check_receipt($receipt, true);
            break;
        case 10: attempt(static fn() => $in->flag() ? $engine->release($number) : $engine->cancel($number)); break;
        case 11: attempt(static fn() => $engine->heal($in->flag() ? [1, 2, 3, 4, 5, 6, 7, 8] : $in->list())); break;
        case 12: attempt(static fn() => $in->flag() ? $engine->indexNames([1, 2, 3]) : $engine->indexNames($in->list())); break;
        case 13: rebuild($in, $engine, intdiv($call, 16)); break;
        default:
            $preview = $in->flag();
            $dialect = $in->pick([Engine::V1, Engine::V1, Engine::SMARTBILL, $in->number()]);
            $receipt = attempt(static fn() => $engine->receive(body($in), $dialect, $preview));
            if ($receipt !== null) {
                $run = $receipt->run ?: $run;
                check_receipt($receipt, false);
                must(!$preview || !$receipt->applied, 'a preview applies nothing');
            }
    }
}

function use_engine(Bytes $in): void
{
    $kind = $in->byte() % 8;
    $link = match (true) {
        $kind === 0 => mysqli_init(),
        $kind === 1 => closed_link(),
        default => Shop::link() ?? mysqli_init(),
    };
    $real = $kind > 1 && Shop::link() !== null;
    if ($real) {
        Shop::reset();
    }
    $engine = attempt(static fn() => new Engine($link, engine_config($in, $in->byte() % 4 !== 0)));
    Current::$engine = $engine;
    Current::$link = $link;
    $run = 1;
    for ($n = 1 + $in->byte() % 8; $n > 0 && $engine !== null; $n--) {
        step($in, $engine, $run);
        if ($real) {
            Shop::check();
        }
    }
    Current::$engine = null;
}

/** A connection object that was closed. */
function closed_link(): \mysqli
{
    $link = mysqli_init();
    provoke(static fn() => $link->close());
    return $link;
}
