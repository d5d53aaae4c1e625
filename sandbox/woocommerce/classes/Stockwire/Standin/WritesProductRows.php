<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Writes a product's properties to its meta rows, and what follows from the ones that changed.
 *
 * @package Stockwire\Standin
 */

namespace Stockwire\Standin;

defined( 'ABSPATH' ) || exit;

trait WritesProductRows {

	protected function update_post_meta( &$product, $force = false ) {
		$wanted = $this->meta_props();
		foreach ( $product->get_extra_data_keys() as $extra ) {
			$wanted[ "_$extra" ] = $extra;
		}
		foreach ( $force ? $wanted : $this->get_props_to_update( $product, $wanted ) as $key => $prop ) {
			if ( 'stock_quantity' === $prop ) {
				do_action( $product->is_type( 'variation' ) ? 'woocommerce_variation_before_set_stock' : 'woocommerce_product_before_set_stock', $product );
			}
			if ( $this->update_or_delete_post_meta( $product, $key, $this->stored( $product, $prop ) ) ) {
				$this->updated_props[] = $prop;
			}
		}
	}

	/** The property as its row holds it. */
	private function stored( \WC_Product $product, string $prop ): mixed {
		$value = $product->{"get_$prop"}( 'edit' );
		return match ( $prop ) {
			'virtual', 'downloadable', 'manage_stock', 'sold_individually' => wc_bool_to_string( $value ),
			'gallery_image_ids'                    => implode( ',', $value ),
			'date_on_sale_from', 'date_on_sale_to' => $value ? $value->getTimestamp() : '',
			default                                => is_string( $value ) ? wp_slash( $value ) : $value,
		};
	}

	protected function handle_updated_props( &$product ) {
		$this->update_price( $product );
		$kind = $product->is_type( 'variation' ) ? 'variation' : 'product';
		$written = array_flip( $this->updated_props );
		if ( isset( $written['stock_quantity'] ) ) {
			do_action( "woocommerce_{$kind}_set_stock", $product );
		}
		if ( isset( $written['stock_status'] ) ) {
			do_action( "woocommerce_{$kind}_set_stock_status", $product->get_id(), $product->get_stock_status(), $product );
		}
		if ( array_intersect( $this->updated_props, array( 'sku', 'global_unique_id', 'regular_price', 'sale_price', 'date_on_sale_from', 'date_on_sale_to', 'total_sales', 'average_rating', 'stock_quantity', 'stock_status', 'manage_stock', 'downloadable', 'virtual', 'tax_status', 'tax_class' ) ) ) {
			$this->update_lookup_table( $product->get_id(), 'wc_product_meta_lookup' );
		}
		do_action( 'woocommerce_product_object_updated_props', $product, $this->updated_props );
		$this->updated_props = array();
	}

	/** The price that holds now follows from the two that were set; a product of products has theirs. */
	private function update_price( \WC_Product $product ): void {
		if ( $product->is_type( array( 'variable', 'grouped' ) ) ) {
			return;
		}
		if ( array_intersect( array( 'regular_price', 'sale_price' ), $this->updated_props ) && $product->get_sale_price( 'edit' ) >= $product->get_regular_price( 'edit' ) ) {
			update_post_meta( $product->get_id(), '_sale_price', '' );
			$product->set_sale_price( '' );
		}
		if ( array_intersect( array( 'date_on_sale_from', 'date_on_sale_to', 'regular_price', 'sale_price', 'product_type' ), $this->updated_props ) ) {
			$price = $product->is_on_sale( 'edit' ) ? $product->get_sale_price( 'edit' ) : $product->get_regular_price( 'edit' );
			update_post_meta( $product->get_id(), '_price', $price );
			$product->set_price( $price );
		}
	}

	protected function update_version_and_type( &$product ) {
		$old = \WC_Product_Factory::get_product_type( $product->get_id() );
		wp_set_object_terms( $product->get_id(), $product->get_type(), 'product_type' );
		update_post_meta( $product->get_id(), '_product_version', WC_VERSION );
		if ( $old !== $product->get_type() ) {
			$this->updated_props[] = 'product_type';
			do_action( 'woocommerce_product_type_changed', $product, $old, $product->get_type() );
		}
	}
}
