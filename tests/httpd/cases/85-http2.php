<?php
// SPDX-License-Identifier: MIT
// HTTP/2 where the server offers it: the same answers.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Pusher;
use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	if ( ! str_starts_with( $server->stack, 'event' ) || ! file_exists( Stockwire\Tests\Httpd\Config::modules() . '/mod_http2.so' ) ) {
		return;
	}
	$features = curl_version()['features'] ?? 0;
	if ( ! ( $features & CURL_VERSION_HTTP2 ) ) {
		$t->check( 'curl speaks HTTP/2', false );
		return;
	}
	$curl = curl_init();
	$ask  = static function ( string $target, ?string $token, ?string $body, array $options = array(), int $tries = 20 ) use ( $curl, $server ): array {
		$headers = array( 'Host: guard.test', 'X-Client: ' . Pusher::address() );
		if ( null !== $token ) {
			$headers[] = "Authorization: Bearer $token";
		}
		curl_reset( $curl );
		curl_setopt_array(
			$curl,
			$options + array(
				CURLOPT_URL            => "http://127.0.0.1:{$server->port}$target",
				CURLOPT_HTTP_VERSION   => CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE,
				CURLOPT_RETURNTRANSFER => true,
				CURLOPT_HTTPHEADER     => $headers,
				CURLOPT_TIMEOUT        => 20,
				// Debian's curl 7.88 loses the second request on a connection of this kind.
				CURLOPT_FORBID_REUSE   => true,
			)
		);
		if ( null !== $body ) {
			curl_setopt( $curl, CURLOPT_POSTFIELDS, $body );
		}
		// It also loses quick answers, those of static files included (41 of 60): ask again.
		for ( $i = 0, $answer = false; $i < $tries && false === $answer; $i++ ) {
			$answer = curl_exec( $curl );
		}
		return array( curl_getinfo( $curl, CURLINFO_RESPONSE_CODE ), json_decode( (string) $answer, true ), curl_getinfo( $curl, CURLINFO_HTTP_VERSION ) );
	};

	$answer = $ask( Pusher::V1, Pusher::TOKEN, '[1]' );
	$t->same( 'a push over HTTP/2', array( 200, 3, CURL_HTTP_VERSION_2_0 ), array( $answer[0], $answer[1]['length'] ?? null, $answer[2] ) );
	$t->same( 'its Authorization reaches PHP', 'Bearer ' . Pusher::TOKEN, $answer[1]['server']['HTTP_AUTHORIZATION'] ?? null );
	$answer = $ask( Pusher::V1, null, '[]' );
	$t->same( 'no token', array( 401, 'unauthorized' ), array( $answer[0], $answer[1]['code'] ?? null ) );
	$answer = $ask( Pusher::V1, null, str_repeat( 'x', 60000 ) );
	$t->same( 'a refused body of 60 kB', 401, $answer[0] );
	$answer = $ask( Pusher::V1, Pusher::TOKEN, null );
	$t->same( 'GET', array( 405, 'method' ), array( $answer[0], $answer[1]['code'] ?? null ) );

	$body  = '[' . str_repeat( ' ', 200000 ) . ']';
	$reads = static fn( string $text ): Closure => static function ( $c, $f, int $length ) use ( &$text ): string {
		$piece = substr( $text, 0, $length );
		$text  = substr( $text, strlen( $piece ) );
		return $piece;
	};
	$answer = $ask( Pusher::V1, Pusher::TOKEN, null, array( CURLOPT_POST => true, CURLOPT_READFUNCTION => $reads( $body ), CURLOPT_INFILESIZE => -1 ), 1 );
	$t->same( 'a body without a length reaches PHP whole', array( 200, hash( 'sha256', $body ) ), array( $answer[0], $answer[1]['digest'] ?? null ) );
	$zeros  = static fn( $c, $f, int $length ): string => str_repeat( '0', $length );
	$hits   = $server->hits();
	// Apache ends a stream that it does not read to its end; curl 7.88 then loses the answer now and then: ask the log.
	$logged = static fn( string $mark ): ?string => $server->logged( "/\\?$mark (\\d+) /" );
	$ask( Pusher::V1 . '?h2-gigabyte', null, null, array( CURLOPT_POST => true, CURLOPT_READFUNCTION => $zeros, CURLOPT_INFILESIZE => 1073741824 ), 1 );
	$t->same( 'a gigabyte without a token', '401', $logged( 'h2-gigabyte' ) );
	$t->check( 'of which less than 8 MB left the client', curl_getinfo( $curl, CURLINFO_SIZE_UPLOAD_T ) < 8 * 1024 * 1024, (string) curl_getinfo( $curl, CURLINFO_SIZE_UPLOAD_T ) );
	$ask( Pusher::V1 . '?h2-endless', Pusher::TOKEN, null, array( CURLOPT_POST => true, CURLOPT_READFUNCTION => $zeros, CURLOPT_INFILESIZE => -1 ), 1 );
	$t->same( 'an endless body with the right token', '413', $logged( 'h2-endless' ) );
	$t->same( 'neither started PHP', $hits, $server->hits() );
	curl_close( $curl );
};
