<?php
/**
 * Keeps the fast lane's facts true: after each push that came the ordinary way, and whenever the background wakes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Lane;

use Stockwire\Shop\Jobs\Wake;
use Stockwire\Shop\TokenFile;

/** Does nothing at all where Apache offers no lane. */
final class Keeper {

	/** Seconds after which a machine that ran push.php is tried again, and one that could not. */
	private const GOOD_FOR = HOUR_IN_SECONDS;
	private const BAD_FOR  = 5 * MINUTE_IN_SECONDS;

	/** Path of push.php, where the module offers the lane; else ''. */
	public static function offered(): string {
		foreach ( array( 'STOCKWIRE_LANE', 'REDIRECT_STOCKWIRE_LANE' ) as $name ) {
			// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- the server's own variable; a client's would begin with HTTP_.
			$path = isset( $_SERVER[ $name ] ) && is_string( $_SERVER[ $name ] ) ? wp_unslash( $_SERVER[ $name ] ) : '';
			if ( '' !== $path ) {
				return $path;
			}
		}
		return '';
	}

	/** A push came the ordinary way: when it is answered, facts that were not true any more are noted anew. */
	public static function after_push(): void {
		if ( '' !== self::offered() ) {
			add_action( 'shutdown', array( self::class, 'keep' ), 900 );
		}
	}

	/** Notes the facts, and opens or closes the lane by them. */
	public static function keep(): void {
		$facts = Facts::renew( self::offered() );
		self::heal_tokens();
		if ( 'unproven' === $facts->reason() ) {
			// The proof is a request of the shop to itself, which nobody should wait for.
			Wake::send( 0 );
		}
	}

	/** The background is awake: notes the facts anew, and tries whether push.php runs. */
	public static function woken(): void {
		$file = self::offered();
		if ( '' === $file ) {
			return;
		}
		$node = Facts::renew( $file )->node();
		if ( time() - $node['at'] >= ( Facts::PROVEN === $node['proof'] ? self::GOOD_FOR : self::BAD_FOR ) ) {
			( new Proof() )->run( $file );
		}
		self::heal_tokens();
	}

	/** A request that knows older settings than the database would bring back a token that was revoked meanwhile. */
	private static function heal_tokens(): void {
		if ( Options::read()->are_known() ) {
			( new TokenFile() )->heal();
		}
	}
}
