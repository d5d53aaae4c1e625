<?php
/**
 * Judges the address of the back office that an owner typed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Fetch;

/**
 * A shop must not be made to ask itself, its neighbours or its hoster's metadata service. Only what is written is judged here, before
 * anything is saved or called; the extension judges the address that a name turns out to have, on the connected socket.
 */
final class BaseAddress {

	private const MAX_LENGTH = 500;

	/** Names that mean this machine, or a hoster's metadata service. */
	private const NAMES = array( 'localhost', 'ip6-localhost', 'ip6-loopback', 'metadata', 'metadata.google.internal', 'instance-data' );

	/** Endings of names that no public server has. */
	private const ENDINGS = array( '.localhost', '.local', '.localdomain', '.internal', '.intranet', '.lan', '.home.arpa' );

	/**
	 * What is wrong with it, as a sentence; null where nothing is.
	 *
	 * @param string $url As it was typed, trimmed.
	 */
	public static function problem( string $url ): ?string {
		if ( '' === $url ) {
			return __( 'Address of the back office: it is missing.', 'stockwire' );
		}
		if ( strlen( $url ) > self::MAX_LENGTH || 1 !== preg_match( '/^[\x21-\x7E]+\z/', $url ) || str_contains( $url, '\\' ) ) {
			return __( 'Address of the back office: it is too long or holds blanks or characters that an address cannot have.', 'stockwire' );
		}
		if ( 1 !== preg_match( '#^https://#i', $url ) ) {
			return __( 'Address of the back office: it has to begin with https://, since the account is sent to it.', 'stockwire' );
		}
		$parts = wp_parse_url( $url );
		if ( ! is_array( $parts ) || '' === ( $parts['host'] ?? '' ) || array() !== array_intersect_key( $parts, array_flip( array( 'user', 'pass', 'query', 'fragment' ) ) ) || 1 !== preg_match( '#^https://[^\s/?\#@]+(/[^\s?\#]*)?\z#i', $url ) ) {
			return __( 'Address of the back office: only a host and a path belong there, without a name, password, question mark or #.', 'stockwire' );
		}
		if ( self::allows_private() || ! self::is_private( $parts['host'] ) ) {
			return null;
		}
		return __( 'Address of the back office: this is an address of the machine itself or of a private network. Use the public address of the back office.', 'stockwire' );
	}

	/** For tests and sandboxes, in the process' environment, as the extension has it: their back office stands on the same machine. */
	private static function allows_private(): bool {
		return '1' === getenv( 'STOCKWIRE_ALLOW_PRIVATE', true );
	}

	/**
	 * Whether a host, as it is written, is not a public one.
	 *
	 * @param string $host Of a URL.
	 */
	public static function is_private( string $host ): bool {
		$host = rtrim( strtolower( rawurldecode( $host ) ), '.' );
		if ( str_starts_with( $host, '[' ) || str_contains( $host, ':' ) ) {
			return ! self::is_public_ip( trim( $host, '[]' ) );
		}
		// An IPv4 address has more spellings than four decimals (0x7f.1, 2130706433, 0177.0.0.1): a last part that is a number makes it one.
		$labels = explode( '.', $host );
		if ( 1 === preg_match( '/^(0x[0-9a-f]*|[0-9]+)\z/', end( $labels ) ) ) {
			return ! self::is_public_ip( $host );
		}
		$own = array_map( static fn( string $url ): string => strtolower( (string) wp_parse_url( $url, PHP_URL_HOST ) ), array( home_url(), site_url() ) );
		if ( in_array( $host, array( ...self::NAMES, ...$own ), true ) || ! str_contains( $host, '.' ) ) {
			return true;
		}
		foreach ( self::ENDINGS as $ending ) {
			if ( str_ends_with( $host, $ending ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether these are the plain digits of a public address.
	 *
	 * @param string $ip IPv4 or IPv6.
	 */
	private static function is_public_ip( string $ip ): bool {
		$bytes = filter_var( $ip, FILTER_VALIDATE_IP ) ? inet_pton( $ip ) : false;
		if ( false === $bytes ) {
			return false;
		}
		if ( 16 === strlen( $bytes ) ) {
			// Only 2000::/3 is given out; of it 2001::/23, 6to4 and the documentation's are no servers'.
			return 0x20 === ( ord( $bytes[0] ) & 0xE0 )
				&& ! str_starts_with( $bytes, "\x20\x02" )
				&& ! ( str_starts_with( $bytes, "\x20\x01" ) && ord( $bytes[2] ) < 2 )
				&& ! str_starts_with( $bytes, "\x20\x01\x0d\xb8" );
		}
		// PHP's own list lacks the carriers' 100.64.0.0/10, and what begins at 224 is no single machine.
		return false !== filter_var( $ip, FILTER_VALIDATE_IP, FILTER_FLAG_NO_PRIV_RANGE | FILTER_FLAG_NO_RES_RANGE )
			&& ord( $bytes[0] ) < 224
			&& ! ( 100 === ord( $bytes[0] ) && 64 === ( ord( $bytes[1] ) & 0xC0 ) );
	}
}
