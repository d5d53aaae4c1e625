<?php
/**
 * Seals what must not be read from the database alone.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Fetch;

/**
 * Secretbox under a key that stands in wp-config.php. WordPress keeps salts that are missing there in the database, beside
 * what would be sealed with them: those are no key.
 */
final class Vault {

	/** A form of its own, so that another one can follow. */
	private const MARK = 'v1:';

	private const SALTS = array( 'AUTH_KEY', 'SECURE_AUTH_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT' );

	/** What wp-config-sample.php has in their place. */
	private const PLACEHOLDER = 'put your unique phrase here';

	/** Shorter ones can be guessed by whoever holds the database. */
	public const MIN_KEY = 20;

	/** Of secretbox; null where the site has none. */
	private readonly ?string $key;

	/**
	 * Takes the constants.
	 *
	 * @param array<string, mixed> $constants STOCKWIRE_KEY and WordPress' salts, as far as they are defined.
	 */
	public function __construct( #[\SensitiveParameter] array $constants ) {
		$secret    = self::secret( $constants );
		$this->key = null === $secret ? null : hash_hkdf( 'sha256', $secret, SODIUM_CRYPTO_SECRETBOX_KEYBYTES, 'stockwire account' );
	}

	/** With the constants of this site. */
	public static function of_this_site(): self {
		$constants = array();
		foreach ( array( 'STOCKWIRE_KEY', ...self::SALTS ) as $name ) {
			if ( defined( $name ) ) {
				$constants[ $name ] = constant( $name );
			}
		}
		return new self( $constants );
	}

	/** Whether there is a key. */
	public function usable(): bool {
		return null !== $this->key;
	}

	/**
	 * Seals a text; null where there is no key.
	 *
	 * @param string $text The secret.
	 */
	public function seal( #[\SensitiveParameter] string $text ): ?string {
		if ( null === $this->key ) {
			return null;
		}
		$nonce = random_bytes( SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- bytes into a column of text.
		return self::MARK . base64_encode( $nonce . sodium_crypto_secretbox( $text, $nonce, $this->key ) );
	}

	/**
	 * Opens what was sealed; null where the key is another one now, or the text was changed.
	 *
	 * @param string $sealed As seal() made it.
	 */
	public function open( string $sealed ): ?string {
		// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions -- as above.
		$bytes = str_starts_with( $sealed, self::MARK ) ? base64_decode( substr( $sealed, strlen( self::MARK ) ), true ) : false;
		if ( null === $this->key || false === $bytes || strlen( $bytes ) <= SODIUM_CRYPTO_SECRETBOX_NONCEBYTES + SODIUM_CRYPTO_SECRETBOX_MACBYTES ) {
			return null;
		}
		$nonce = substr( $bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		$text  = sodium_crypto_secretbox_open( substr( $bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ), $nonce, $this->key );
		return false === $text ? null : $text;
	}

	/**
	 * STOCKWIRE_KEY, else the salts that somebody has chosen.
	 *
	 * @param array<string, mixed> $constants By name.
	 */
	private static function secret( #[\SensitiveParameter] array $constants ): ?string {
		$own = $constants['STOCKWIRE_KEY'] ?? null;
		if ( is_string( $own ) && strlen( $own ) >= self::MIN_KEY ) {
			return $own;
		}
		$salts = array();
		foreach ( self::SALTS as $name ) {
			$salt = $constants[ $name ] ?? null;
			if ( is_string( $salt ) && strlen( $salt ) >= self::MIN_KEY && self::PLACEHOLDER !== $salt ) {
				$salts[] = $salt;
			}
		}
		// One phrase in every line is what somebody wrote in a hurry: WordPress does not count it either.
		return count( array_unique( $salts ) ) < 2 ? null : implode( '|', $salts );
	}
}
