<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Writes what a product has as terms: categories, visibility, attributes.
 *
 * @package Stockwire\Standin
 */

namespace Stockwire\Standin;

defined( 'ABSPATH' ) || exit;

trait WritesProductTerms {
	protected function update_terms( &$product, $force = false ) {
		$changes = $product->get_changes();
		$default = (int) get_option( 'default_product_cat', 0 );
		foreach ( array( 'product_cat' => 'category_ids', 'product_tag' => 'tag_ids' ) as $taxonomy => $prop ) {
			$ids = $product->{"get_$prop"}( 'edit' );
			if ( ! $ids && $default && 'product_cat' === $taxonomy ) {
				$ids = array( $default );
			}
			if ( $force || array_key_exists( $prop, $changes ) ) {
				wp_set_post_terms( $product->get_id(), $ids, $taxonomy );
			}
		}
		$this->update_shipping_class( $product, $force );
		_wc_recount_terms_by_product( $product->get_id() );
	}

	protected function update_shipping_class( \WC_Product $product, bool $force ): void {
		if ( $force || array_key_exists( 'shipping_class_id', $product->get_changes() ) ) {
			$class = $product->get_shipping_class_id( 'edit' );
			wp_set_post_terms( $product->get_id(), array( $class ), 'product_shipping_class' );
		}
	}

	protected function update_visibility( &$product, $force = false ) {
		if ( ! $force && ! array_intersect_key( array_flip( array( 'featured', 'stock_status', 'average_rating', 'catalog_visibility' ) ), $product->get_changes() ) ) {
			return;
		}
		$rating = min( 5, (int) round( (float) $product->get_average_rating() ) );
		$hidden = $product->get_catalog_visibility();
		$terms  = array_keys(
			array_filter(
				array(
					'featured'             => $product->get_featured(),
					'outofstock'           => 'outofstock' === $product->get_stock_status(),
					"rated-$rating"        => $rating > 0,
					'exclude-from-search'  => in_array( $hidden, array( 'hidden', 'catalog' ), true ),
					'exclude-from-catalog' => in_array( $hidden, array( 'hidden', 'search' ), true ),
				)
			)
		);
		$set = wp_set_post_terms( $product->get_id(), $terms, 'product_visibility' );
		if ( is_array( $set ) ) {
			do_action( 'woocommerce_product_set_visibility', $product->get_id(), $hidden );
		}
	}

	protected function update_attributes( &$product, $force = false ) {
		if ( ! $force && ! array_key_exists( 'attributes', $product->get_changes() ) ) {
			return;
		}
		$rows = array();
		foreach ( $product->get_attributes() as $key => $attribute ) {
			if ( null === $attribute ) {
				$taxonomy = taxonomy_exists( $key ) ? $key : urldecode( $key );
				taxonomy_exists( $taxonomy ) && wp_set_object_terms( $product->get_id(), array(), $taxonomy );
				continue;
			}
			if ( $attribute->is_taxonomy() ) {
				$terms = wp_list_pluck( $attribute->get_terms() ?? array(), 'term_id' );
				wp_set_object_terms( $product->get_id(), $terms, $attribute->get_taxonomy() );
			}
			$rows[ $key ] = array(
				'name'         => $attribute->get_name(),
				'value'        => $attribute['value'],
				'position'     => $attribute->get_position(),
				'is_visible'   => $attribute['is_visible'],
				'is_variation' => $attribute['is_variation'],
				'is_taxonomy'  => $attribute['is_taxonomy'],
			);
		}
		$this->update_or_delete_post_meta( $product, '_product_attributes', wp_slash( $rows ) );
	}
}
