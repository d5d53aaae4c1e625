<?php
/**
 * Wakes the background by a request of the shop to itself.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

/** A fetch, not a promise: where loop-back requests are blocked, the sweep comes within a minute. */
final class Wake {

	public const ROUTE = 'stockwire/v1/announce';

	/**
	 * Sends the request and does not wait for its answer.
	 *
	 * @param int $run Run to announce.
	 */
	public static function send( int $run ): void {
		$time = time();
		wp_remote_post(
			rest_url( self::ROUTE ),
			array(
				'blocking'  => false,
				'timeout'   => 0.01,
				// To itself, by whatever name and certificate: as WordPress' own cron does.
				'sslverify' => apply_filters( 'https_local_ssl_verify', false ), // phpcs:ignore WordPress.NamingConventions -- WordPress' own.
				'body'      => array(
					'time'      => (string) $time,
					'run'       => (string) $run,
					'signature' => Signature::make( $time, $run ),
				),
			)
		);
	}
}
