<?php
// SPDX-License-Identifier: MIT
// Asks over HTTP/2 without TLS, by nghttp: Debian's curl 7.88 loses most quick answers there, those of static files included.

declare(strict_types=1);

namespace Stockwire\Tests\Httpd;

/** A request, and what nghttp saw of its stream. */
final class Http2 {
	/** The answer's status, 0 where none came. */
	public readonly int $status;
	/** @var array<string, mixed> the answer's JSON */
	public readonly array $json;
	/** Bytes of the body that left the client. */
	public readonly int $sent;

	/**
	 * @param ?string      $body    A file; null asks with GET
	 * @param list<string> $options of nghttp
	 */
	public function __construct( Server $server, string $target, ?string $token, ?string $body, array $options = array() ) {
		$command = array( 'nghttp', '--verbose', '--timeout=20', '--header=:authority: guard.test', '--header=x-client: ' . Pusher::address(), ...$options );
		if ( null !== $token ) {
			$command[] = "--header=authorization: Bearer $token";
		}
		if ( null !== $body ) {
			$command[] = "--data=$body";
		}
		$process = proc_open( array( ...$command, "http://127.0.0.1:{$server->port}$target" ), array( 1 => array( 'pipe', 'w' ), 2 => array( 'redirect', 1 ) ), $pipes );
		$seen    = (string) stream_get_contents( $pipes[1] );
		proc_close( $process );

		$this->status = preg_match( '/ recv \(stream_id=\d+\) :status: (\d+)/', $seen, $found ) ? (int) $found[1] : 0;
		$this->json   = preg_match( '/^\{.*\}/m', $seen, $found ) ? (array) json_decode( $found[0], true ) : array();
		preg_match_all( '/ send DATA frame <length=(\d+)/', $seen, $frames );
		$this->sent = array_sum( array_map( 'intval', $frames[1] ) );
	}

	/** A file of so many bytes, or with this text, that goes with the process. */
	public static function file( int|string $content ): string {
		$file = (string) tempnam( sys_get_temp_dir(), 'stockwire-h2-' );
		register_shutdown_function( 'unlink', $file );
		if ( is_int( $content ) ) {
			ftruncate( fopen( $file, 'r+' ), $content );
		} else {
			file_put_contents( $file, $content );
		}
		return $file;
	}
}
