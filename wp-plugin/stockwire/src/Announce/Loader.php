<?php
/**
 * Reads many products with a handful of statements.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Announce;

/** Fills WordPress' caches set-wise, so that wc_get_product() finds everything there. */
final class Loader {

	/**
	 * Products by their id, in the given order; what is no product is left out.
	 *
	 * @param list<int> $ids Products and variations.
	 * @return array<int, \WC_Product>
	 */
	public function load( array $ids ): array {
		$this->prime( $ids );
		$products = array();
		foreach ( $ids as $id ) {
			$product = wc_get_product( $id );
			if ( $product instanceof \WC_Product ) {
				$products[ $id ] = $product;
			}
		}
		return $products;
	}

	/**
	 * Posts, meta and terms of these products and of the parents that variations read from.
	 *
	 * @param list<int> $ids Products and variations.
	 */
	public function prime( array $ids ): void {
		_prime_post_caches( $ids, true, true );
		$parents = array();
		foreach ( $ids as $id ) {
			$post = get_post( $id );
			if ( $post instanceof \WP_Post && $post->post_parent > 0 && 'product_variation' === $post->post_type ) {
				$parents[ $post->post_parent ] = $post->post_parent;
			}
		}
		$parents = array_diff( array_values( $parents ), $ids );
		if ( array() !== $parents ) {
			_prime_post_caches( $parents, true, true );
		}
	}

	/**
	 * Each product's row of a meta key, as it is now: listeners of meta changes are told its number and its value.
	 *
	 * @param list<int> $ids Products and variations.
	 * @param string    $key The meta key.
	 * @return array<int, array{id: string, value: string}> By product.
	 */
	public function meta_rows( array $ids, string $key ): array {
		global $wpdb;
		$found = array();
		foreach ( array_chunk( $ids, 500 ) as $chunk ) {
			$in = implode( ',', array_map( 'intval', $chunk ) );
			// phpcs:ignore WordPress.DB -- integers only, and the answer is not kept.
			foreach ( $wpdb->get_results( $wpdb->prepare( "SELECT post_id, meta_id, meta_value FROM {$wpdb->postmeta} WHERE post_id IN ($in) AND meta_key = %s", $key ) ) as $row ) {
				$found[ (int) $row->post_id ] ??= array(
					'id'    => (string) $row->meta_id,
					'value' => (string) $row->meta_value,
				);
			}
		}
		return $found;
	}
}
