<?php
/**
 * Slows down who guesses tokens, also where the Apache module does not stand in front.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

/**
 * Counts wrong tokens by address, in a transient. A right token is never asked for here, so nobody's failures shut it out.
 * Two requests at once may count as one: the limit slows a guesser down, it is no exact number.
 */
final class WrongTokens {

	private const LIMIT  = 30;
	private const WINDOW = 60;

	/**
	 * Notes one wrong token.
	 *
	 * @return int Seconds to wait, 0 while the address is within the limit.
	 */
	public static function note(): int {
		/**
		 * Filters how many wrong tokens a minute one address may send before it has to wait. 0: as many as it likes.
		 *
		 * @since 0.1.0
		 *
		 * @param int $limit 30, as in the Apache module.
		 */
		$limit = (int) apply_filters( 'stockwire_wrong_token_limit', self::LIMIT );
		if ( $limit <= 0 ) {
			return 0;
		}
		$key   = self::key();
		$noted = get_transient( $key );
		$since = is_array( $noted ) && is_int( $noted['since'] ?? null ) ? $noted['since'] : time();
		$count = is_array( $noted ) && is_int( $noted['count'] ?? null ) ? $noted['count'] : 0;
		$left  = $since + self::WINDOW - time();
		if ( $left <= 0 || $left > self::WINDOW ) {
			// The minute is over, or the clock stepped back.
			$since = time();
			$count = 0;
			$left  = self::WINDOW;
		}
		if ( $count >= $limit ) {
			return $left;
		}
		set_transient(
			$key,
			array(
				'since' => $since,
				'count' => $count + 1,
			),
			$left
		);
		return 0;
	}

	/** Name of the address' transient. Addresses of IPv6 count by /64: one customer has that many. */
	public static function key(): string {
		$address = isset( $_SERVER['REMOTE_ADDR'] ) ? sanitize_text_field( wp_unslash( $_SERVER['REMOTE_ADDR'] ) ) : '';
		$packed  = filter_var( $address, FILTER_VALIDATE_IP ) ? (string) inet_pton( $address ) : $address;
		return 'stockwire_wrong_' . md5( 16 === strlen( $packed ) ? substr( $packed, 0, 8 ) : $packed );
	}
}
