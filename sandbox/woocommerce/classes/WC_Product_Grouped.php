<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Products shown together; its prices are theirs.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Product_Grouped extends WC_Product {
	protected $extra_data = array( 'children' => array() );

	public function get_type() {
		return 'grouped';
	}

	public function get_children( $context = 'view' ) {
		return $this->get_prop( 'children', $context );
	}

	public function set_children( $children ) {
		$this->set_prop( 'children', array_filter( wp_parse_id_list( (array) $children ) ) );
	}

	public function is_purchasable() {
		return apply_filters( 'woocommerce_is_purchasable', false, $this );
	}

	public function is_on_sale( $context = 'view' ) {
		$on_sale = (bool) array_filter( array_map( 'wc_get_product', $this->get_children( $context ) ), static fn( $child ) => $child && $child->is_on_sale() );
		return $this->seen( 'woocommerce_product_is_on_sale', $on_sale, $context );
	}

	public static function sync( $product, $save = true ) {
		$product = $product instanceof WC_Product ? $product : wc_get_product( $product );
		if ( $product instanceof WC_Product_Grouped ) {
			$product->get_data_store()->sync_price( $product );
			$save && $product->save();
		}
		return $product;
	}
}
