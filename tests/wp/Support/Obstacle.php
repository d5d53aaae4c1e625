<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Something that no stock may be written beside, for the length of a test: a table that cannot undo a half-written change.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

use Stockwire\Shop\Requirements;

final class Obstacle {

	/** What its sentence holds. */
	public const WORD = 'which cannot undo a half-written change';

	public static function put(): void {
		self::engine( 'Aria' );
	}

	/** Whether it was put or not. */
	public static function take_away(): void {
		global $wpdb;
		if ( 'InnoDB' !== $wpdb->get_var( "SELECT ENGINE FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '{$wpdb->prefix}stockwire_levels'" ) ) {
			self::engine( 'InnoDB' );
		}
	}

	private static function engine( string $engine ): void {
		global $wpdb;
		$wpdb->query( "ALTER TABLE {$wpdb->prefix}stockwire_levels ENGINE=$engine" );
		// What was found good is believed for an hour.
		delete_option( Requirements::TABLES_GOOD );
	}
}
