<?php
/**
 * Fields of a posted form.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

/** Read only after allow() said yes. */
final class Posted {

	/**
	 * Name of the form that was sent; '' where none was.
	 */
	public static function action(): string {
		// phpcs:ignore WordPress.Security.NonceVerification -- allow() checks it.
		return isset( $_POST['stockwire_action'] ) && is_string( $_POST['stockwire_action'] ) ? sanitize_key( $_POST['stockwire_action'] ) : '';
	}

	/**
	 * Ends the request with 403 unless the user may and the form is ours.
	 *
	 * @param string $action Name of the form.
	 */
	public static function allow( string $action ): void {
		if ( ! current_user_can( Menu::CAPABILITY ) ) {
			wp_die( esc_html__( 'You may not change the link of this shop.', 'stockwire' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( 'stockwire_' . $action );
	}

	/**
	 * A line of text.
	 *
	 * @param string $name Of the field.
	 */
	public static function text( string $name ): string {
		return sanitize_text_field( self::raw( $name ) );
	}

	/**
	 * A text as it is: for secrets and addresses, which are checked and not mended.
	 *
	 * @param string $name Of the field.
	 */
	public static function raw( string $name ): string {
		// phpcs:ignore WordPress.Security -- allow() checked the nonce; callers sanitise or check.
		$value = isset( $_POST[ $name ] ) ? wp_unslash( $_POST[ $name ] ) : '';
		return is_string( $value ) ? $value : '';
	}

	/**
	 * A whole number; null where something else was typed.
	 *
	 * @param string $name Of the field.
	 */
	public static function number( string $name ): ?int {
		$text = trim( self::raw( $name ) );
		return 1 === preg_match( '/^-?[0-9]{1,9}\z/', $text ) ? (int) $text : null;
	}

	/**
	 * Texts of the same name, such as warehouses: as they are but for their ends, since the back office's own must match them.
	 *
	 * @param string $name Of the fields.
	 * @return list<string>
	 */
	public static function texts( string $name ): array {
		// phpcs:ignore WordPress.Security -- allow() checked the nonce; checked below.
		$values = isset( $_POST[ $name ] ) && is_array( $_POST[ $name ] ) ? wp_unslash( $_POST[ $name ] ) : array();
		return array_values( array_map( array( self::class, 'plain' ), array_filter( $values, 'is_string' ) ) );
	}

	/**
	 * A text as it is, without what no name has: control characters, blanks around it. '' where it is no UTF-8.
	 *
	 * @param string $value Posted.
	 */
	public static function plain( string $value ): string {
		return trim( (string) preg_replace( '/[\x00-\x1F\x7F]/', '', wp_check_invalid_utf8( $value ) ) );
	}
}
