<?php
// SPDX-License-Identifier: MIT
// A way to bring lines into the shop.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

/** @phpstan-import-type Line from Lines */
interface Peer {
	/**
	 * Whatever the way needs to know beforehand and a real sender would: not timed.
	 *
	 * @param list<Line> $lines
	 */
	public function prepare( array $lines, bool $by_name ): void;

	/**
	 * Sets each line's `after`: timed.
	 *
	 * @param list<Line> $lines
	 * @return array<string, float|int> figures of its own
	 */
	public function run( array $lines, bool $by_name ): array;

	/** How many lines to run unmeasured, so that classes are loaded and opcode caches warm. */
	public function warm(): int;
}
