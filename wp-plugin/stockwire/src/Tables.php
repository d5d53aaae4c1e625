<?php
/**
 * Stockwire's four tables: made, kept up to date, dropped.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

/** DDL lives here alone: the extension only reads and writes rows. */
final class Tables {

	/** Raised whenever a statement below changes. */
	public const VERSION = 1;

	public const VERSION_OPTION = 'stockwire_tables_version';

	private const NAMES = array( 'runs', 'lines', 'levels', 'names' );

	/** Makes what is missing, once a version: a cheap comparison on every other request. */
	public static function ensure(): void {
		if ( (int) get_option( self::VERSION_OPTION, 0 ) !== self::VERSION ) {
			self::create();
		}
	}

	/** Makes the tables of the current site. Says by its version option that all of them are there. */
	public static function create(): void {
		global $wpdb;
		$made = true;
		foreach ( self::statements( $wpdb->prefix ) as $sql ) {
			// phpcs:ignore WordPress.DB -- DDL of constants and the prefix; dbDelta cannot read it.
			$made = false !== $wpdb->query( $sql ) && $made;
		}
		if ( $made ) {
			update_option( self::VERSION_OPTION, self::VERSION );
		}
	}

	/** Drops the tables of the current site. */
	public static function drop(): void {
		global $wpdb;
		foreach ( self::names( $wpdb->prefix ) as $table ) {
			$wpdb->query( "DROP TABLE IF EXISTS `$table`" ); // phpcs:ignore WordPress.DB -- constants and the prefix.
		}
		delete_option( self::VERSION_OPTION );
	}

	/**
	 * Full names of the tables.
	 *
	 * @param string $prefix The site's table prefix.
	 * @return list<string>
	 */
	public static function names( string $prefix ): array {
		return array_map( static fn( string $name ): string => $prefix . 'stockwire_' . $name, self::NAMES );
	}

	/**
	 * Times are UTC. Text is compared by bytes: codes that differ in case or accent are different codes.
	 *
	 * @param string $prefix The site's table prefix.
	 * @return list<string>
	 */
	private static function statements( string $prefix ): array {
		list( $runs, $lines, $levels, $names ) = self::names( $prefix );
		$options                               = 'ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ROW_FORMAT=DYNAMIC';
		return array(
			"CREATE TABLE IF NOT EXISTS `$runs` (
				id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
				source VARCHAR(20) NOT NULL,
				state VARCHAR(10) NOT NULL,
				preview TINYINT UNSIGNED NOT NULL DEFAULT 0,
				started_at DATETIME(6) NOT NULL,
				finished_at DATETIME(6) NULL,
				line_count INT UNSIGNED NOT NULL DEFAULT 0,
				counts VARCHAR(500) NOT NULL DEFAULT '',
				error VARCHAR(500) NOT NULL DEFAULT '',
				token_label VARCHAR(100) NOT NULL DEFAULT '',
				idempotency_key VARBINARY(255) NULL,
				body_digest BINARY(32) NULL,
				announced_at DATETIME(6) NULL,
				UNIQUE KEY idempotency_key (idempotency_key),
				KEY announced_at (announced_at),
				KEY started_at (started_at)
			) $options",
			"CREATE TABLE IF NOT EXISTS `$lines` (
				run_id BIGINT UNSIGNED NOT NULL,
				line INT UNSIGNED NOT NULL,
				code VARCHAR(100) NOT NULL,
				name VARCHAR(1000) NOT NULL,
				warehouse VARCHAR(100) NOT NULL,
				quantity DECIMAL(18,6) NULL,
				outcome VARCHAR(16) NOT NULL,
				reason VARCHAR(32) NOT NULL,
				product_id BIGINT UNSIGNED NULL,
				holder_id BIGINT UNSIGNED NULL,
				old_quantity DECIMAL(18,6) NULL,
				new_quantity DECIMAL(18,6) NULL,
				old_status VARCHAR(20) NOT NULL DEFAULT '',
				new_status VARCHAR(20) NOT NULL DEFAULT '',
				changed TINYINT UNSIGNED NOT NULL DEFAULT 0,
				announced_at DATETIME(6) NULL,
				claim VARBINARY(16) NULL,
				claimed_at DATETIME(6) NULL,
				detail VARCHAR(500) NOT NULL DEFAULT '',
				PRIMARY KEY (run_id, line),
				KEY holder (holder_id, run_id),
				KEY pending (changed, announced_at, run_id)
			) $options",
			"CREATE TABLE IF NOT EXISTS `$levels` (
				holder_id BIGINT UNSIGNED NOT NULL,
				warehouse VARBINARY(400) NOT NULL,
				label VARCHAR(100) NOT NULL,
				quantity DECIMAL(18,6) NOT NULL,
				sequence BIGINT NULL,
				as_of BIGINT NULL,
				run_id BIGINT UNSIGNED NOT NULL,
				updated_at DATETIME(6) NOT NULL,
				PRIMARY KEY (holder_id, warehouse)
			) $options",
			"CREATE TABLE IF NOT EXISTS `$names` (
				kind TINYINT UNSIGNED NOT NULL,
				hash BINARY(16) NOT NULL,
				product_id BIGINT UNSIGNED NOT NULL,
				`rank` TINYINT UNSIGNED NOT NULL DEFAULT 0,
				PRIMARY KEY (kind, hash, product_id),
				KEY product_id (product_id)
			) $options",
		);
	}
}
