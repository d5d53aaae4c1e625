<?php
/**
 * Makes the engine for one run: settings, the shop's options and what had to be probed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

use Stockwire\Engine;
use Stockwire\Shop\Announce\Family;

/** The only place that knows the engine's configuration array. */
final class EngineFactory {

	/** Milliseconds; always under Apache's and php-fpm's own limits. */
	private const DEADLINE = 25000;

	/**
	 * An engine on WordPress' own connection.
	 *
	 * @param string               $source    Who sends: smartbill or v1.
	 * @param array<string, mixed> $facts     For the journal: token_label, idempotency_key, body_digest.
	 * @param ?Announcer           $announcer Tells WordPress; one serves one run.
	 * @throws \RuntimeException Where there is no such connection; Requirements says so before.
	 */
	public function engine( string $source, array $facts = array(), ?Announcer $announcer = null ): Engine {
		$connection = Database::connection();
		if ( null === $connection ) {
			throw new \RuntimeException( 'WordPress has no mysqli connection' );
		}
		$callbacks = null === $announcer ? array() : $announcer->callbacks();
		return new Engine( $connection, array( 'source' => $source ) + $facts + $callbacks + $this->config() );
	}

	/**
	 * The configuration of a run: settings, the shop's options, what was probed.
	 *
	 * @return array<string, mixed>
	 */
	public function config(): array {
		global $wpdb;
		$settings  = Settings::load();
		$rounding  = Rounding::kind();
		$truncates = StatusRule::truncates();
		$config    = array(
			'prefix'            => $wpdb->prefix,
			'warehouses'        => $settings->warehouses(),
			'manage_stock'      => 'yes' === get_option( 'woocommerce_manage_stock' ),
			'no_stock_amount'   => StatusRule::threshold( $truncates ),
			'status_truncates'  => $truncates,
			'hide_out_of_stock' => 'yes' === get_option( 'woocommerce_hide_out_of_stock_items' ),
			'sync_prices'       => ! Family::is_filtered(),
			'attribute_lookup'  => self::has_attribute_lookup(),
			'variable_types'    => VariableTypes::slugs(),
			'rounding'          => $rounding,
			'locale'            => get_locale(),
			'utc_offset'        => ( new \DateTimeImmutable( 'now', wp_timezone() ) )->getOffset(),
			'gtin'              => $settings->gtin(),
			'deadline'          => self::deadline(),
			'buffer'            => $settings->get( 'buffer' ),
			'brake_percent'     => $settings->get( 'brake_percent' ),
			'brake_products'    => $settings->get( 'brake_products' ),
			'shadow'            => $settings->get( 'shadow' ),
			'actor'             => get_current_user_id(),
		);
		if ( Rounding::CALLBACK === $rounding ) {
			$config['round'] = array( Rounding::class, 'apply' );
		}
		if ( Translations::present() ) {
			$config['original'] = array( Translations::class, 'originals' );
		}
		return $config;
	}

	/** WooCommerce keeps this table in step wherever it is there, whether or not its filters use it. */
	public static function attribute_lookup(): string {
		global $wpdb;
		return $wpdb->prefix . 'wc_product_attributes_lookup';
	}

	/** Is it there? A run writes it only then. */
	private static function has_attribute_lookup(): bool {
		global $wpdb;
		$table = self::attribute_lookup();
		return $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $table ) ) ) === $table; // phpcs:ignore WordPress.DB -- no API tells.
	}

	/** Where PHP itself stops earlier, the run stops earlier still: an answer is better than a cut. */
	public static function deadline(): int {
		$limit = (int) ini_get( 'max_execution_time' );
		return $limit > 0 ? max( 1000, min( self::DEADLINE, ( $limit - 3 ) * 1000 ) ) : self::DEADLINE;
	}
}
