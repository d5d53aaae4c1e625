<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * An order, as far as stock goes: what was bought, and whether it is paid.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Order extends WC_Data {
	protected $object_type = 'order';
	protected $cache_group = 'orders';
	protected $data        = array(
		'status'        => '',
		'date_created'  => null,
		'date_modified' => null,
		'customer_id'   => 0,
		'customer_note' => '',
		'created_via'   => '',
		'total'         => 0,
	);
	/** @var array{from: string, to: string}|null A change of status that is told once it is saved. */
	protected $status_transition = null;
	/** @var array<int, WC_Order_Item_Product>|null */
	protected $items = null;

	public function __construct( $order = 0 ) {
		parent::__construct( $order );
		$this->set_id( is_object( $order ) ? ( $order instanceof self ? $order->get_id() : $order->ID ) : (int) $order );
		$this->data_store = WC_Data_Store::load( 'order' );
		if ( $this->get_id() ) {
			$this->data_store->read( $this );
		} else {
			$this->set_object_read( true );
		}
	}

	public function get_type() {
		return 'shop_order';
	}

	public function get_order_number() {
		return (string) apply_filters( 'woocommerce_order_number', $this->get_id(), $this );
	}

	public function get_status( $context = 'view' ) {
		$status = $this->get_prop( 'status', $context );
		return '' === (string) $status && 'view' === $context ? 'pending' : $status;
	}

	public function has_status( $status ) {
		return in_array( $this->get_status(), (array) $status, true );
	}

	public function set_status( $new_status, $note = '', $manual_update = false ) {
		$old = $this->get_status();
		$new = str_starts_with( $new_status, 'wc-' ) ? substr( $new_status, 3 ) : $new_status;
		$this->set_prop( 'status', $new );
		if ( $this->get_object_read() && $old !== $new ) {
			$this->status_transition = array(
				'from' => $this->status_transition['from'] ?? $old,
				'to'   => $new,
			);
		}
		return array(
			'from' => $old,
			'to'   => $new,
		);
	}

	public function update_status( $new_status, $note = '', $manual = false ) {
		if ( ! $this->get_id() ) {
			return false;
		}
		$this->set_status( $new_status, $note, $manual );
		return 0 !== $this->save();
	}

	public function payment_complete( $transaction_id = '' ) {
		$this->set_status( apply_filters( 'woocommerce_payment_complete_order_status', 'processing', $this->get_id(), $this ) );
		$this->save();
		do_action( 'woocommerce_payment_complete', $this->get_id(), $transaction_id );
		return true;
	}

	public function save() {
		parent::save();
		$change                  = $this->status_transition;
		$this->status_transition = null;
		if ( $change && $change['from'] !== $change['to'] ) {
			do_action( "woocommerce_order_status_{$change['to']}", $this->get_id(), $this, $change );
			do_action( "woocommerce_order_status_{$change['from']}_to_{$change['to']}", $this->get_id(), $this );
			do_action( 'woocommerce_order_status_changed', $this->get_id(), $change['from'], $change['to'], $this );
		}
		return $this->get_id();
	}

	public function get_date_created( $context = 'view' ) {
		return $this->get_prop( 'date_created', $context );
	}

	public function set_date_created( $date = null ) {
		$this->set_date_prop( 'date_created', $date );
	}

	public function set_date_modified( $date = null ) {
		$this->set_date_prop( 'date_modified', $date );
	}

	public function get_customer_id( $context = 'view' ) {
		return $this->get_prop( 'customer_id', $context );
	}

	public function set_customer_id( $value ) {
		$this->set_prop( 'customer_id', absint( $value ) );
	}

	public function get_customer_note( $context = 'view' ) {
		return $this->get_prop( 'customer_note', $context );
	}

	public function set_customer_note( $value ) {
		$this->set_prop( 'customer_note', $value );
	}

	public function get_created_via( $context = 'view' ) {
		return $this->get_prop( 'created_via', $context );
	}

	public function set_created_via( $value ) {
		$this->set_prop( 'created_via', $value );
	}

	public function get_total( $context = 'view' ) {
		return $this->get_prop( 'total', $context );
	}

	public function set_total( $value, $deprecated = '' ) {
		$this->set_prop( 'total', wc_format_decimal( $value, wc_get_price_decimals() ) );
	}

	public function add_product( $product, $qty = 1, $args = array() ) {
		$is_variation = $product->is_type( 'variation' );
		$item         = new WC_Order_Item_Product();
		$item->set_props(
			$args + array(
				'name'         => $product->get_name(),
				'product_id'   => $is_variation ? $product->get_parent_id() : $product->get_id(),
				'variation_id' => $is_variation ? $product->get_id() : 0,
				'quantity'     => $qty,
				'subtotal'     => (float) $product->get_price() * $qty,
				'total'        => (float) $product->get_price() * $qty,
			)
		);
		$item->set_order_id( $this->get_id() );
		$item->save();
		$this->items = null;
		return $item->get_id();
	}

	public function get_items( $types = 'line_item' ) {
		if ( ! in_array( 'line_item', (array) $types, true ) ) {
			return array();
		}
		return apply_filters( 'woocommerce_order_get_items', $this->items ??= $this->data_store->read_items( $this, 'line_item' ), $this, $types );
	}

	public function calculate_totals( $and_taxes = true ) {
		$this->set_total( array_sum( array_map( static fn( $item ) => (float) $item->get_total(), $this->get_items() ) ) );
		$this->save();
		return $this->get_total();
	}

	public function add_order_note( $note, $is_customer_note = 0, $added_by_user = false, $meta_data = array() ) {
		return (int) wp_insert_comment(
			array(
				'comment_post_ID'  => $this->get_id(),
				'comment_author'   => 'WooCommerce',
				'comment_content'  => $note,
				'comment_agent'    => 'WooCommerce',
				'comment_type'     => 'order_note',
				'comment_approved' => 1,
			)
		);
	}
}
