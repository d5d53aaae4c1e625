<?php
/**
 * A product that a code or name can be linked to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Inbox;

use Stockwire\Shop\Translations;

/** Products and variations that may keep a number of their own. */
final class Target {

	/**
	 * Does a product keep stock, by itself or for its variations?
	 *
	 * @param int $id Product or variation.
	 */
	public static function fits( int $id ): bool {
		$product = wc_get_product( $id );
		if ( ! $product instanceof \WC_Product || 'trash' === $product->get_status() || $product->is_type( array( 'grouped', 'external' ) ) ) {
			return false;
		}
		return ! $product instanceof \WC_Product_Variable || true === $product->get_manage_stock( 'edit' );
	}

	/**
	 * The product that an owner typed: an id, or an SKU. Of translations, the original.
	 *
	 * @param string $typed What was typed.
	 * @return int 0 where there is none, or more than one.
	 */
	public static function find( string $typed ): int {
		$typed = trim( $typed );
		$codes = Codes::carried( array( $typed ) );
		$hits  = $codes[ mb_strtolower( $typed, 'UTF-8' ) ] ?? array();
		if ( array() === $hits && ctype_digit( $typed ) && strlen( $typed ) < 19 ) {
			$hits = array( (int) $typed );
		}
		$hits = array_values( array_unique( array_map( array( self::class, 'original' ), $hits ) ) );
		return 1 === count( $hits ) && wc_get_product( $hits[0] ) instanceof \WC_Product ? $hits[0] : 0;
	}

	/**
	 * The original of a product; itself where it is no translation.
	 *
	 * @param int $id Product or variation.
	 */
	public static function original( int $id ): int {
		return Translations::present() ? Translations::originals( array( $id ) )[ $id ] ?? $id : $id;
	}

	/**
	 * What a product is called where several might be meant.
	 *
	 * @param int $id Product or variation.
	 */
	public static function name( int $id ): string {
		$product = wc_get_product( $id );
		if ( ! $product instanceof \WC_Product ) {
			/* translators: %d: number of a product */
			return sprintf( __( 'product %d, which is gone', 'stockwire' ), $id );
		}
		$name = html_entity_decode( wp_strip_all_tags( $product->get_name() ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
		if ( $product instanceof \WC_Product_Variation ) {
			$values = wp_strip_all_tags( (string) wc_get_formatted_variation( $product, true, true ) );
			$parent = wc_get_product( $product->get_parent_id() );
			$title  = $parent instanceof \WC_Product ? html_entity_decode( wp_strip_all_tags( $parent->get_name() ), ENT_QUOTES | ENT_HTML5, 'UTF-8' ) : $name;
			$name   = '' === $values ? $name : "$title ($values)";
		}
		return $name;
	}
}
