<?php
/**
 * Finds out how this WooCommerce compares a quantity with the out-of-stock threshold.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

/** Versions differ: some cut both to whole pieces first. Asked of WooCommerce itself, not of its version number. */
final class StatusRule {

	/** Does it cut before it compares? Half a piece above the threshold tells. */
	public static function truncates(): bool {
		$half = new class() extends \WC_Product_Simple {
			/**
			 * Half a piece more than the threshold; the shop's rounding has no say in it.
			 *
			 * @param string $context Not looked at.
			 * @return float Where WooCommerce says int, and hands out what its filters make of it.
			 * @phpstan-ignore method.childReturnType
			 */
			public function get_stock_quantity( $context = 'view' ) {
				return abs( (int) get_option( 'woocommerce_notify_no_stock_amount', 0 ) ) + 0.5;
			}
		};
		$half->set_manage_stock( true );
		$half->set_backorders( 'no' );
		$half->validate_props();
		return 'instock' !== $half->get_stock_status( 'edit' );
	}

	/**
	 * The threshold as this WooCommerce reads it.
	 *
	 * @param bool $truncates As told by truncates().
	 */
	public static function threshold( bool $truncates ): string {
		$option = get_option( 'woocommerce_notify_no_stock_amount', 0 );
		return $truncates ? (string) abs( (int) $option ) : Rounding::decimal( abs( (float) $option ) );
	}
}
