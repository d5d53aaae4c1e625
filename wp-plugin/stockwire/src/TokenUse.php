<?php
/**
 * When and from where each token was last used.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

/** Kept beside the settings, which a push never writes. */
final class TokenUse {

	public const OPTION = 'stockwire_token_use';

	/** Seconds between two notes about one token from one address: a busy link is not to write an option a push. */
	private const PAUSE = 60;

	/**
	 * Notes that a token was used now by the current request.
	 *
	 * @param string        $digest Of the token.
	 * @param ?list<string> $known  Digests of all tokens, where the settings cannot be read.
	 */
	public static function note( string $digest, ?array $known = null ): void {
		// Not by sanitize_text_field(), which asks for the site's charset, and so for all options that pages need.
		$from = (string) filter_var( wp_unslash( $_SERVER['REMOTE_ADDR'] ?? '' ), FILTER_VALIDATE_IP );
		$uses = self::all();
		$last = $uses[ $digest ] ?? null;
		if ( null !== $last && $last['from'] === $from && time() - $last['at'] < self::PAUSE ) {
			return;
		}
		$known         ??= array_column( Settings::load()->tokens(), 'digest' );
		$uses            = array_intersect_key( $uses, array_flip( $known ) );
		$uses[ $digest ] = array(
			'at'   => time(),
			'from' => $from,
		);
		update_option( self::OPTION, $uses, false );
	}

	/**
	 * All that is known.
	 *
	 * @return array<string, array{at: int, from: string}> By digest.
	 */
	public static function all(): array {
		$uses = array();
		foreach ( (array) get_option( self::OPTION, array() ) as $digest => $use ) {
			if ( is_array( $use ) && isset( $use['at'], $use['from'] ) ) {
				$uses[ (string) $digest ] = array(
					'at'   => (int) $use['at'],
					'from' => (string) $use['from'],
				);
			}
		}
		return $uses;
	}
}
