<?php
// SPDX-License-Identifier: MIT
// Turns an input into calls of the extension, and says what is wrong with what came of them. Called by extension_fuzz.c.
// FUZZ_TRACE=1 prints each refusal on the way; FUZZ_PLANT=promise, warning or memory is a fault on purpose, which must be seen.

declare(strict_types=1);

namespace Stockwire\Fuzz;

use Stockwire\{Answer, Engine, PullFailure, Refusal};

require __DIR__ . '/bytes.php';
require __DIR__ . '/small.php';
require __DIR__ . '/office.php';
require __DIR__ . '/engine.php';
require __DIR__ . '/shop.php';
require __DIR__ . '/second.php';

/** A promise that does not hold. */
final class Broken extends \Error {}

function must(bool $holds, string $promise): void
{
    if (!$holds) {
        throw new Broken($promise);
    }
}

function is_utf8(string $text): bool
{
    return preg_match('//u', $text) === 1;
}

/** What a failure promises, whoever threw it. */
function check_failure(\Throwable $failure): void
{
    if (getenv('FUZZ_TRACE') !== false) {
        error_log($failure::class . ': ' . $failure->getMessage());
    }
    if ($failure instanceof Refusal) {
        must($failure->getCode() === Answer::status($failure->answer, Engine::V1), 'a refusal\'s code is its answer\'s status');
        must($failure->getMessage() !== '' && is_utf8($failure->getMessage()), 'a refusal has a sentence');
    } elseif ($failure instanceof PullFailure) {
        must(in_array($failure->reason, REASONS, true), "a reason of a pull failure: $failure->reason");
        must($failure->retryAfter >= 0 && $failure->retryAfter <= 3600, "seconds to wait: $failure->retryAfter");
        must(is_utf8($failure->getMessage()) && $failure->getMessage() !== '', 'a pull failure has a sentence');
        must(!str_contains($failure->getMessage(), SECRET), 'a pull failure does not hold the token');
    } else {
        /* Wrong arguments, and what may not be called; never a bare Exception, which would be nobody's contract. */
        must($failure instanceof \Error || $failure instanceof Thrown, 'thrown: ' . $failure::class . ': ' . $failure->getMessage());
    }
}

/** The result of a call; null where it refuses, as it may. */
function attempt(callable $call): mixed
{
    try {
        return $call();
    } catch (Broken $broken) {
        throw $broken;
    } catch (\Throwable $failure) {
        check_failure($failure);
        return null;
    }
}

function plant(string $fault): void
{
    static $kept = [];

    match ($fault) {
        'promise' => must(false, 'a planted fault'),
        'warning' => trigger_error('a planted fault'),
        'memory' => $kept[] = random_bytes(64),
    };
}

/** "" or what is wrong. */
function fuzz(string $bytes): string
{
    error_clear_last();
    /* exit() in a callback runs no finally, so that handlers of the last input may be left. */
    for ($i = 0; $i < 16; $i++) {
        restore_error_handler();
    }
    set_error_handler(static function (int $level, string $message): never {
        throw new Broken("PHP complains: $message");
    });
    $in = new Bytes($bytes);
    try {
        if (getenv('FUZZ_PLANT') !== false) {
            plant(getenv('FUZZ_PLANT'));
        }
        match ($in->byte() % 8) {
            0 => tokens($in),
            1 => names($in),
            2 => answers($in),
            3 => misuse($in),
            4, 5 => ask_office($in),
            default => use_engine($in),
        };
    } catch (Broken $broken) {
        return $broken->getMessage() . ' (' . basename($broken->getFile()) . ':' . $broken->getLine() . ")\n" . $broken->getTraceAsString();
    } catch (\Throwable $other) {
        return 'the harness throws ' . $other::class . ': ' . $other->getMessage() . "\n" . $other->getTraceAsString();
    } finally {
        restore_error_handler();
    }
    return '';
}
