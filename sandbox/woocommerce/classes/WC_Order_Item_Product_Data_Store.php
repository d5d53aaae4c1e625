<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Keeps the products on orders.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Order_Item_Product_Data_Store extends WC_Data_Store_WP implements WC_Object_Data_Store_Interface {
	private const META_PROPS = array(
		'_product_id'    => 'product_id',
		'_variation_id'  => 'variation_id',
		'_qty'           => 'quantity',
		'_line_subtotal' => 'subtotal',
		'_line_total'    => 'total',
	);

	protected $meta_type                = 'order_item';
	protected $object_id_field_for_meta = 'order_item_id';
	protected $internal_meta_keys       = array( '_product_id', '_variation_id', '_qty', '_line_subtotal', '_line_total' );

	public function create( &$item ) {
		global $wpdb;
		$wpdb->insert( $this->table(), $this->fields( $item ) );
		$item->set_id( $wpdb->insert_id );
		$this->write( $item );
		do_action( 'woocommerce_new_order_item', $item->get_id(), $item, $item->get_order_id() );
	}

	public function update( &$item ) {
		global $wpdb;
		$wpdb->update( $this->table(), $this->fields( $item ), array( 'order_item_id' => $item->get_id() ) );
		$this->write( $item );
		do_action( 'woocommerce_update_order_item', $item->get_id(), $item, $item->get_order_id() );
	}

	/** @throws Exception Where there is no such item. */
	public function read( &$item ) {
		global $wpdb;
		$item->set_defaults();
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT * FROM {$this->table()} WHERE order_item_id = %d", $item->get_id() ) );
		if ( ! $row ) {
			throw new Exception( 'Invalid order item.' );
		}
		$props = array(
			'order_id' => $row->order_id,
			'name'     => $row->order_item_name,
		);
		foreach ( self::META_PROPS as $key => $prop ) {
			$props[ $prop ] = get_metadata( 'order_item', $item->get_id(), $key, true );
		}
		$item->set_props( $props );
		$item->set_object_read( true );
	}

	public function delete( &$item, $args = array() ) {
		global $wpdb;
		$wpdb->delete( $this->table(), array( 'order_item_id' => $item->get_id() ) );
		$wpdb->delete( $wpdb->order_itemmeta, array( 'order_item_id' => $item->get_id() ) );
	}

	/** @return array<string, mixed> */
	private function fields( WC_Order_Item_Product $item ): array {
		return array(
			'order_item_name' => $item->get_name( 'edit' ),
			'order_item_type' => 'line_item',
			'order_id'        => $item->get_order_id( 'edit' ),
		);
	}

	private function write( WC_Order_Item_Product $item ): void {
		foreach ( self::META_PROPS as $key => $prop ) {
			update_metadata( 'order_item', $item->get_id(), $key, $item->{"get_$prop"}( 'edit' ) );
		}
		$item->save_meta_data();
		$item->apply_changes();
	}

	private function table(): string {
		return $GLOBALS['wpdb']->prefix . 'woocommerce_order_items';
	}
}
