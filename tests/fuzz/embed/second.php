<?php
// SPDX-License-Identifier: MIT
// The second connection of a rebuild of names: a right one, and those that somebody may hand over instead.

declare(strict_types=1);

namespace Stockwire\Fuzz;

final class Second
{
    private static ?\mysqli $kept = null;

    /** @param ?list<mixed> $before its session; null where it has none that could be looked at */
    private function __construct(public readonly \mysqli $link, private ?array $before, private ?\Closure $finish = null) {}

    /** Null: none. */
    public static function of_kind(int $kind): ?self
    {
        return match ($kind) {
            0 => null,
            2 => new self(Current::$link, null),
            3 => new self(closed_link(), null),
            4 => new self(mysqli_init(), null),
            5 => self::inside_a_transaction(),
            6 => self::killed(),
            7 => self::unread(),
            8 => self::asked(),
            default => self::sound(),
        };
    }

    /** A living one, connected anew where the last one was killed. */
    private static function sound(): ?self
    {
        self::$kept ??= Shop::another();
        return self::$kept === null ? null : new self(self::$kept, Shop::session(self::$kept));
    }

    /** The caller's own: it may be neither committed nor rolled back. */
    private static function inside_a_transaction(): ?self
    {
        $sound = self::sound();
        $sound?->link->begin_transaction();
        return $sound === null ? null : new self($sound->link, Shop::session($sound->link));
    }

    /** Whose end its client does not know yet. */
    private static function killed(): ?self
    {
        $sound = self::sound();
        if ($sound === null) {
            return null;
        }
        self::$kept = null;
        Shop::link()->query("KILL {$sound->link->thread_id}");
        return new self($sound->link, null);
    }

    /** With rows of the caller's on the way. */
    private static function unread(): ?self
    {
        $sound = self::sound();
        $rows = $sound?->link->query('SELECT 1 UNION SELECT 2', MYSQLI_USE_RESULT);
        return $sound === null ? null : new self($sound->link, $sound->before, static fn() => must($rows->fetch_all() === [['1'], ['2']], 'the caller\'s rows are there'));
    }

    /** With a question of the caller's on the way. */
    private static function asked(): ?self
    {
        $sound = self::sound();
        $sound?->link->query('SELECT 7', MYSQLI_ASYNC);
        return $sound === null ? null : new self($sound->link, $sound->before, static function () use ($sound): void {
            must($sound->link->reap_async_query()->fetch_all() === [['7']], 'the caller\'s answer is there');
        });
    }

    /** It is the caller's, and as it was. */
    public function check(): void
    {
        if ($this->before === null) {
            return;
        }
        if ($this->finish !== null) {
            ($this->finish)();
        }
        $now = Shop::session($this->link);
        $this->link->rollback();
        must($now === $this->before, 'the second session is left as it was: ' . json_encode($now));
    }
}
