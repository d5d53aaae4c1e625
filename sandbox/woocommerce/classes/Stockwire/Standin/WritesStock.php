<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Writes a stock number by one statement of its own, past the object: the shop's way to sell one thing to two people at once.
 *
 * @package Stockwire\Standin
 */

namespace Stockwire\Standin;

defined( 'ABSPATH' ) || exit;

trait WritesStock {
	/** What was read from the database is not a change. */
	public function read_stock_quantity( &$product, $new_stock = null ) {
		$read = $product->get_object_read();
		$product->set_object_read( false );
		$product->set_stock_quantity( $new_stock ?? get_post_meta( $product->get_id(), '_stock', true ) );
		$product->set_object_read( $read );
	}

	public function update_product_stock( $product_id_with_stock, $stock_quantity = null, $operation = 'set' ) {
		global $wpdb;
		add_post_meta( $product_id_with_stock, '_stock', 0, true );
		$new = wc_stock_amount( $stock_quantity );
		if ( 'set' === $operation ) {
			$value = sprintf( '%F', $new );
		} else {
			// The sum is worked out from what was read before, for the answer and the filter; the row itself is counted by the database.
			$held  = wc_stock_amount( $wpdb->get_var( $wpdb->prepare( "SELECT meta_value FROM $wpdb->postmeta WHERE post_id = %d AND meta_key = '_stock'", $product_id_with_stock ) ) );
			$step  = 'increase' === $operation ? $new : -$new;
			$value = sprintf( 'meta_value %+F', $step );
			$new   = $held + $step;
		}
		$sql = "UPDATE $wpdb->postmeta SET meta_value = $value WHERE post_id = " . (int) $product_id_with_stock . " AND meta_key='_stock'";
		$wpdb->query( apply_filters( 'woocommerce_update_product_stock_query', $sql, $product_id_with_stock, $new, $operation ) );
		$this->after_direct_write( (int) $product_id_with_stock );
		do_action( 'woocommerce_updated_product_stock', $product_id_with_stock );
		return $new;
	}

	/** The lookup row is made from cached meta data. */
	private function after_direct_write( int $id ): void {
		wp_cache_delete( $id, 'post_meta' );
		$this->update_lookup_table( $id, 'wc_product_meta_lookup' );
	}

	protected function get_primary_key_for_lookup_table( $table ) {
		return 'wc_product_meta_lookup' === $table ? 'product_id' : '';
	}

	protected function get_data_for_lookup_table( $id, $table ) {
		if ( 'wc_product_meta_lookup' !== $table ) {
			return array();
		}
		$one    = static fn( string $key ) => get_post_meta( $id, $key, true );
		$prices = (array) get_post_meta( $id, '_price', false );
		$price  = wc_format_decimal( $one( '_price' ) );
		$sale   = wc_format_decimal( $one( '_sale_price' ) );
		return array(
			'product_id'       => absint( $id ),
			'sku'              => $one( '_sku' ),
			'global_unique_id' => $one( '_global_unique_id' ),
			'virtual'          => (int) ( 'yes' === $one( '_virtual' ) ),
			'downloadable'     => (int) ( 'yes' === $one( '_downloadable' ) ),
			'min_price'        => reset( $prices ),
			'max_price'        => end( $prices ),
			'onsale'           => (int) ( $sale && $sale === $price ),
			'stock_quantity'   => 'yes' === $one( '_manage_stock' ) ? wc_stock_amount( $one( '_stock' ) ) : null,
			'stock_status'     => $one( '_stock_status' ),
			'rating_count'     => array_sum( array_map( 'intval', (array) $one( '_wc_rating_count' ) ) ),
			'average_rating'   => $one( '_wc_average_rating' ),
			'total_sales'      => $one( 'total_sales' ),
			'tax_status'       => $one( '_tax_status' ),
			'tax_class'        => $one( '_tax_class' ),
		);
	}
}
