<?php
// SPDX-License-Identifier: MIT
// What a back office does with a push that the shop could not end within one request: it sends the same one again.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

use Stockwire\Refusal;

final class Again {
	/** A push that is not through by then is not measured. */
	private const REQUESTS = 4;

	/**
	 * Calls until it is through.
	 *
	 * @template T
	 * @param callable(): T $push throws a Refusal, or what Http throws for 503, where time ran out
	 * @return array{T, int} what it returned, and after how many calls
	 */
	public static function until_through( callable $push ): array {
		for ( $requests = 1; ; $requests++ ) {
			try {
				return array( $push(), $requests );
			} catch ( \RuntimeException $late ) {
				$busy = $late instanceof Refusal ? 'unavailable' === $late->answer : Http::UNAVAILABLE === $late->getCode();
				if ( ! $busy || self::REQUESTS === $requests ) {
					throw $late;
				}
			}
		}
	}
}
