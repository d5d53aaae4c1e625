<?php
/**
 * A day of the shop's calendar as times of the database.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Activity;

/** The database keeps UTC, people think in the shop's zone; days of 23 and 25 hours included. */
final class Day {

	/**
	 * The first moment of a day, UTC.
	 *
	 * @param string $day YYYY-MM-DD.
	 * @return ?string Null where that is no day.
	 */
	public static function begin( string $day ): ?string {
		return self::at( $day, 0 );
	}

	/**
	 * The first moment after a day, UTC.
	 *
	 * @param string $day YYYY-MM-DD.
	 * @return ?string Null where that is no day.
	 */
	public static function end( string $day ): ?string {
		return self::at( $day, 1 );
	}

	/**
	 * The midnight some days later.
	 *
	 * @param string $day  YYYY-MM-DD.
	 * @param int    $days How many.
	 */
	private static function at( string $day, int $days ): ?string {
		if ( 1 !== preg_match( '/^(\d{4})-(\d\d)-(\d\d)\z/', $day, $part ) || ! checkdate( (int) $part[2], (int) $part[3], (int) $part[1] ) ) {
			return null;
		}
		$midnight = ( new \DateTimeImmutable( $day, wp_timezone() ) )->modify( "+$days day" );
		return $midnight->setTimezone( new \DateTimeZone( 'UTC' ) )->format( 'Y-m-d H:i:s' );
	}
}
