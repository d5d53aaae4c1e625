<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * A product with variations: follows their stock, or keeps it for them.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Product_Variable extends WC_Product {
	/** @var list<int>|null */
	protected $children = null;
	/** @var list<int>|null */
	protected $visible_children = null;
	/** @var array<string, list<string>>|null */
	protected $variation_attributes = null;

	public function get_type() {
		return 'variable';
	}

	public function get_children( $visible_only = '' ) {
		$this->read_children();
		return apply_filters( 'woocommerce_get_children', $this->children, $this, false );
	}

	public function get_visible_children() {
		$this->read_children();
		return apply_filters( 'woocommerce_get_children', $this->visible_children, $this, true );
	}

	private function read_children(): void {
		if ( null === $this->children || null === $this->visible_children ) {
			list( 'all' => $all, 'visible' => $visible ) = $this->data_store->read_children( $this );
			$this->set_children( $all );
			$this->set_visible_children( $visible );
		}
	}

	public function set_children( $children ) {
		$this->children = self::numbers( $children );
	}

	public function set_visible_children( $visible_children ) {
		$this->visible_children = self::numbers( $visible_children );
	}

	/** @return list<int> */
	private static function numbers( mixed $ids ): array {
		return array_values( array_filter( wp_parse_id_list( $ids ) ) );
	}

	public function get_variation_attributes() {
		return $this->variation_attributes ??= $this->data_store->read_variation_attributes( $this );
	}

	public function set_variation_attributes( $variation_attributes ) {
		$this->variation_attributes = $variation_attributes;
	}

	public function get_variation_prices( $for_display = false ) {
		$prices = array_fill_keys( array( 'price', 'regular_price', 'sale_price' ), array() );
		foreach ( array_filter( array_map( 'wc_get_product', $this->get_visible_children() ) ) as $child ) {
			if ( '' !== $child->get_price( 'edit' ) ) {
				$regular                                    = wc_format_decimal( $child->get_regular_price( 'edit' ), wc_get_price_decimals() );
				$prices['price'][ $child->get_id() ]         = wc_format_decimal( $child->get_price( 'edit' ), wc_get_price_decimals() );
				$prices['regular_price'][ $child->get_id() ] = $regular;
				$prices['sale_price'][ $child->get_id() ]    = $child->is_on_sale( 'edit' ) ? $prices['price'][ $child->get_id() ] : $regular;
			}
		}
		return array_map(
			static function ( array $of_one_kind ): array {
				asort( $of_one_kind );
				return $of_one_kind;
			},
			$prices
		);
	}

	public function get_variation_price( $min_or_max = 'min', $for_display = false ) {
		$prices = $this->get_variation_prices( $for_display )['price'];
		return 'min' === $min_or_max ? current( $prices ) : end( $prices );
	}

	public function is_on_sale( $context = 'view' ) {
		list( 'price' => $now, 'regular_price' => $usual, 'sale_price' => $sale ) = $this->get_variation_prices();
		return $this->seen( 'woocommerce_product_is_on_sale', $sale === $now && $usual !== $sale, $context );
	}

	public function validate_props() {
		parent::validate_props();
		if ( ! $this->get_manage_stock() ) {
			$this->data_store->sync_stock_status( $this );
		}
	}

	protected function before_data_store_save_or_update() {
		return array(
			'previous_name' => $this->data['name'],
			'new_name'      => $this->get_name( 'edit' ),
		);
	}

	protected function after_data_store_save_or_update( $state ) {
		list( $was, $is ) = array_values( $state );
		$this->data_store->sync_variation_names( $this, $was, $is );
		$this->data_store->sync_managed_variation_stock_status( $this );
	}

	public function child_is_in_stock() {
		return $this->data_store->child_is_in_stock( $this );
	}

	public function child_is_on_backorder() {
		return $this->data_store->child_has_stock_status( $this, 'onbackorder' );
	}

	public function has_options() {
		return apply_filters( 'woocommerce_product_has_options', true, $this );
	}

	/** Takes prices and status over from the variations. */
	public static function sync( $product, $save = true ) {
		$product = $product instanceof WC_Product ? $product : wc_get_product( $product );
		if ( $product instanceof WC_Product_Variable ) {
			$store = WC_Data_Store::load( 'product-' . $product->get_type() );
			$store->sync_price( $product );
			$store->sync_stock_status( $product );
			do_action( 'woocommerce_variable_product_sync_data', $product );
			$save && $product->save();
		}
		return $product;
	}

	public static function sync_stock_status( $product, $save = true ) {
		$product = $product instanceof WC_Product ? $product : wc_get_product( $product );
		if ( $product instanceof WC_Product_Variable ) {
			WC_Data_Store::load( 'product-' . $product->get_type() )->sync_stock_status( $product );
			$save && $product->save();
		}
		return $product;
	}
}
