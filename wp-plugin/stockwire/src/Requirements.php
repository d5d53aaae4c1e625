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

	/** When the last look into the data dictionary was good. An option and no transient: the fast lane reads it with its others. */
	public const TABLES_GOOD = 'stockwire_tables_good';

	private const BELIEVED = HOUR_IN_SECONDS;

	/** Has PHP what our code calls: the C extension, and mbstring? Asked before translations may be loaded. */
	public static function php_fits(): bool {
		return self::extension_fits() && self::mbstring_fits();
	}

	/** Is the C extension there, in the version this plugin was made with? */
	private static function extension_fits(): bool {
		return class_exists( 'Stockwire\Engine', false ) && self::series( (string) phpversion( 'stockwire' ) ) === self::series( Plugin::VERSION );
	}

	/** Is mbstring there itself? WordPress and other plugins may bring some functions of it, which are not enough. */
	public static function mbstring_fits(): bool {
		return extension_loaded( 'mbstring' );
	}

	/** The first thing that keeps stock from being written, as a sentence; null when nothing does. */
	public static function obstacle(): ?string {
		return self::why()?->translated();
	}

	/** The same for whoever keeps it. */
	public static function why(): ?Message {
		return self::extension() ?? self::mbstring() ?? self::connection() ?? self::woocommerce() ?? self::data_store() ?? self::tables( true );
	}

	/**
	 * All of them, each with its problem or null.
	 *
	 * @phpstan-return list<Requirement>
	 */
	public static function all(): array {
		return array(
			self::row( 'extension', __( 'PHP extension', 'stockwire' ), self::extension() ),
			self::row( 'mbstring', __( 'PHP extension mbstring', 'stockwire' ), self::mbstring() ),
			self::row( 'connection', __( 'Database connection', 'stockwire' ), self::connection() ),
			self::row( 'woocommerce', __( 'WooCommerce', 'stockwire' ), self::woocommerce() ),
			self::row( 'data_store', __( 'Product storage', 'stockwire' ), self::data_store() ),
			self::row( 'tables', __( 'Transactional tables', 'stockwire' ), self::tables( false ) ),
		);
	}

	/**
	 * One entry.
	 *
	 * @param string   $id    Stable name.
	 * @param string   $label Shown name.
	 * @param ?Message $why   What is wrong, null when nothing.
	 * @phpstan-return Requirement
	 */
	private static function row( string $id, string $label, ?Message $why ): array {
		$problem = $why?->translated();
		return compact( 'id', 'label', 'problem' );
	}

	/** The extension, and its version. */
	private static function extension(): ?Message {
		if ( self::extension_fits() ) {
			return null;
		}
		$version = phpversion( 'stockwire' );
		if ( false === $version ) {
			return Message::of( 'no_extension', PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION );
		}
		return Message::of( 'other_extension', $version, Plugin::VERSION );
	}

	/** What tells capitals from small letters, and counts letters. */
	private static function mbstring(): ?Message {
		return self::mbstring_fits() ? null : Message::of( 'no_mbstring', PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION );
	}

	/** WordPress has to speak mysqli. */
	private static function connection(): ?Message {
		return null === Database::connection()
			? Message::of( 'no_mysqli' )
			: null;
	}

	/** WooCommerce, and its version. */
	private static function woocommerce(): ?Message {
		return self::problem_of_woocommerce( Plugin::woocommerce_version() );
	}

	/**
	 * What is wrong with a version of WooCommerce.
	 *
	 * @param string $version As it calls itself; '' where it is not active.
	 */
	public static function problem_of_woocommerce( string $version ): ?Message {
		if ( '' === $version ) {
			return Message::of( 'no_woocommerce' );
		}
		if ( version_compare( $version, self::WOOCOMMERCE_FROM, '<' ) || version_compare( $version, self::WOOCOMMERCE_BELOW . '-alpha', '>=' ) ) {
			return Message::of( 'other_woocommerce', $version, self::WOOCOMMERCE_FROM, self::WOOCOMMERCE_BELOW );
		}
		return null;
	}

	/** Products have to be kept in WooCommerce's own rows. */
	private static function data_store(): ?Message {
		foreach ( array( 'product', 'product-variable', 'product-variation' ) as $type ) {
			$store = class_exists( 'WC_Data_Store' ) ? \WC_Data_Store::load( $type )->get_current_class_name() : '';
			if ( '' !== $store && ! is_a( $store, 'WC_Product_Data_Store_CPT', true ) ) {
				return Message::of( 'other_storage', $store );
			}
		}
		return null;
	}

	/** Was the look into the data dictionary good, within the hour? The fast lane knows no other way. */
	public static function tables_were_good(): bool {
		$good = get_option( self::TABLES_GOOD );
		return is_array( $good ) && Tables::VERSION === ( $good['version'] ?? null ) && abs( time() - ( $good['at'] ?? 0 ) ) < self::BELIEVED;
	}

	/**
	 * Every table that a run writes has to take part in a transaction. One that WooCommerce keeps for filters need not be there.
	 *
	 * @param bool $remembered A good answer of the last hour will do.
	 */
	private static function tables( bool $remembered ): ?Message {
		if ( $remembered && self::tables_were_good() ) {
			return null;
		}
		$problem = self::problem_of_tables();
		if ( null === $problem ) {
			$good = array(
				'version' => Tables::VERSION,
				'at'      => time(),
			);
			update_option( self::TABLES_GOOD, $good, false );
		} else {
			// Whoever goes by what is remembered is to know.
			delete_option( self::TABLES_GOOD );
		}
		return $problem;
	}

	/** What the data dictionary says against one of them; null where all are good. */
	private static function problem_of_tables(): ?Message {
		global $wpdb;
		$needed = array( $wpdb->posts, $wpdb->postmeta, $wpdb->term_relationships, $wpdb->term_taxonomy, $wpdb->prefix . 'wc_product_meta_lookup', ...Tables::names( $wpdb->prefix ) );
		$asked  = array( ...$needed, EngineFactory::attribute_lookup() );
		$marks  = implode( ',', array_fill( 0, count( $asked ), '%s' ) );
		// phpcs:ignore WordPress.DB -- a list of placeholders; the answer is remembered by the caller.
		$rows    = (array) $wpdb->get_results( $wpdb->prepare( "SELECT TABLE_NAME AS name, ENGINE AS engine FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN ($marks)", $asked ), ARRAY_A );
		$engines = array_map( 'strtolower', array_map( 'strval', array_column( $rows, 'engine', 'name' ) ) );
		foreach ( $asked as $table ) {
			if ( ! isset( $engines[ $table ] ) && in_array( $table, $needed, true ) ) {
				return Message::of( 'no_table', $table );
			}
			if ( 'innodb' !== ( $engines[ $table ] ?? 'innodb' ) ) {
				return Message::of( 'table_without_undo', $table, $engines[ $table ] );
			}
		}
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
