<?php
/**
 * Where the Authorization header of this request is to be found, whatever stands in front of PHP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

/** A header and the place it was found in: the Link page tells the owner which hop lost it. */
final class Authorization {

	public const PLACES = array( 'HTTP_AUTHORIZATION', 'REDIRECT_HTTP_AUTHORIZATION', 'REDIRECT_REDIRECT_HTTP_AUTHORIZATION' );

	/**
	 * Made by read().
	 *
	 * @param ?string $value The header.
	 * @param string  $place A key of $_SERVER, 'getallheaders' or ''.
	 */
	private function __construct( #[\SensitiveParameter] public readonly ?string $value, public readonly string $place ) {}

	/** What PHP sees now. Plugins unset it at times, so it is read when this plugin loads and again when it answers. */
	public static function read(): self {
		foreach ( self::PLACES as $place ) {
			// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- a secret: compared by digest, never printed or stored.
			$value = isset( $_SERVER[ $place ] ) && is_string( $_SERVER[ $place ] ) ? wp_unslash( $_SERVER[ $place ] ) : '';
			if ( '' !== $value ) {
				return new self( $value, $place );
			}
		}
		foreach ( function_exists( 'getallheaders' ) ? getallheaders() : array() as $name => $value ) {
			if ( 0 === strcasecmp( (string) $name, 'Authorization' ) && '' !== $value ) {
				return new self( $value, 'getallheaders' );
			}
		}
		return new self( null, '' );
	}

	/**
	 * This one, or the other where this one is empty.
	 *
	 * @param self $other Read at another time.
	 */
	public function or( self $other ): self {
		return null === $this->value ? $other : $this;
	}
}
