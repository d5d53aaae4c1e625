<?php
/**
 * Keeps the vendor's call rate across requests and workers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Fetch;

use Stockwire\Shop\Jobs\Swap;

/**
 * A second's rest after each five questions, as the back office asks for. The extension keeps it within one object, tries
 * included; who asks next, in another process or on another web node, finds here how many were asked, by the database's clock.
 */
final class Pace {

	/** "calls|when the last one was", in microseconds. */
	public const OPTION = 'stockwire_calls';

	private const CALLS = 5;

	/** Microseconds. */
	private const REST = 1_000_000;

	/** Rounds after which somebody is let through: a place that is always lost to others must not keep a page for ever. */
	private const ROUNDS = 30;

	/**
	 * Takes what waits.
	 *
	 * @param \Closure(int): mixed|null $sleep Waits for microseconds.
	 */
	public function __construct( private readonly ?\Closure $sleep = null ) {}

	/** Waits until another question may be asked, and counts it. */
	public function wait(): void {
		for ( $round = 0; $round < self::ROUNDS; $round++ ) {
			$seen = Swap::read( self::OPTION );
			$now  = self::now();
			$last = explode( '|', $seen ?? '0|0' );
			$rest = self::REST - ( $now - (int) ( $last[1] ?? 0 ) );
			// A clock that was set back is not waited for.
			$calls = $rest <= 0 || $rest > self::REST ? 0 : (int) $last[0];
			if ( $calls >= self::CALLS ) {
				( $this->sleep ?? usleep( ... ) )( $rest );
			} elseif ( Swap::put( self::OPTION, $seen, ( $calls + 1 ) . "|$now" ) ) {
				return;
			}
		}
	}

	/** Microseconds since 1970. */
	private static function now(): int {
		global $wpdb;
		return (int) $wpdb->get_var( 'SELECT CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS UNSIGNED)' ); // phpcs:ignore WordPress.DB -- there is no function for it.
	}
}
