<?php
/**
 * What uninstalling takes away from one site.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

use Stockwire\Shop\Follow\Follow;

/** Everything of ours begins with `stockwire_`, so nothing has to be listed twice. */
final class Removal {

	/** Removes tables, options, transients, products' switches, user settings and scheduled work of the current site. */
	public static function of_this_site(): void {
		global $wpdb;
		( new TokenFile() )->forget();
		Tables::drop();
		self::unschedule();
		// phpcs:disable WordPress.DB -- options by prefix: there is no function for it.
		$names = $wpdb->get_col( "SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE 'stockwire\\_%' OR option_name LIKE '\\_transient\\_stockwire\\_%' OR option_name LIKE '\\_transient\\_timeout\\_stockwire\\_%'" );
		// phpcs:enable
		foreach ( $names as $name ) {
			delete_option( $name );
		}
		delete_site_option( Lane\Doubt::OPTION );
		delete_metadata( 'user', 0, 'stockwire_dismissed', '', true );
		foreach ( array( Follow::FOLLOW, Follow::BUFFER ) as $key ) {
			delete_post_meta_by_key( $key );
		}
	}

	/** Forgets what WP-Cron and Action Scheduler would still call. */
	private static function unschedule(): void {
		foreach ( (array) _get_cron_array() as $events ) {
			foreach ( array_keys( (array) $events ) as $hook ) {
				if ( str_starts_with( (string) $hook, 'stockwire_' ) ) {
					wp_unschedule_hook( (string) $hook );
				}
			}
		}
		if ( function_exists( 'as_unschedule_all_actions' ) ) {
			as_unschedule_all_actions( '', array(), 'stockwire' );
		}
	}
}
