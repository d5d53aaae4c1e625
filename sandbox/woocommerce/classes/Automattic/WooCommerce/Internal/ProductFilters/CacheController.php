<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Makes all cached filter data stale whenever a product changes.
 *
 * @package Stockwire\Standin
 */

namespace Automattic\WooCommerce\Internal\ProductFilters;

use WC_Cache_Helper;

defined( 'ABSPATH' ) || exit;

class CacheController {
	const TRANSIENT_GROUP = 'filter_data';

	public function register() {
		add_action( 'woocommerce_after_product_object_save', array( $this, 'clear_filter_data_cache' ) );
		add_action( 'woocommerce_delete_product_transients', array( $this, 'clear_filter_data_cache' ) );
	}

	/** WooCommerce 11 calls it invalidate_filter_data_cache; this is the name of 9.9. */
	public function clear_filter_data_cache() {
		WC_Cache_Helper::get_transient_version( self::TRANSIENT_GROUP, true );
	}
}
