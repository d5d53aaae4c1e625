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
use Stockwire\Shop\Database;
use Stockwire\Shop\EngineFactory;

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

	/**
	 * @param array<string, string> $quantities label => quantity
	 * @param list<string>          $by_name    labels that are known by name: a code is found in the lookup table only
	 */
	public static function by_us( Shop $shop, array $quantities, array $by_name = array() ): ?Receipt {
		if ( 'woocommerce' === getenv( 'PEER' ) ) {
			self::by_woocommerce( $shop, $quantities );
			return null;
		}
		wp_cache_flush();
		$announcer = new Announcer();
		$receipt   = self::engine( $announcer )->receive( self::body( $shop, $quantities, $by_name ), Engine::V1 );
		$announcer->after( $receipt, $receipt->run );
		Shop::finish();
		wp_cache_flush();
		return $receipt;
	}

	/**
	 * @param array<string, string> $quantities
	 * @param list<string>          $by_name
	 */
	public static function body( Shop $shop, array $quantities, array $by_name = array() ): string {
		$lines = array();
		foreach ( $quantities as $label => $quantity ) {
			$named   = in_array( $label, $by_name, true );
			$lines[] = array(
				'code'      => $named ? '' : $shop->sku( (string) $label ),
				'name'      => $named ? $shop->name( (string) $label ) : '',
				'warehouse' => self::WAREHOUSE,
				'quantity'  => $quantity,
			);
		}
		return (string) wp_json_encode( array( 'lines' => $lines ) );
	}

	/** @param array<string, mixed> $config on top of the shop's */
	public static function engine( Announcer $announcer, array $config = array() ): Engine {
		$own = array(
			'warehouses' => array( self::WAREHOUSE ),
			'source'     => 'tests',
		);
		return new Engine( Database::connection(), $config + $own + $announcer->callbacks() + ( new EngineFactory() )->config() );
	}
}
