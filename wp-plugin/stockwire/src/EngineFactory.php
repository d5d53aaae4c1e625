<?php
/**
 * Makes the engine for one run: settings, the shop's options and what had to be probed.
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

use Stockwire\Engine;

/** The only place that knows the engine's configuration array. */
final class EngineFactory {

	/** Milliseconds; always under Apache's and php-fpm's own limits. */
	private const DEADLINE = 25000;

	/**
	 * Takes the hooks of a run.
	 *
	 * @param array<string, callable> $callbacks Any of before, query, committed, original.
	 */
	public function __construct( private readonly array $callbacks = array() ) {}

	/**
	 * An engine on WordPress' own connection.
	 *
	 * @param string $source Who sends: smartbill, v1, …
	 * @throws \RuntimeException Where there is no such connection; Requirements says so before.
	 */
	public function engine( string $source ): Engine {
		$connection = Database::connection();
		if ( null === $connection ) {
			throw new \RuntimeException( 'WordPress has no mysqli connection' );
		}
		return new Engine( $connection, $this->config( $source ) );
	}

	/**
	 * The configuration of a run.
	 *
	 * @param string $source Who sends.
	 * @return array<string, mixed>
	 */
	public function config( string $source ): array {
		global $wpdb;
		$settings = Settings::load();
		$rounding = Rounding::kind();
		$config   = array(
			'prefix'            => $wpdb->prefix,
			'warehouses'        => $settings->warehouses(),
			'manage_stock'      => 'yes' === get_option( 'woocommerce_manage_stock' ),
			'no_stock_amount'   => Rounding::decimal( abs( (float) get_option( 'woocommerce_notify_no_stock_amount', 0 ) ) ),
			'hide_out_of_stock' => 'yes' === get_option( 'woocommerce_hide_out_of_stock_items' ),
			'rounding'          => $rounding,
			'locale'            => get_locale(),
			'utc_offset'        => ( new \DateTimeImmutable( 'now', wp_timezone() ) )->getOffset(),
			'source'            => $source,
			'gtin'              => $settings->gtin(),
			'deadline'          => self::deadline(),
		);
		if ( Rounding::CALLBACK === $rounding ) {
			$config['round'] = array( Rounding::class, 'apply' );
		}
		return $config + $this->callbacks;
	}

	/** Where PHP itself stops earlier, the run stops earlier still: an answer is better than a cut. */
	private static function deadline(): int {
		$limit = (int) ini_get( 'max_execution_time' );
		return $limit > 0 ? max( 1000, min( self::DEADLINE, ( $limit - 3 ) * 1000 ) ) : self::DEADLINE;
	}
}
