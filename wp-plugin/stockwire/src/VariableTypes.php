<?php
/**
 * Which product types have variations, besides WooCommerce's own.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

/** WooCommerce syncs a parent of any class that extends WC_Product_Variable; the tables tell no more than a type's name. */
final class VariableTypes {

	/** What the engine takes: SW_MAX_VARIABLE_TYPES in limits.h, and a slug of sw_shop_is_type(). */
	private const MOST = 16;
	private const SLUG = '/^[a-z0-9_-]{1,32}$/D';

	/**
	 * Slugs of such types.
	 *
	 * @return list<string>
	 */
	public static function slugs(): array {
		$found = array();
		foreach ( self::types() as $type ) {
			if ( 'variable' !== $type && 1 === preg_match( self::SLUG, $type ) && self::extends_variable( $type ) ) {
				$found[] = $type;
			}
		}
		return array_slice( $found, 0, self::MOST );
	}

	/**
	 * Types that products have, and those that a plugin offers for new ones.
	 *
	 * @return list<string>
	 */
	private static function types(): array {
		$terms = get_terms(
			array(
				'taxonomy'   => 'product_type',
				'hide_empty' => false,
				'fields'     => 'slugs',
			)
		);
		return array_values( array_unique( array_map( 'strval', array_merge( is_array( $terms ) ? $terms : array(), array_keys( wc_get_product_types() ) ) ) ) );
	}

	/**
	 * Is the class of a type a child of WooCommerce's own, kept by WooCommerce's store of such or a child of that? Without the store,
	 * WooCommerce finds no variations and syncs nothing.
	 *
	 * @param string $type Slug.
	 */
	private static function extends_variable( string $type ): bool {
		if ( ! is_subclass_of( \WC_Product_Factory::get_product_classname( 0, $type ), \WC_Product_Variable::class ) ) {
			return false;
		}
		try {
			return is_a( \WC_Data_Store::load( "product-$type" )->get_current_class_name(), 'WC_Product_Variable_Data_Store_CPT', true );
		} catch ( \Exception $unknown ) {
			return false;
		}
	}
}
