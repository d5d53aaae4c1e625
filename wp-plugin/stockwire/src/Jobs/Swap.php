<?php
/**
 * Options that several processes write at once: read past every cache, written by compare-and-swap.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

/** What get_option() and update_option() cannot do. What it makes is not autoloaded; what is stays so. */
final class Swap {

	/**
	 * The option's text; null where there is none.
	 *
	 * @param string $name Of the option.
	 */
	public static function read( string $name ): ?string {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- other processes write it meanwhile.
		$text = $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM {$wpdb->options} WHERE option_name = %s", $name ) );
		return null === $text ? null : (string) $text;
	}

	/**
	 * Writes a text in the place of the one that was seen.
	 *
	 * @param string  $name Of the option.
	 * @param ?string $seen What read() gave; null for none.
	 * @param string  $next Another text.
	 * @return bool False where another process was faster.
	 */
	public static function put( string $name, ?string $seen, string $next ): bool {
		global $wpdb;
		// phpcs:disable WordPress.DB -- one statement decides who wins.
		$won = null === $seen
			? $wpdb->query( $wpdb->prepare( "INSERT IGNORE INTO {$wpdb->options} (option_name, option_value, autoload) VALUES (%s, %s, 'no')", $name, $next ) )
			: $wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->options} SET option_value = %s WHERE option_name = %s AND option_value = %s", $next, $name, $seen ) );
		// phpcs:enable
		self::forget( $name );
		return 1 === $won;
	}

	/**
	 * Writes a text, whatever was there.
	 *
	 * @param string $name Of the option.
	 * @param string $text The text.
	 */
	public static function set( string $name, string $text ): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- as above.
		$wpdb->query( $wpdb->prepare( "INSERT INTO {$wpdb->options} (option_name, option_value, autoload) VALUES (%s, %s, 'no') ON DUPLICATE KEY UPDATE option_value = VALUES(option_value)", $name, $text ) );
		self::forget( $name );
	}

	/**
	 * Takes the option away.
	 *
	 * @param string $name Of the option.
	 */
	public static function drop( string $name ): void {
		global $wpdb;
		$wpdb->delete( $wpdb->options, array( 'option_name' => $name ) ); // phpcs:ignore WordPress.DB -- as above.
		self::forget( $name );
	}

	/**
	 * Takes the option away where it still holds the text that was seen.
	 *
	 * @param string $name Of the option.
	 * @param string $seen What read() gave.
	 * @return bool False where another process was faster.
	 */
	public static function take( string $name, string $seen ): bool {
		global $wpdb;
		$won = $wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->options} WHERE option_name = %s AND option_value = %s", $name, $seen ) ); // phpcs:ignore WordPress.DB -- one statement decides who wins.
		self::forget( $name );
		return 1 === $won;
	}

	/** Now, by the clock of the database. */
	public static function now(): int {
		global $wpdb;
		return (int) $wpdb->get_var( 'SELECT UNIX_TIMESTAMP()' ); // phpcs:ignore WordPress.DB -- there is no function for it.
	}

	/**
	 * What an object cache may hold of it.
	 *
	 * @param string $name Of the option.
	 */
	private static function forget( string $name ): void {
		wp_cache_delete( $name, 'options' );
		$missing = wp_cache_get( 'notoptions', 'options' );
		if ( is_array( $missing ) && isset( $missing[ $name ] ) ) {
			unset( $missing[ $name ] );
			wp_cache_set( 'notoptions', $missing, 'options' );
		}
		$loaded = wp_cache_get( 'alloptions', 'options' );
		if ( is_array( $loaded ) && isset( $loaded[ $name ] ) ) {
			// Loaded anew: WordPress looks for an autoloaded option nowhere else.
			wp_cache_delete( 'alloptions', 'options' );
		}
	}
}
