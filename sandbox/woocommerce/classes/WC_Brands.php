<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Counts the brands' visible products, and forgets what was counted whenever a product changes.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Brands {
	public function __construct() {
		add_action( 'woocommerce_new_product', array( $this, 'invalidate_wc_layered_nav_counts_cache' ), 10, 0 );
		add_action( 'woocommerce_update_product', array( $this, 'invalidate_wc_layered_nav_counts_cache' ), 10, 0 );
		add_action( 'transition_post_status', array( $this, 'reset_layered_nav_counts_on_status_change' ), 10, 3 );
		add_action( 'woocommerce_product_set_stock_status', array( $this, 'recount_after_stock_change' ) );
	}

	public function recount_after_stock_change( $product_id ) {
		$terms = 'yes' === get_option( 'woocommerce_hide_out_of_stock_items' ) ? get_the_terms( $product_id, 'product_brand' ) : false;
		if ( is_array( $terms ) && $terms ) {
			_wc_term_recount( wp_list_pluck( $terms, 'parent', 'term_id' ), get_taxonomy( 'product_brand' ), false, false );
		}
	}

	public function invalidate_wc_layered_nav_counts_cache() {
		delete_transient( 'wc_layered_nav_counts_product_brand' );
	}

	public function reset_layered_nav_counts_on_status_change( $new_status, $old_status, $post ) {
		'product' !== $post->post_type || $new_status === $old_status || $this->invalidate_wc_layered_nav_counts_cache();
	}
}
