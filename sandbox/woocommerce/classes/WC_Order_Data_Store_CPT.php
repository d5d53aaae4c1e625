<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Keeps orders as posts, and remembers whether an order took its stock.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Order_Data_Store_CPT extends WC_Data_Store_WP implements WC_Object_Data_Store_Interface {
	private const META_PROPS = array(
		'_customer_user' => 'customer_id',
		'_created_via'   => 'created_via',
		'_order_total'   => 'total',
	);

	protected $internal_meta_keys = array( '_customer_user', '_created_via', '_order_total', '_order_stock_reduced' );

	/** @throws Exception Where WordPress refuses the post. */
	public function create( &$order ) {
		$order->set_date_created( $order->get_date_created( 'edit' ) ? $order->get_date_created( 'edit' ) : time() );
		$id = wp_insert_post(
			apply_filters(
				'woocommerce_new_order_data',
				array(
					'post_type'     => 'shop_order',
					'post_status'   => 'wc-' . $order->get_status(),
					'post_title'    => 'Order',
					'post_excerpt'  => $order->get_customer_note( 'edit' ),
					'post_password' => 'wc_order_' . wp_generate_password( 13, false ),
					'post_author'   => 1,
					'ping_status'   => 'closed',
				)
			),
			true
		);
		if ( is_wp_error( $id ) ) {
			throw new Exception( esc_html( $id->get_error_message() ) );
		}
		$order->set_id( $id );
		$this->write( $order );
		do_action( 'woocommerce_new_order', $id, $order );
	}

	/** @throws Exception Where there is no such order. */
	public function read( &$order ) {
		$order->set_defaults();
		$post = get_post( $order->get_id() );
		if ( ! $post || 'shop_order' !== $post->post_type ) {
			throw new Exception( 'Invalid order.' );
		}
		$props = array(
			'status'        => $post->post_status,
			'customer_note' => $post->post_excerpt,
			'date_created'  => $this->string_to_timestamp( $post->post_date_gmt ),
			'date_modified' => $this->string_to_timestamp( $post->post_modified_gmt ),
		);
		foreach ( self::META_PROPS as $key => $prop ) {
			$props[ $prop ] = get_post_meta( $order->get_id(), $key, true );
		}
		$order->set_props( $props );
		$order->set_object_read( true );
	}

	public function update( &$order ) {
		wp_update_post(
			array(
				'ID'           => $order->get_id(),
				'post_status'  => 'wc-' . $order->get_status(),
				'post_excerpt' => $order->get_customer_note( 'edit' ),
			)
		);
		$this->write( $order );
		do_action( 'woocommerce_update_order', $order->get_id(), $order );
	}

	private function write( WC_Order $order ): void {
		foreach ( self::META_PROPS as $key => $prop ) {
			update_post_meta( $order->get_id(), $key, $order->{"get_$prop"}( 'edit' ) );
		}
		$order->save_meta_data();
		$order->apply_changes();
	}

	public function delete( &$order, $args = array() ) {
		global $wpdb;
		$id = $order->get_id();
		if ( empty( $args['force_delete'] ) ) {
			wp_trash_post( $id );
			do_action( 'woocommerce_trash_order', $id );
			return;
		}
		do_action( 'woocommerce_before_delete_order', $id, $order );
		$wpdb->query( $wpdb->prepare( "DELETE i, m FROM {$wpdb->prefix}woocommerce_order_items AS i LEFT JOIN $wpdb->order_itemmeta AS m USING (order_item_id) WHERE order_id = %d", $id ) );
		wp_delete_post( $id, true );
		do_action( 'woocommerce_delete_order', $id );
	}

	/** @return array<int, WC_Order_Item_Product> */
	public function read_items( $order, $type ) {
		global $wpdb;
		$ids = $wpdb->get_col( $wpdb->prepare( "SELECT order_item_id FROM {$wpdb->prefix}woocommerce_order_items WHERE order_id = %d AND order_item_type = %s ORDER BY order_item_id", $order->get_id(), $type ) );
		$ids = array_map( 'intval', $ids );
		return array_combine( $ids, array_map( static fn( $id ) => new WC_Order_Item_Product( $id ), $ids ) );
	}

	public function get_stock_reduced( $order ) {
		return wc_string_to_bool( get_post_meta( $order instanceof WC_Order ? $order->get_id() : $order, '_order_stock_reduced', true ) );
	}

	public function set_stock_reduced( $order, $set ) {
		update_post_meta( $order instanceof WC_Order ? $order->get_id() : $order, '_order_stock_reduced', wc_bool_to_string( $set ) );
	}
}
