<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Keeps groups of products; their prices are the lowest and the highest of their members'.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Product_Grouped_Data_Store_CPT extends WC_Product_Data_Store_CPT {
	protected function handle_updated_props( &$product ) {
		if ( array_intersect( array( 'children' ), $this->updated_props ) ) {
			$this->update_prices_from_children( $product );
		}
		parent::handle_updated_props( $product );
	}

	public function sync_price( &$product ) {
		$this->update_prices_from_children( $product );
	}

	protected function update_prices_from_children( &$product ) {
		$children = array_filter( array_map( 'wc_get_product', $product->get_children( 'edit' ) ) );
		$prices   = array_filter( array_map( static fn( $child ) => $child->get_price( 'edit' ), $children ) );
		foreach ( array( '_price', '_sale_price', '_regular_price' ) as $key ) {
			delete_post_meta( $product->get_id(), $key );
		}
		if ( $prices ) {
			add_post_meta( $product->get_id(), '_price', min( $prices ) );
			add_post_meta( $product->get_id(), '_price', max( $prices ) );
		}
		$this->update_lookup_table( $product->get_id(), 'wc_product_meta_lookup' );
		do_action( 'woocommerce_updated_product_price', $product->get_id() );
	}
}
