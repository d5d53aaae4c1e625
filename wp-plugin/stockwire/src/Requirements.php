<?php
/**
 * What has to be there before a number may be written. Each is said with its cure.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

/**
 * Asked before each push, by the notices and by Site Health.
 *
 * @phpstan-type Requirement array{id: string, label: string, problem: ?string}
 */
final class Requirements {

	public const WOOCOMMERCE_FROM  = '9.2';
	public const WOOCOMMERCE_BELOW = '12.0';

	/** The look into the data dictionary is remembered this long, when it was good. */
	private const INNODB_SECONDS = HOUR_IN_SECONDS;
	private const INNODB_OK      = 'stockwire_innodb';

	/** Is the C extension there, in the version this plugin was made with? Asked before translations may be loaded. */
	public static function extension_fits(): bool {
		return class_exists( 'Stockwire\Engine', false ) && self::series( (string) phpversion( 'stockwire' ) ) === self::series( Plugin::VERSION );
	}

	/** The first thing that keeps stock from being written, as a sentence; null when nothing does. */
	public static function obstacle(): ?string {
		return self::extension() ?? self::connection() ?? self::woocommerce() ?? self::data_store() ?? self::tables( true );
	}

	/**
	 * All of them, each with its problem or null.
	 *
	 * @phpstan-return list<Requirement>
	 */
	public static function all(): array {
		return array(
			self::row( 'extension', __( 'PHP extension', 'stockwire' ), self::extension() ),
			self::row( 'connection', __( 'Database connection', 'stockwire' ), self::connection() ),
			self::row( 'woocommerce', __( 'WooCommerce', 'stockwire' ), self::woocommerce() ),
			self::row( 'data_store', __( 'Product storage', 'stockwire' ), self::data_store() ),
			self::row( 'tables', __( 'Transactional tables', 'stockwire' ), self::tables( false ) ),
		);
	}

	/**
	 * One entry.
	 *
	 * @param string  $id      Stable name.
	 * @param string  $label   Shown name.
	 * @param ?string $problem What is wrong, null when nothing.
	 * @phpstan-return Requirement
	 */
	private static function row( string $id, string $label, ?string $problem ): array {
		return compact( 'id', 'label', 'problem' );
	}

	/** The extension, and its version. */
	private static function extension(): ?string {
		if ( self::extension_fits() ) {
			return null;
		}
		$version = phpversion( 'stockwire' );
		if ( false === $version ) {
			/* translators: %s: PHP version, e.g. 8.2 */
			return sprintf( __( 'The PHP extension "stockwire" is not loaded in PHP %s. Install it (make install, or pie) and restart PHP; until then no stock is received.', 'stockwire' ), PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION );
		}
		/* translators: 1: version of the extension, 2: version of the plugin */
		return sprintf( __( 'The PHP extension "stockwire" has version %1$s, the plugin %2$s. Install the same version of both and restart PHP.', 'stockwire' ), $version, Plugin::VERSION );
	}

	/** WordPress has to speak mysqli. */
	private static function connection(): ?string {
		return null === Database::connection()
			? __( 'WordPress does not use mysqli for its database (a db.php drop-in stands between). Remove wp-content/db.php, or use one that keeps a mysqli connection to the writer in $wpdb->dbh.', 'stockwire' )
			: null;
	}

	/** WooCommerce, and its version. */
	private static function woocommerce(): ?string {
		return self::problem_of_woocommerce( Plugin::woocommerce_version() );
	}

	/**
	 * What is wrong with a version of WooCommerce.
	 *
	 * @param string $version As it calls itself; '' where it is not active.
	 */
	public static function problem_of_woocommerce( string $version ): ?string {
		if ( '' === $version ) {
			return __( 'WooCommerce is not active. Activate it; Stockwire does nothing without it.', 'stockwire' );
		}
		if ( version_compare( $version, self::WOOCOMMERCE_FROM, '<' ) || version_compare( $version, self::WOOCOMMERCE_BELOW . '-alpha', '>=' ) ) {
			/* translators: 1: version that is installed, 2: oldest version that works, 3: first version that is not known to work */
			return sprintf( __( 'WooCommerce has version %1$s. Stockwire writes its rows as WooCommerce %2$s up to, not including, %3$s does; use one of these.', 'stockwire' ), $version, self::WOOCOMMERCE_FROM, self::WOOCOMMERCE_BELOW );
		}
		return null;
	}

	/** Products have to be kept in WooCommerce's own rows. */
	private static function data_store(): ?string {
		foreach ( array( 'product', 'product-variable', 'product-variation' ) as $type ) {
			$store = class_exists( 'WC_Data_Store' ) ? \WC_Data_Store::load( $type )->get_current_class_name() : '';
			if ( '' !== $store && ! is_a( $store, 'WC_Product_Data_Store_CPT', true ) ) {
				/* translators: %s: name of a PHP class */
				return sprintf( __( 'Another plugin keeps products in a storage of its own (%s). Stockwire writes WooCommerce\'s own tables only; deactivate that storage.', 'stockwire' ), $store );
			}
		}
		return null;
	}

	/** Was the look into the data dictionary good, within the hour? The fast lane knows no other way. */
	public static function tables_were_good(): bool {
		return Tables::VERSION === (int) get_transient( self::INNODB_OK );
	}

	/**
	 * Every table that a run writes has to take part in a transaction.
	 *
	 * @param bool $remembered A good answer of the last hour will do.
	 */
	private static function tables( bool $remembered ): ?string {
		global $wpdb;
		if ( $remembered && self::tables_were_good() ) {
			return null;
		}
		$needed = array( $wpdb->posts, $wpdb->postmeta, $wpdb->term_relationships, $wpdb->term_taxonomy, $wpdb->prefix . 'wc_product_meta_lookup', $wpdb->prefix . 'wc_product_attributes_lookup', ...Tables::names( $wpdb->prefix ) );
		$marks  = implode( ',', array_fill( 0, count( $needed ), '%s' ) );
		// phpcs:ignore WordPress.DB -- a list of placeholders; the answer is remembered below.
		$rows    = (array) $wpdb->get_results( $wpdb->prepare( "SELECT TABLE_NAME AS name, ENGINE AS engine FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN ($marks)", $needed ), ARRAY_A );
		$engines = array_map( 'strtolower', array_map( 'strval', array_column( $rows, 'engine', 'name' ) ) );
		foreach ( $needed as $table ) {
			if ( ! isset( $engines[ $table ] ) ) {
				/* translators: %s: name of a database table */
				return sprintf( __( 'The table %s is missing. Deactivate and activate Stockwire, or let WooCommerce make its tables again (WooCommerce → Status → Tools).', 'stockwire' ), $table );
			}
			if ( 'innodb' !== $engines[ $table ] ) {
				/* translators: 1: name of a database table, 2: name of a storage engine */
				return sprintf( __( 'The table %1$s uses %2$s, which cannot undo a half-written change. Run: ALTER TABLE `%1$s` ENGINE=InnoDB', 'stockwire' ), $table, $engines[ $table ] );
			}
		}
		set_transient( self::INNODB_OK, Tables::VERSION, self::INNODB_SECONDS );
		return null;
	}

	/**
	 * Versions that share a series speak the same API.
	 *
	 * @param string $version As 1.2.3.
	 */
	private static function series( string $version ): string {
		return implode( '.', array_slice( explode( '.', $version ), 0, 2 ) );
	}
}
