<?php
/**
 * What a product says of the link itself: whether it follows the back office, and how many pieces it keeps back.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Follow;

/** Kept in post meta, where the engine reads it; what is as usual is not stored at all. */
final class Follow {

	/** 'no': the product is left alone; absent: it follows. */
	public const FOLLOW = '_stockwire_follow';

	/** Pieces kept back from the product's sum; absent: as many as the shop keeps back. */
	public const BUFFER = '_stockwire_buffer';

	public const MAX_BUFFER = 999999;

	/**
	 * Does a product follow the back office?
	 *
	 * @param \WC_Product $product Product or variation.
	 */
	public static function follows( \WC_Product $product ): bool {
		return 'no' !== $product->get_meta( self::FOLLOW, true, 'edit' );
	}

	/**
	 * Its own safety buffer; '' where it has the shop's.
	 *
	 * @param \WC_Product $product Product or variation.
	 */
	public static function buffer( \WC_Product $product ): string {
		$buffer = $product->get_meta( self::BUFFER, true, 'edit' );
		return is_string( $buffer ) || is_int( $buffer ) ? (string) $buffer : '';
	}

	/**
	 * Switches a product; the caller saves it.
	 *
	 * @param \WC_Product $product Product or variation.
	 * @param bool        $follows On or off.
	 */
	public static function set_follows( \WC_Product $product, bool $follows ): void {
		if ( $follows ) {
			$product->delete_meta_data( self::FOLLOW );
		} else {
			$product->update_meta_data( self::FOLLOW, 'no' );
		}
	}

	/**
	 * Gives a product a buffer of its own, or the shop's again; the caller saves it.
	 *
	 * @param \WC_Product $product Product or variation.
	 * @param string      $typed   A whole number, or '' for the shop's.
	 * @return bool False where it is neither: then nothing changed.
	 */
	public static function set_buffer( \WC_Product $product, string $typed ): bool {
		$typed = trim( $typed );
		if ( '' === $typed ) {
			$product->delete_meta_data( self::BUFFER );
			return true;
		}
		if ( ! ctype_digit( $typed ) || strlen( $typed ) > 6 ) {
			return false;
		}
		$product->update_meta_data( self::BUFFER, (string) (int) $typed );
		return true;
	}
}
