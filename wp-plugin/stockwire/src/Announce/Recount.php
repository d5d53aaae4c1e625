<?php
/**
 * Counts the products of categories, tags and brands once a run, where WooCommerce counts once a product.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Announce;

/** Matters where products that are out of stock are hidden: then a changed status changes the counts. */
final class Recount {

	/** The listeners whose work is done here. */
	private const LISTENERS = array( 'wc_recount_after_stock_change', 'WC_Brands::recount_after_stock_change' );

	/**
	 * Products whose status changed, as keys.
	 *
	 * @var array<int, true>
	 */
	private array $products = array();

	/**
	 * Whether a listener's work is done here.
	 *
	 * @param string $name "Class::method" or "function".
	 */
	public static function knows( string $name ): bool {
		return function_exists( '_wc_term_recount' ) && in_array( $name, self::LISTENERS, true );
	}

	/**
	 * Stands in for such a listener.
	 *
	 * @param int $product A product whose status changed.
	 */
	public function collect( int $product ): void {
		$this->products[ $product ] = true;
	}

	/** Counts anew, each term once. */
	public function run(): void {
		if ( array() === $this->products || 'yes' !== get_option( 'woocommerce_hide_out_of_stock_items' ) ) {
			return;
		}
		foreach ( array( 'product_cat', 'product_tag', 'product_brand' ) as $name ) {
			$taxonomy = get_taxonomy( $name );
			$parents  = $taxonomy instanceof \WP_Taxonomy ? $this->terms( $name ) : array();
			if ( array() !== $parents ) {
				_wc_term_recount( $parents, $taxonomy, false, false );
			}
		}
		$this->products = array();
	}

	/**
	 * The terms of all collected products.
	 *
	 * @param string $taxonomy Its name.
	 * @return array<int, int> Term => its parent term.
	 */
	private function terms( string $taxonomy ): array {
		$parents = array();
		foreach ( array_chunk( array_keys( $this->products ), 500 ) as $products ) {
			$terms = wp_get_object_terms( $products, $taxonomy );
			foreach ( is_array( $terms ) ? $terms : array() as $term ) {
				$parents[ $term->term_id ] = $term->parent;
			}
		}
		return $parents;
	}
}
