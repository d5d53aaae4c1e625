<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Finds the store of a kind of object, which plugins may exchange, and hands calls on to it.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Data_Store {
	private const STORES = array(
		'order'              => 'WC_Order_Data_Store_CPT',
		'order-item-product' => 'WC_Order_Item_Product_Data_Store',
		'product'            => 'WC_Product_Data_Store_CPT',
		'product-grouped'    => 'WC_Product_Grouped_Data_Store_CPT',
		'product-variable'   => 'WC_Product_Variable_Data_Store_CPT',
		'product-variation'  => 'WC_Product_Variation_Data_Store_CPT',
	);

	private object $instance;

	/** @throws Exception Where nothing stores such objects. */
	public function __construct( $object_type ) {
		$stores = apply_filters( 'woocommerce_data_stores', self::STORES );
		if ( ! isset( $stores[ $object_type ] ) ) {
			// A type of its own is kept as its family is: product-simple as product.
			$object_type = strtok( $object_type, '-' );
		}
		$store = apply_filters( "woocommerce_{$object_type}_data_store", $stores[ $object_type ] ?? '' );
		// A name is taken as it is: a store that lacks a method is only missed when that is called.
		if ( is_string( $store ) && class_exists( $store ) ) {
			$store = new $store();
		} elseif ( ! $store instanceof WC_Object_Data_Store_Interface ) {
			throw new Exception( 'Invalid data store.' );
		}
		$this->instance = $store;
	}

	public static function load( $object_type ) {
		return new self( $object_type );
	}

	public function get_current_class_name() {
		return get_class( $this->instance );
	}

	public function read( &$data ) {
		$this->instance->read( $data );
	}

	public function create( &$data ) {
		$this->instance->create( $data );
	}

	public function update( &$data ) {
		$this->instance->update( $data );
	}

	public function delete( &$data, $args = array() ) {
		$this->instance->delete( $data, $args );
	}

	public function has_callable( string $method ): bool {
		return is_callable( array( $this->instance, $method ) );
	}

	public function __call( $method, $parameters ) {
		if ( $this->has_callable( $method ) ) {
			// The stores' methods take their object by reference.
			$object = array_shift( $parameters );
			return $this->instance->$method( ...array_merge( array( &$object ), $parameters ) );
		}
	}
}
