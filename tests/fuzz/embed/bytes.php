<?php
// SPDX-License-Identifier: MIT
// An input as a source of choices: numbers, texts and values of every PHP type. An input that has run out gives zeros.

declare(strict_types=1);

namespace Stockwire\Fuzz;

/** What a callback of the harness throws. */
final class Thrown extends \Exception {}

/** A value that runs code, and fails, where it is made text or JSON. */
final class Hostile implements \JsonSerializable, \Stringable
{
    public function __construct(private bool $throws) {}

    public function __toString(): string
    {
        return $this->throws ? throw new Thrown() : '7';
    }

    public function jsonSerialize(): mixed
    {
        return $this->throws ? throw new Thrown() : ['code' => 'A', 'quantity' => 1, 'warehouse' => 'Main'];
    }
}

final class Bytes
{
    private const TEXTS = [
        '', ' ', 'A', 'B', 'V', 'V-1', 'V-2', 'G', 'E', 'N', 'D', 'Main', 'main', 'Depozit', 'identity', 'truncate', 'callback', 'wp_', '0', '1',
        '7', '-3', '2.5', '1e3', '999999999', '0.000001', '12.3456789', 'ro_RO', 'de_DE', 'Șurub M8', 'Bec <40W> &amp; LED', "\xFF\xFE", "a\0b",
        "\u{200B}", '2026-01-31T10:00:00Z', 'Bearer aaaaaaaaaaaaaaaaaaaa', 'https://shop.example/api', 'https://127.0.0.1', 'http://x', '{}', '[]',
        'too_large', 'unauthorized', 'bad_body', '5941234567890', '120', 'Wed, 21 Oct 2026 07:28:00 GMT',
    ];
    private const NUMBERS = [
        0, 1, -1, 2, 3, 7, 100, 101, 255, 256, 499, 500, 2000, 10000, 10001, 50400, 999999999, 1000000000, PHP_INT_MAX, PHP_INT_MIN,
    ];

    private int $at = 0;

    public function __construct(private string $bytes) {}

    public function byte(): int
    {
        return $this->at < strlen($this->bytes) ? ord($this->bytes[$this->at++]) : 0;
    }

    public function rest(): string
    {
        $rest = substr($this->bytes, $this->at);
        $this->at = strlen($this->bytes);
        return $rest;
    }

    public function flag(): bool
    {
        return $this->byte() % 2 === 1;
    }

    /** @param non-empty-list<mixed> $list */
    public function pick(array $list): mixed
    {
        return $list[$this->byte() % count($list)];
    }

    /** Up to 127 bytes as they stand, or a text that means something to the extension. */
    public function text(): string
    {
        $length = $this->byte();
        if ($length >= 128) {
            return self::TEXTS[$length % count(self::TEXTS)];
        }
        $text = substr($this->bytes, $this->at, $length);
        $this->at = min(strlen($this->bytes), $this->at + $length);
        return $text;
    }

    public function number(): int
    {
        $n = $this->byte();
        return $n < 128 ? $n : self::NUMBERS[$n % count(self::NUMBERS)];
    }

    /** A value of any type, also of those that nobody means to hand over. */
    public function value(int $depth = 0): mixed
    {
        switch ($this->byte() % ($depth > 4 ? 8 : 16)) {
            case 0: return null;
            case 1: return $this->flag();
            case 2: return $this->number();
            case 3: return $this->number() / 8;
            case 4: return $this->pick([NAN, INF, -INF, -0.0, 1e300]);
            case 5: return new Hostile($this->flag());
            case 6: return $this->pick(['strlen', 'no_such_function', [$this, 'nothing'], fn() => null]);
            case 7: case 8: case 9: return $this->text();
            case 10: return new \ArrayObject([$this->text()]);
            case 11:
                /* A list that holds itself. */
                $loop = [$this->text()];
                $loop[] = &$loop;
                return $loop;
            case 12:
                $shared = $this->value($depth + 1);
                return [&$shared, 'code' => &$shared, 'product' => &$shared];
            default: return $this->list($depth + 1);
        }
    }

    public function list(int $depth = 0): array
    {
        $list = [];
        for ($n = $this->byte() % 6; $n > 0; $n--) {
            if ($this->flag()) {
                $list[$this->text()] = $this->value($depth);
            } else {
                $list[] = $this->value($depth);
            }
        }
        return $list;
    }
}
