<?php
/**
 * Finds out what the shop does to a quantity: nothing, cutting to whole pieces, or something of its own.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

/** The engine does the first two itself; for anything else it asks the shop, number by number. */
final class Rounding {

	public const IDENTITY = 'identity';
	public const TRUNCATE = 'truncate';
	public const CALLBACK = 'callback';

	private const PROBES = array( '7', '0.5', '2.999999', '-1.5', '12345.25' );

	/** Functions whose whole effect the probes show. */
	private const KNOWN = array( 'intval', 'floatval' );

	/** Which of the three it is. */
	public static function kind(): string {
		if ( self::foreign() ) {
			return self::CALLBACK;
		}
		$same = true;
		$cut  = true;
		foreach ( self::PROBES as $probe ) {
			$result = self::apply( $probe );
			$same   = $same && $result === $probe;
			$cut    = $cut && (string) (int) $probe === $result;
		}
		if ( $same ) {
			return self::IDENTITY;
		}
		return $cut ? self::TRUNCATE : self::CALLBACK;
	}

	/**
	 * The shop's number for a quantity, as a plain decimal.
	 *
	 * @param string $quantity A plain decimal.
	 */
	public static function apply( string $quantity ): string {
		return self::decimal( wc_stock_amount( (float) $quantity ) );
	}

	/**
	 * A number as a plain decimal with at most six places, whatever the C locale says.
	 *
	 * @param mixed $number What a filter returned.
	 */
	public static function decimal( mixed $number ): string {
		if ( is_int( $number ) ) {
			return (string) $number;
		}
		$text = rtrim( rtrim( number_format( (float) $number, 6, '.', '' ), '0' ), '.' );
		return in_array( $text, array( '', '-0' ), true ) ? '0' : $text;
	}

	/** Does anybody filter whose rule the probes could miss? */
	private static function foreign(): bool {
		global $wp_filter;
		$hook = $wp_filter['woocommerce_stock_amount'] ?? null;
		foreach ( $hook instanceof \WP_Hook ? $hook->callbacks : array() as $callbacks ) {
			foreach ( $callbacks as $callback ) {
				if ( ! in_array( $callback['function'], self::KNOWN, true ) ) {
					return true;
				}
			}
		}
		return false;
	}
}
