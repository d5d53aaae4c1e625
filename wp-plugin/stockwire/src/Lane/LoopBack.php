<?php
/**
 * Wakes the background from the fast lane, where WordPress' HTTP functions are not loaded.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Lane;

use Stockwire\Shop\Jobs\Signature;

/** The signed request of Jobs\Wake, written by hand. Where it does not arrive, the sweep comes within a minute. */
final class LoopBack {

	/** Seconds for connecting. The answer is not waited for. */
	private const SECONDS = 1.0;

	/**
	 * Sends it.
	 *
	 * @param string $url Address of the announce route.
	 * @param int    $run To announce; 0 where only facts are to be noted anew.
	 */
	public static function send( string $url, int $run ): void {
		$parts = parse_url( $url ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- WordPress' own is for PHPs of long ago, and not loaded.
		if ( ! is_array( $parts ) || ! isset( $parts['host'], $parts['scheme'] ) ) {
			return;
		}
		$secure = 'https' === $parts['scheme'];
		$port   = $parts['port'] ?? ( $secure ? 443 : 80 );
		// To itself, by whatever certificate, as WordPress' own cron does; nothing secret is sent but a signature for minutes.
		$context = stream_context_create(
			array(
				'ssl' => array(
					'verify_peer'      => false,
					'verify_peer_name' => false,
					'peer_name'        => $parts['host'],
				),
			)
		);
		// phpcs:ignore WordPress.PHP.NoSilencedErrors -- a fetch, not a promise.
		$stream = @stream_socket_client( ( $secure ? 'ssl' : 'tcp' ) . "://{$parts['host']}:$port", $code, $error, self::SECONDS, STREAM_CLIENT_CONNECT, $context );
		if ( false === $stream ) {
			return;
		}
		$time   = time();
		$body   = http_build_query(
			array(
				'time'      => (string) $time,
				'run'       => (string) $run,
				'signature' => Signature::make( $time, $run ),
			)
		);
		$target = ( $parts['path'] ?? '/' ) . ( isset( $parts['query'] ) ? '?' . $parts['query'] : '' );
		$host   = $parts['host'] . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
		$length = strlen( $body );
		// phpcs:disable WordPress.WP.AlternativeFunctions -- a socket.
		fwrite( $stream, "POST $target HTTP/1.1\r\nHost: $host\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: $length\r\nConnection: close\r\nUser-Agent: Stockwire\r\n\r\n$body" );
		fclose( $stream );
		// phpcs:enable
	}
}
