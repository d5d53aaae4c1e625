<?php
/**
 * What the address of a page asks for.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

/** Reads what chooses a showing and changes nothing, so that no nonce is needed. Lists and other shapes count as not asked. */
final class Asked {

	/**
	 * A line of text.
	 *
	 * @param string $name Of the parameter.
	 */
	public static function text( string $name ): string {
		// phpcs:ignore WordPress.Security.NonceVerification, WordPress.Security.ValidatedSanitizedInput -- as said above; sanitised next.
		$value = isset( $_GET[ $name ] ) && is_string( $_GET[ $name ] ) ? wp_unslash( $_GET[ $name ] ) : '';
		return mb_substr( trim( sanitize_text_field( $value ) ), 0, 200, 'UTF-8' );
	}

	/**
	 * A number of something; 0 where there is none.
	 *
	 * @param string $name Of the parameter.
	 */
	public static function id( string $name ): int {
		$text = self::text( $name );
		return 1 === preg_match( '/^[0-9]{1,18}\z/', $text ) ? (int) $text : 0;
	}

	/**
	 * One of several words; '' where it is none of them.
	 *
	 * @param string       $name  Of the parameter.
	 * @param list<string> $words Allowed ones.
	 */
	public static function one_of( string $name, array $words ): string {
		$text = self::text( $name );
		return in_array( $text, $words, true ) ? $text : '';
	}
}
