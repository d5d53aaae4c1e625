<?php
/**
 * Translated shops: the translations of one product are one candidate, the original.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

/**
 * Asks the translation plugin, where there is one, which product is the original. WPML and Polylang keep translations as
 * products of their own with the same SKU; a code that they share is not ambiguous.
 */
final class Translations {

	/** Whether anybody can tell originals; a shop in one language is not asked at all. */
	public static function present(): bool {
		return has_filter( 'wpml_object_id' ) || function_exists( 'pll_get_post' ) || has_filter( 'stockwire_original_products' );
	}

	/**
	 * The engine's `original` callable.
	 *
	 * @param list<int> $products Ids of products and variations that lines reached.
	 * @return array<int, int> id => id of the original, for those that are translations.
	 */
	public static function originals( array $products ): array {
		$originals = array();
		_prime_post_caches( $products, false, false );
		foreach ( $products as $id ) {
			$original = self::original( $id );
			if ( $original > 0 && $original !== $id ) {
				$originals[ $id ] = $original;
			}
		}
		/**
		 * Filters which product stands for each of its translations, for translation plugins that are neither WPML nor Polylang.
		 *
		 * @since 0.1.0
		 *
		 * @param array<int, int> $originals id => id of the original.
		 * @param list<int>       $products  The ids that were asked for.
		 */
		$filtered = apply_filters( 'stockwire_original_products', $originals, $products );
		return is_array( $filtered ) ? array_map( 'intval', array_filter( $filtered, 'is_numeric' ) ) : $originals;
	}

	/**
	 * The original of one product, 0 where it has none but itself.
	 *
	 * @param int $id Product or variation.
	 */
	private static function original( int $id ): int {
		if ( has_filter( 'wpml_object_id' ) ) {
			$language = apply_filters( 'wpml_default_language', null ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WPML's own name.
			$original = apply_filters( 'wpml_object_id', $id, get_post_type( $id ), true, $language ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WPML's own name.
			return is_numeric( $original ) ? (int) $original : 0;
		}
		if ( function_exists( 'pll_get_post' ) && function_exists( 'pll_default_language' ) ) {
			$original = pll_get_post( $id, pll_default_language() );
			return is_numeric( $original ) ? (int) $original : 0;
		}
		return 0;
	}
}
