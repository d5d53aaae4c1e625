<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The two ways a list of numbers can reach a shop: by WooCommerce's own function, and by ours.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

use Stockwire\Engine;
use Stockwire\Receipt;
use Stockwire\Shop\Announcer;

final class Push {

	public const WAREHOUSE = 'Test';

	/** @param array<string, string> $quantities label => quantity */
	public static function by_woocommerce( Shop $shop, array $quantities ): void {
		wp_cache_flush();
		foreach ( $quantities as $label => $quantity ) {
			wc_update_product_stock( $shop->ids[ $label ], $quantity );
		}
		Shop::finish();
		wp_cache_flush();
	}

	/** @param array<string, string> $quantities label => quantity */
	public static function by_us( Shop $shop, array $quantities ): ?Receipt {
		if ( 'woocommerce' === getenv( 'PEER' ) ) {
			self::by_woocommerce( $shop, $quantities );
			return null;
		}
		wp_cache_flush();
		$announcer = new Announcer();
		$receipt   = self::engine( $announcer )->receive( self::body( $shop, $quantities ), Engine::V1 );
		$announcer->after( $receipt, $receipt->run );
		Shop::finish();
		wp_cache_flush();
		return $receipt;
	}

	/** @param array<string, string> $quantities */
	public static function body( Shop $shop, array $quantities ): string {
		$lines = array();
		foreach ( $quantities as $label => $quantity ) {
			$lines[] = array(
				'code'      => $shop->sku( (string) $label ),
				'name'      => '',
				'warehouse' => self::WAREHOUSE,
				'quantity'  => $quantity,
			);
		}
		return (string) wp_json_encode( array( 'lines' => $lines ) );
	}

	/** @param array<string, mixed> $config on top of the shop's */
	public static function engine( Announcer $announcer, array $config = array() ): Engine {
		global $wpdb;
		return new Engine(
			$wpdb->__get( 'dbh' ),
			$config + array(
				'prefix'            => $wpdb->prefix,
				'warehouses'        => array( self::WAREHOUSE ),
				'manage_stock'      => 'yes' === get_option( 'woocommerce_manage_stock' ),
				'no_stock_amount'   => (string) get_option( 'woocommerce_notify_no_stock_amount', '0' ),
				'hide_out_of_stock' => 'yes' === get_option( 'woocommerce_hide_out_of_stock_items' ),
				'rounding'          => 'truncate',
				'locale'            => get_locale(),
				'utc_offset'        => 0,
				'source'            => 'tests',
			) + $announcer->callbacks()
		);
	}
}
