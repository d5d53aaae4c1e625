<?php
// SPDX-License-Identifier: MIT
// What a back office does with a push that the shop could not end within one request: it sends the same one again.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

final class Again {
	/** A push that is not through by then is not measured. */
	private const REQUESTS = 4;

	/** What the engine says then, in process and in the body of its 503. Whatever else goes wrong is not tried again. */
	private const LATE = 'The time for one request was used up';

	/**
	 * Calls until it is through.
	 *
	 * @template T
	 * @param callable(): T $push throws, with the engine's words, where time ran out
	 * @return array{T, int} what it returned, and after how many calls
	 */
	public static function until_through( callable $push ): array {
		for ( $requests = 1; ; $requests++ ) {
			try {
				return array( $push(), $requests );
			} catch ( \RuntimeException $late ) {
				if ( self::REQUESTS === $requests || ! str_contains( $late->getMessage(), self::LATE ) ) {
					throw $late;
				}
			}
		}
	}
}
