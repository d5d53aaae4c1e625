<?php
/**
 * The term of taxonomy product_visibility that marks a product as out of stock.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Announce;

/** Which visibility terms a product has, told from its object. */
final class VisibilityTerm {

	public const TAXONOMY = 'product_visibility';

	public const OUT_OF_STOCK = 'outofstock';

	/** Its term_taxonomy_id, 0 where there is none. */
	public static function out_of_stock(): int {
		return (int) ( wc_get_product_visibility_term_ids()[ self::OUT_OF_STOCK ] ?? 0 );
	}

	/** Its term_id, 0 where there is none. */
	public static function id(): int {
		$term = get_term_by( 'slug', self::OUT_OF_STOCK, self::TAXONOMY );
		return $term instanceof \WP_Term ? $term->term_id : 0;
	}

	/** How many products WordPress counts for it. */
	public static function count(): int {
		$term = get_term_by( 'slug', self::OUT_OF_STOCK, self::TAXONOMY );
		return $term instanceof \WP_Term ? $term->count : 0;
	}

	/**
	 * The terms that a product with this status has, in the order in which WooCommerce sets them.
	 *
	 * @param \WC_Product $product A product.
	 * @param string      $status  A stock status.
	 * @return list<string>
	 */
	public static function slugs( \WC_Product $product, string $status ): array {
		$slugs  = $product->get_featured() ? array( 'featured' ) : array();
		$rating = min( 5, (int) round( (float) $product->get_average_rating() ) );
		if ( self::OUT_OF_STOCK === $status ) {
			$slugs[] = self::OUT_OF_STOCK;
		}
		if ( $rating > 0 ) {
			$slugs[] = "rated-$rating";
		}
		$hidden = array(
			'hidden'  => array( 'exclude-from-search', 'exclude-from-catalog' ),
			'catalog' => array( 'exclude-from-search' ),
			'search'  => array( 'exclude-from-catalog' ),
		);
		return array_merge( $slugs, $hidden[ $product->get_catalog_visibility() ] ?? array() );
	}

	/**
	 * Term taxonomy ids of such terms.
	 *
	 * @param list<string> $slugs Terms.
	 * @return list<int>
	 */
	public static function ids( array $slugs ): array {
		$known = wc_get_product_visibility_term_ids();
		return array_map( static fn( string $slug ): int => (int) ( $known[ $slug ] ?? 0 ), $slugs );
	}
}
