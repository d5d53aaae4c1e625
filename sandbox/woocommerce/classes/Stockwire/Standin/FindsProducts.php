<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Finds products by what they are known by.
 *
 * @package Stockwire\Standin
 */

namespace Stockwire\Standin;

defined( 'ABSPATH' ) || exit;

trait FindsProducts {
	public function is_existing_sku( $product_id, $sku ) {
		return 0 !== $this->find( 'sku', wp_slash( $sku ), (int) $product_id );
	}

	public function is_existing_global_unique_id( $product_id, $global_unique_id ) {
		return 0 !== $this->find( 'global_unique_id', wp_slash( $global_unique_id ), (int) $product_id );
	}

	public function get_product_id_by_sku( $sku ) {
		return (int) apply_filters( 'woocommerce_get_product_id_by_sku', $this->find( 'sku', $sku, 0 ), $sku );
	}

	public function get_product_id_by_global_unique_id( $global_unique_id ) {
		return (int) apply_filters( 'woocommerce_get_product_id_by_global_unique_id', $this->find( 'global_unique_id', $global_unique_id, 0 ), $global_unique_id );
	}

	/** The trash does not count, nor does a lookup row whose product is gone. */
	private function find( string $column, string $value, int $but ): int {
		global $wpdb;
		return (int) $wpdb->get_var(
			$wpdb->prepare(
				"SELECT p.ID FROM $wpdb->posts AS p JOIN $wpdb->wc_product_meta_lookup AS l ON l.product_id = p.ID
				WHERE p.post_type IN ('product', 'product_variation') AND p.post_status <> 'trash' AND l.$column = %s AND p.ID <> %d LIMIT 1",
				$value,
				$but
			)
		);
	}

	/** The variation of a product that has these attributes; one that takes any value fits as well. */
	public function find_matching_product_variation( $product, $match_attributes = array() ) {
		foreach ( $product->get_children() as $id ) {
			$own = wc_get_product_variation_attributes( $id );
			$fit = array_filter( $own, static fn( $value, $key ) => '' === $value || ( $match_attributes[ $key ] ?? null ) === $value, ARRAY_FILTER_USE_BOTH );
			if ( count( $fit ) === count( $own ) ) {
				return $id;
			}
		}
		return 0;
	}

	/** @return array{0: string, 1: list<int>} */
	protected function in_list( array $ids ): array {
		return array( implode( ',', array_fill( 0, count( $ids ), '%d' ) ), array_values( $ids ) );
	}
}
