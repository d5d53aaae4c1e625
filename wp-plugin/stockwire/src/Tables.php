<?php
/**
 * Stockwire's tables: made, kept up to date, dropped.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

use Stockwire\Shop\History\Beginning;

/** DDL lives here alone: the extension only reads and writes rows. */
final class Tables {

	/** Raised whenever a statement below changes. */
	public const VERSION = 5;

	public const VERSION_OPTION = 'stockwire_tables_version';

	private const NAMES = array( 'runs', 'lines', 'levels', 'names', 'staged', 'unmatched', 'links', 'history' );

	/** Columns that came after version 1, for the tables that were made before. */
	private const LATER = array(
		'runs'   => array( 'matched', 'position', 'changed', 'zeroed', 'cursor_holder', 'heartbeat_at', 'retry_at', 'undo_of', 'actor', 'tries' ),
		'lines'  => array( 'old_level', 'written_at', 'old_level_at' ),
		'levels' => array( 'source' ),
		'staged' => array( 'after_run', 'old_level_at' ),
	);

	/** Makes what is missing, once a version: a cheap comparison on every other request. */
	public static function ensure(): void {
		if ( ! self::are_there() ) {
			self::create();
		}
	}

	/** Whether the current site has them, as this version makes them. */
	public static function are_there(): bool {
		return (int) get_option( self::VERSION_OPTION, 0 ) === self::VERSION;
	}

	/** Makes the tables of the current site. Says by its version option that all of them are there. */
	public static function create(): void {
		global $wpdb;
		$made = true;
		foreach ( self::statements( $wpdb->prefix ) as $sql ) {
			// phpcs:ignore WordPress.DB -- DDL of constants and the prefix; dbDelta cannot read it.
			$made = false !== $wpdb->query( $sql ) && $made;
			$made = $made && self::add_columns( $sql );
		}
		if ( $made ) {
			Beginning::keep();
			update_option( self::VERSION_OPTION, self::VERSION );
		}
	}

	/**
	 * Adds what a table of an earlier version lacks.
	 *
	 * @param string $sql Its CREATE TABLE.
	 */
	private static function add_columns( string $sql ): bool {
		global $wpdb;
		$table = explode( '`', $sql )[1] ?? '';
		$made  = true;
		// phpcs:disable WordPress.DB -- DDL of constants and the prefix.
		$columns = self::LATER[ substr( $table, strlen( $wpdb->prefix . 'stockwire_' ) ) ] ?? array();
		$missing = array() === $columns ? array() : array_diff( $columns, (array) $wpdb->get_col( "SHOW COLUMNS FROM `$table`" ) );
		foreach ( $missing as $column ) {
			$type = preg_match( "/^\s*$column (.*?),?$/m", $sql, $found ) ? $found[1] : '';
			$made = false !== $wpdb->query( "ALTER TABLE `$table` ADD COLUMN $column $type" ) && $made;
		}
		preg_match_all( '/^\s*KEY (\w+) (\(.*\)),?$/m', $sql, $keys );
		$there = array_column( (array) $wpdb->get_results( "SHOW INDEX FROM `$table`", ARRAY_A ), 'Key_name' );
		foreach ( array_diff( $keys[1], $there ) as $at => $key ) {
			$made = false !== $wpdb->query( "ALTER TABLE `$table` ADD KEY $key {$keys[2][ $at ]}" ) && $made;
		}
		// phpcs:enable
		return $made;
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
		list( $runs, $lines, $levels, $names, $staged, $unmatched, $links, $history ) = self::names( $prefix );
		$options = 'ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ROW_FORMAT=DYNAMIC';
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
				matched INT UNSIGNED NOT NULL DEFAULT 0,
				position INT UNSIGNED NOT NULL DEFAULT 0,
				changed INT UNSIGNED NOT NULL DEFAULT 0,
				zeroed INT UNSIGNED NOT NULL DEFAULT 0,
				cursor_holder BIGINT UNSIGNED NOT NULL DEFAULT 0,
				heartbeat_at DATETIME(6) NULL,
				retry_at DATETIME(6) NULL,
				undo_of BIGINT UNSIGNED NULL,
				actor BIGINT UNSIGNED NOT NULL DEFAULT 0,
				tries TINYINT UNSIGNED NOT NULL DEFAULT 0,
				UNIQUE KEY idempotency_key (idempotency_key),
				KEY announced_at (announced_at),
				KEY started_at (started_at),
				KEY state (state)
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
				old_level DECIMAL(18,6) NULL,
				written_at DATETIME(6) NULL,
				old_level_at DATETIME(6) NULL,
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
				source VARCHAR(20) NOT NULL DEFAULT '',
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
			// Lines that wait: of a fetch that was read, of a run that is held. kind 0: a level; 1: the sum of the known levels;
			// 2: an undo, which sets quantity where the holder still has expected, and its level to new_level, told at
			// old_level_at, where that still is old_level.
			// after_run: the newest run when the line was read; NULL: its own.
			"CREATE TABLE IF NOT EXISTS `$staged` (
				run_id BIGINT UNSIGNED NOT NULL,
				line INT UNSIGNED NOT NULL,
				kind TINYINT UNSIGNED NOT NULL DEFAULT 0,
				holder_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
				product_id BIGINT UNSIGNED NULL,
				code VARCHAR(100) NOT NULL DEFAULT '',
				name VARCHAR(1000) NOT NULL DEFAULT '',
				gtin VARCHAR(100) NOT NULL DEFAULT '',
				warehouse VARCHAR(100) NOT NULL DEFAULT '',
				quantity DECIMAL(18,6) NULL,
				sequence BIGINT NULL,
				as_of BIGINT NULL,
				expected DECIMAL(18,6) NULL,
				old_level DECIMAL(18,6) NULL,
				new_level DECIMAL(18,6) NULL,
				old_quantity DECIMAL(18,6) NULL,
				new_quantity DECIMAL(18,6) NULL,
				after_run BIGINT UNSIGNED NULL,
				old_level_at DATETIME(6) NULL,
				PRIMARY KEY (run_id, line),
				KEY holder (run_id, holder_id, line)
			) $options",
			"CREATE TABLE IF NOT EXISTS `$unmatched` (
				kind TINYINT UNSIGNED NOT NULL,
				hash BINARY(16) NOT NULL,
				warehouse VARBINARY(400) NOT NULL,
				label VARCHAR(100) NOT NULL,
				code VARCHAR(100) NOT NULL,
				name VARCHAR(1000) NOT NULL,
				quantity DECIMAL(18,6) NOT NULL,
				times INT UNSIGNED NOT NULL DEFAULT 1,
				first_seen DATETIME(6) NOT NULL,
				last_seen DATETIME(6) NOT NULL,
				run_id BIGINT UNSIGNED NOT NULL,
				PRIMARY KEY (kind, hash, warehouse),
				KEY last_seen (last_seen)
			) $options",
			// What a code or name means by the owner's word: linked, ignored (no product), or former (the SKU that a product had).
			"CREATE TABLE IF NOT EXISTS `$links` (
				kind TINYINT UNSIGNED NOT NULL,
				hash BINARY(16) NOT NULL,
				state VARCHAR(10) NOT NULL,
				product_id BIGINT UNSIGNED NULL,
				text VARCHAR(1000) NOT NULL,
				actor BIGINT UNSIGNED NOT NULL DEFAULT 0,
				made_at DATETIME(6) NOT NULL,
				PRIMARY KEY (kind, hash),
				KEY product_id (product_id)
			) $options",
			// Changes that others made: orders, persons, other plugins. Ours stand in the journal.
			"CREATE TABLE IF NOT EXISTS `$history` (
				id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
				holder_id BIGINT UNSIGNED NOT NULL,
				at DATETIME(6) NOT NULL,
				cause VARCHAR(10) NOT NULL,
				reference BIGINT UNSIGNED NULL,
				actor BIGINT UNSIGNED NOT NULL DEFAULT 0,
				detail VARCHAR(100) NOT NULL DEFAULT '',
				old_quantity DECIMAL(18,6) NULL,
				new_quantity DECIMAL(18,6) NULL,
				KEY holder (holder_id, at),
				KEY at (at)
			) $options",
		);
	}
}
