<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * A product on an order.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Order_Item_Product extends WC_Data {
	protected $object_type = 'order_item';
	protected $cache_group = 'order-items';
	protected $data        = array(
		'order_id'     => 0,
		'name'         => '',
		'product_id'   => 0,
		'variation_id' => 0,
		'quantity'     => 1,
		'subtotal'     => 0,
		'total'        => 0,
	);

	public function __construct( $item = 0 ) {
		parent::__construct( $item );
		$this->set_id( is_object( $item ) ? $item->get_id() : (int) $item );
		$this->data_store = WC_Data_Store::load( 'order-item-product' );
		if ( $this->get_id() ) {
			$this->data_store->read( $this );
		} else {
			$this->set_object_read( true );
		}
	}

	public function get_type() {
		return 'line_item';
	}

	public function is_type( $type ) {
		return in_array( 'line_item', (array) $type, true );
	}

	public function get_order_id( $context = 'view' ) {
		return $this->get_prop( 'order_id', $context );
	}

	public function set_order_id( $value ) {
		$this->set_prop( 'order_id', absint( $value ) );
	}

	public function get_name( $context = 'view' ) {
		return $this->get_prop( 'name', $context );
	}

	public function set_name( $value ) {
		$this->set_prop( 'name', wp_check_invalid_utf8( $value ) );
	}

	public function get_product_id( $context = 'view' ) {
		return $this->get_prop( 'product_id', $context );
	}

	public function set_product_id( $value ) {
		$this->set_prop( 'product_id', absint( $value ) );
	}

	public function get_variation_id( $context = 'view' ) {
		return $this->get_prop( 'variation_id', $context );
	}

	public function set_variation_id( $value ) {
		$this->set_prop( 'variation_id', absint( $value ) );
	}

	public function get_quantity( $context = 'view' ) {
		return $this->get_prop( 'quantity', $context );
	}

	public function set_quantity( $value ) {
		$this->set_prop( 'quantity', wc_stock_amount( $value ) );
	}

	public function get_subtotal( $context = 'view' ) {
		return $this->get_prop( 'subtotal', $context );
	}

	public function set_subtotal( $value ) {
		$this->set_prop( 'subtotal', wc_format_decimal( $value ) );
	}

	public function get_total( $context = 'view' ) {
		return $this->get_prop( 'total', $context );
	}

	public function set_total( $value ) {
		$this->set_prop( 'total', wc_format_decimal( $value ) );
	}

	public function get_product() {
		$id = $this->get_variation_id() ? $this->get_variation_id() : $this->get_product_id();
		return apply_filters( 'woocommerce_order_item_product', wc_get_product( $id ), $this );
	}

	public function get_order() {
		$id = $this->get_order_id();
		return wc_get_order( $id );
	}
}
