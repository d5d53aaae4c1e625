<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Makes the object of a product that is known by its number.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Product_Factory {
	public function get_product( $product_id = false, $deprecated = array() ) {
		$product_id = $this->number( $product_id );
		if ( ! $product_id ) {
			return false;
		}
		$name = self::get_product_classname( $product_id, self::get_product_type( $product_id ) );
		try {
			return new $name( $product_id );
		} catch ( Exception $gone ) {
			return false;
		}
	}

	public static function get_product_classname( $product_id, $product_type ) {
		$name = apply_filters( 'woocommerce_product_class', self::get_classname_from_product_type( $product_type ), $product_type, 'variation' === $product_type ? 'product_variation' : 'product', $product_id );
		return $name && class_exists( $name ) ? $name : 'WC_Product_Simple';
	}

	public static function get_product_type( $product_id ) {
		$type = apply_filters( 'woocommerce_product_type_query', false, $product_id );
		return $type ? $type : WC_Data_Store::load( 'product' )->get_product_type( $product_id );
	}

	public static function get_classname_from_product_type( $product_type ) {
		return $product_type ? 'WC_Product_' . strtr( ucwords( $product_type, '-' ), '-', '_' ) : false;
	}

	private function number( mixed $product ): int {
		if ( false === $product && 'product' === get_post_type() ) {
			return (int) get_the_ID();
		}
		if ( is_object( $product ) ) {
			return (int) ( $product instanceof WC_Product ? $product->get_id() : $product->ID ?? 0 );
		}
		return is_numeric( $product ) ? (int) $product : 0;
	}
}
