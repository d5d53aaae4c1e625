<?php
/**
 * Signs requests that the shop sends to itself.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

/** HMAC-SHA-256 of time and run, with a key that only this shop's database knows. */
final class Signature {

	/** Seconds for which a signature is good, and by which the clocks of two nodes may differ. */
	public const LIFETIME = 300;

	public const OPTION = 'stockwire_announce_key';

	/**
	 * The signature of a request.
	 *
	 * @param int $time Unix time.
	 * @param int $run  Run to announce.
	 */
	public static function make( int $time, int $run ): string {
		return hash_hmac( 'sha256', "announce\n$time\n$run", self::key() );
	}

	/**
	 * Whether a request comes from this shop, and lately.
	 *
	 * @param int    $time      Its time.
	 * @param int    $run       Its run.
	 * @param string $signature What it brings.
	 */
	public static function fits( int $time, int $run, #[\SensitiveParameter] string $signature ): bool {
		return abs( time() - $time ) <= self::LIFETIME && hash_equals( self::make( $time, $run ), strtolower( $signature ) );
	}

	/** The key, made when it is first needed. */
	private static function key(): string {
		$key = get_option( self::OPTION );
		if ( ! is_string( $key ) || strlen( $key ) < 64 ) {
			// Not autoloaded: only announcing needs it. Where two requests make one at once, the first stays.
			add_option( self::OPTION, bin2hex( random_bytes( 32 ) ), '', false );
			wp_cache_delete( self::OPTION, 'options' );
			$key = (string) get_option( self::OPTION );
		}
		return $key;
	}
}
