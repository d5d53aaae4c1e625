<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Forgets how many products have which status whenever one of them changes.
 *
 * @package Stockwire\Standin
 */

namespace Automattic\WooCommerce\Admin;

defined( 'ABSPATH' ) || exit;

class ReportsSync {
	public static function init() {
		foreach ( array( 'woocommerce_update_product', 'woocommerce_new_product', 'update_option_woocommerce_notify_low_stock_amount', 'update_option_woocommerce_notify_no_stock_amount' ) as $hook ) {
			add_action( $hook, array( __CLASS__, 'clear_stock_count_cache' ) );
		}
	}

	public static function clear_stock_count_cache( $id ) {
		$counts = array_merge( array( 'lowstock' ), array_keys( wc_get_product_stock_status_options() ) );
		foreach ( $counts as $count ) {
			delete_transient( "wc_admin_stock_count_$count" );
		}
		delete_transient( 'wc_admin_product_count' );
	}
}
