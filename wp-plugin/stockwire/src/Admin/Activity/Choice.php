<?php
/**
 * Fields of a filter.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin\Activity;

/** Each with a label that can be seen. */
final class Choice {

	/**
	 * One of several words.
	 *
	 * @param string                $name   Of the field.
	 * @param string                $label  Its label.
	 * @param array<string, string> $words  Word by value.
	 * @param string                $chosen Its value now.
	 */
	public static function show( string $name, string $label, array $words, string $chosen ): void {
		printf( '<span class="stockwire-field"><label for="stockwire-%1$s">%2$s</label><select id="stockwire-%1$s" name="%1$s"><option value="">%3$s</option>', esc_attr( $name ), esc_html( $label ), esc_html__( 'All', 'stockwire' ) );
		foreach ( $words as $value => $word ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $value ), selected( $chosen, $value, false ), esc_html( $word ) );
		}
		echo '</select></span>';
	}

	/**
	 * A day.
	 *
	 * @param string $name   Of the field.
	 * @param string $label  Its label.
	 * @param string $chosen YYYY-MM-DD or ''.
	 */
	public static function day( string $name, string $label, string $chosen ): void {
		printf( '<span class="stockwire-field"><label for="stockwire-%1$s">%2$s</label><input type="date" id="stockwire-%1$s" name="%1$s" value="%3$s"></span>', esc_attr( $name ), esc_html( $label ), esc_attr( $chosen ) );
	}
}
