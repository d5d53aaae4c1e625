<?php
/**
 * The account at the back office: who asks it for stock.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Fetch;

/**
 * Sealed in the option `stockwire_account`, together with the address that it is for: who changes the address must bring the
 * account again, so that nobody can have it sent to a host of his own.
 */
final class Account {

	public const OPTION = 'stockwire_account';

	/**
	 * Made by load().
	 *
	 * @param string $user  E-mail.
	 * @param string $token Secret.
	 */
	private function __construct(
		public readonly string $user,
		#[\SensitiveParameter]
		public readonly string $token,
	) {}

	/**
	 * Keeps an account.
	 *
	 * @param string $user  E-mail.
	 * @param string $token Secret.
	 * @param string $url   Base address of the back office.
	 * @param ?Vault $vault Seals it; the site's own where none is given.
	 * @return bool False where this site has no key to seal it with: then nothing is kept.
	 */
	public static function save( #[\SensitiveParameter] string $user, #[\SensitiveParameter] string $token, string $url, ?Vault $vault = null ): bool {
		$record = array(
			'user'   => $user,
			'token'  => $token,
			'origin' => self::origin( $url ),
		);
		$sealed = ( $vault ?? Vault::of_this_site() )->seal( (string) wp_json_encode( $record ) );
		if ( null === $sealed ) {
			return false;
		}
		// Only the fetch needs it: not autoloaded.
		update_option( self::OPTION, $sealed, false );
		return true;
	}

	/**
	 * The account for an address; null where there is none that can be read.
	 *
	 * @param string $url   Base address of the back office.
	 * @param ?Vault $vault Opens it.
	 */
	public static function load( string $url, ?Vault $vault = null ): ?self {
		$sealed = get_option( self::OPTION );
		$text   = is_string( $sealed ) ? ( $vault ?? Vault::of_this_site() )->open( $sealed ) : null;
		$record = null === $text ? null : json_decode( $text, true );
		if ( ! is_array( $record ) || ! is_string( $record['user'] ?? null ) || ! is_string( $record['token'] ?? null ) || self::origin( $url ) !== ( $record['origin'] ?? null ) ) {
			return null;
		}
		return new self( $record['user'], $record['token'] );
	}

	/**
	 * What is known: none, ready, locked (the key changed), moved (the address did), keyless (this site cannot keep any).
	 *
	 * @param string $url   Base address of the back office.
	 * @param ?Vault $vault Opens it.
	 */
	public static function state( string $url, ?Vault $vault = null ): string {
		$vault ??= Vault::of_this_site();
		$sealed = get_option( self::OPTION );
		if ( ! $vault->usable() ) {
			return 'keyless';
		}
		if ( ! is_string( $sealed ) || '' === $sealed ) {
			return 'none';
		}
		if ( null === $vault->open( $sealed ) ) {
			return 'locked';
		}
		return null === self::load( $url, $vault ) ? 'moved' : 'ready';
	}

	/** Forgets it. */
	public static function forget(): void {
		delete_option( self::OPTION );
	}

	/**
	 * No dump shows it.
	 *
	 * @return array<string, string>
	 */
	public function __debugInfo(): array {
		return array( 'user' => '…' );
	}

	/**
	 * Scheme, host and port: who is spoken to.
	 *
	 * @param string $url Base address.
	 */
	private static function origin( string $url ): string {
		$parts = (array) wp_parse_url( $url );
		return strtolower( ( $parts['scheme'] ?? '' ) . '://' . ( $parts['host'] ?? '' ) ) . ':' . ( $parts['port'] ?? 443 );
	}
}
