<?php
// SPDX-License-Identifier: MIT
// HTTP/2 where the server offers it: the same answers.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Http2;
use Stockwire\Tests\Httpd\Pusher;
use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	if ( ! str_starts_with( $server->stack, 'event' ) || ! file_exists( Stockwire\Tests\Httpd\Config::modules() . '/mod_http2.so' ) ) {
		return;
	}
	$ask    = static fn( string $target, ?string $token, ?string $body, string ...$options ): Http2 => new Http2( $server, $target, $token, $body, array_values( $options ) );
	$answer = $ask( Pusher::V1, Pusher::TOKEN, Http2::file( '[1]' ) );
	$t->same( 'a push over HTTP/2', array( 200, 3 ), array( $answer->status, $answer->json['length'] ?? null ) );
	$t->same( 'its Authorization reaches PHP', 'Bearer ' . Pusher::TOKEN, $answer->json['server']['HTTP_AUTHORIZATION'] ?? null );
	$answer = $ask( Pusher::V1, null, Http2::file( '[]' ) );
	$t->same( 'no token', array( 401, 'unauthorized' ), array( $answer->status, $answer->json['code'] ?? null ) );
	$t->same( 'a refused body of 60 kB', 401, $ask( Pusher::V1, null, Http2::file( 60000 ) )->status );
	$answer = $ask( Pusher::V1, Pusher::TOKEN, null );
	$t->same( 'GET', array( 405, 'method' ), array( $answer->status, $answer->json['code'] ?? null ) );

	$body   = '[' . str_repeat( ' ', 200000 ) . ']';
	$answer = $ask( Pusher::V1, Pusher::TOKEN, Http2::file( $body ), '--no-content-length' );
	$t->same( 'a body without a length reaches PHP whole', array( 200, hash( 'sha256', $body ) ), array( $answer->status, $answer->json['digest'] ?? null ) );
	$zeros  = Http2::file( 1073741824 );
	$hits   = $server->hits();
	$answer = $ask( Pusher::V1, null, $zeros );
	$t->same( 'a gigabyte without a token', 401, $answer->status );
	$t->check( 'of which less than 8 MB left the client', $answer->sent < 8 * 1024 * 1024, (string) $answer->sent );
	$t->same( 'a body without an end, with the right token', 413, $ask( Pusher::V1, Pusher::TOKEN, $zeros, '--no-content-length' )->status );
	$t->same( 'neither started PHP', $hits, $server->hits() );
};
