<?php
// SPDX-License-Identifier: MIT
// The pull, against a back office that answers whatever the input says: transport.c.

declare(strict_types=1);

namespace Stockwire\Fuzz;

use Stockwire\{BackOffice, PullFailure};

const REASONS = [
    'rate', 'server', 'refused', 'auth', 'redirect', 'address', 'connect', 'timeout', 'tls', 'cut', 'too_large', 'syntax', 'shape', 'unavailable',
];
const SECRET = 'sEcReT-token-4711-that-no-message-holds';
const OFFICE = ['url' => 'https://office.example/api', 'user' => 'owner@shop.example', 'token' => SECRET, 'company' => 'RO123'];

function office_config(Bytes $in): array
{
    $config = OFFICE;
    for ($n = $in->byte() % 4; $n > 0; $n--) {
        $key = $in->pick(['url', 'user', 'company', 'connect', 'stalled', 'overall', 'max_bytes', 'tries', 'token', $in->text()]);
        $config[$key] = $in->value();
    }
    return $config;
}

/** What a line of the answer looks like to the plugin. */
function check_batch(mixed $batch, string $warehouse): void
{
    must(is_array($batch) && array_is_list($batch) && $batch !== [] && count($batch) <= 500, 'a batch is a list of 1 to 500 lines');
    foreach ($batch as $line) {
        must(array_keys($line) === ['code', 'name', 'warehouse', 'quantity', 'unit'], 'a line has five fields');
        must($line['warehouse'] === $warehouse, 'a line names the warehouse that was asked for');
        foreach ($line as $value) {
            must(!is_string($value) || is_utf8($value), 'texts are UTF-8');
            must(!is_object($value), 'no object is made of an answer');
        }
    }
}

/** What a callback does beside looking. */
function act(int $deed, BackOffice $office, callable $again): void
{
    switch ($deed % 16) {
        case 1: throw new Thrown();
        case 2: attempt($again); break;
        case 3: provoke(static fn() => $office->__construct(OFFICE)); break;
        case 4: exit;
    }
}

function ask_office(Bytes $in): void
{
    $office = attempt(static fn() => new BackOffice(office_config($in)));
    if ($office === null) {
        return;
    }
    $warehouse = $in->flag() ? 'Magazin' : $in->text();
    $ticks = $in->flag();
    $lines = 0;
    $again = static fn() => $office->warehouses();
    $deeds = [$in->byte(), $in->byte()];
    $tick = static function (int $bytes, int $seen) use ($deeds, $office, $again, &$lines): void {
        must($bytes >= 0 && $seen >= $lines, 'a tick counts up');
        act($deeds[0], $office, $again);
    };
    $taker = static function (array $batch) use ($deeds, $office, $again, $warehouse, &$lines): void {
        check_batch($batch, $warehouse);
        $lines += count($batch);
        act($deeds[1], $office, $again);
    };
    $status = $in->pick([200, 200, 200, 200, 429, 500, 401, 404, 302, 503]);
    $trouble = $in->byte();
    $asked = $in->byte() % 3;
    $code = $asked === 2 ? $in->pick(['A-1', '', $in->text()]) : '';
    $after = $status === 200 ? '' : $in->text();
    serve(body: $in->rest(), status: $status, retryAfter: $after, piece: 1 + $trouble * 3, trouble: $trouble < 200 ? 0 : $trouble);
    for ($n = 0; $n < 2; $n++) {
        $lines = 0;
        if ($asked > 0) {
            $total = attempt(static fn() => $asked === 1 ? $office->stocks($warehouse, $taker, $ticks ? $tick : null)
                : $office->product($warehouse, $code, 'Cui', '2026-03-10', $taker, $ticks ? $tick : null));
            must($total === null || $total === $lines, 'every line of an answer that was read whole was handed over');
        } else {
            $names = attempt(static fn() => $office->warehouses($ticks ? $tick : null)) ?? [];
            must(array_is_list($names) && $names === array_filter($names, is_utf8(...)), 'names are UTF-8');
        }
    }
}
