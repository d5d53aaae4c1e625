<?php
// SPDX-License-Identifier: MIT
// Bodies and headers byte by byte: what is read, what is not, and whether the connection lives on.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Answer;
use Stockwire\Tests\Httpd\Pusher;
use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$right = array( 'Authorization' => 'Bearer ' . Pusher::TOKEN );
	$raw   = static function ( string ...$parts ) use ( $server ): Answer {
		$client = $server->client();
		foreach ( $parts as $i => $part ) {
			if ( $i > 0 ) {
				usleep( 20000 );
			}
			$client->send( $part );
		}
		$answer = $client->read();
		$client->close();
		return $answer;
	};
	$head  = static fn( string $headers, string $target = Pusher::V1 ): string => "POST $target HTTP/1.1\r\nHost: guard.test\r\n$headers\r\n";
	$token = 'Authorization: Bearer ' . Pusher::TOKEN . "\r\n";

	// Headers.
	$t->same( 'a head in many packets', 200, $raw( ...str_split( $head( "{$token}Content-Length: 2\r\n" ) . '[]', 7 ) )->status );
	$t->same( 'two Authorization headers', 401, $raw( $head( "$token{$token}Content-Length: 2\r\n" ) . '[]' )->status );
	$t->same( 'a wrong and a right Authorization header', 401, $raw( $head( "Authorization: Bearer x\r\n{$token}Content-Length: 2\r\n" ) . '[]' )->status );
	$t->same( 'a folded Authorization header is one blank', 200, $raw( $head( "Authorization: Bearer\r\n " . Pusher::TOKEN . "\r\nContent-Length: 2\r\n" ) . '[]' )->status );
	$t->same( 'the header\'s name in capitals', 200, $raw( $head( 'AUTHORIZATION:Bearer ' . Pusher::TOKEN . "\r\nContent-Length: 2\r\n" ) . '[]' )->status );
	$t->same( 'blanks after the token', 200, $raw( $head( 'Authorization: Bearer ' . Pusher::TOKEN . "  \r\nContent-Length: 2\r\n" ) . '[]' )->status );
	$t->same( 'a header field beyond Apache\'s limit', 400, $raw( $head( 'Authorization: Bearer ' . str_repeat( 'a', 9000 ) . "\r\nContent-Length: 2\r\n" ) . '[]' )->status );
	$t->same( 'HTTP/1.0 without a Host', 'undecided', match ( true ) {
		( $answer = $raw( 'POST ' . Pusher::V1 . " HTTP/1.0\r\n{$token}Content-Length: 2\r\n\r\n[]" ) )->isPhp() => 'undecided',
		default => (string) $answer->status,
	} );

	// Bodies of a right token reach PHP whole.
	$body   = '[' . str_repeat( ' ', 300000 ) . ']';
	$answer = $raw( $head( "{$token}Content-Length: " . strlen( $body ) . "\r\n" ), $body );
	$t->same( 'a body of 300 kB reaches PHP whole', hash( 'sha256', $body ), $answer->page()['digest'] ?? null );
	$chunks = "1\r\n[\r\n" . dechex( 300000 ) . "\r\n" . str_repeat( ' ', 300000 ) . "\r\n1\r\n]\r\n0\r\n\r\n";
	$answer = $raw( $head( "{$token}Transfer-Encoding: chunked\r\n" ), $chunks );
	$t->same( 'a chunked body reaches PHP whole', hash( 'sha256', $body ), $answer->page()['digest'] ?? null );
	$t->same( 'a chunked body arrives with its length', array( '300002', null ), array( $answer->server( 'CONTENT_LENGTH' ), $answer->server( 'HTTP_TRANSFER_ENCODING' ) ) );
	$answer = $raw( $head( "{$token}Transfer-Encoding: chunked\r\n" ), "3;x=y\r\n[1]\r\n0\r\nX: y\r\n\r\n" );
	$t->same( 'a short chunked body reaches PHP whole', hash( 'sha256', '[1]' ), $answer->page()['digest'] ?? null );
	$answer = $raw( $head( "{$token}Transfer-Encoding: chunked\r\n" ), "0\r\n\r\n" );
	$t->same( 'an empty chunked body is PHP\'s to refuse', array( 200, 0 ), array( $answer->status, $answer->page()['length'] ?? null ) );
	$answer = $raw( $head( "{$token}Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n", '/index.php' . Pusher::V1 ), "2\r\n[]\r\n0\r\n\r\n" );
	$t->same( 'a chunked body without a rewrite', array( 200, 2 ), array( $answer->status, $answer->page()['length'] ?? null ) );
	foreach ( array( 'guard.test /?rest_route=/stockwire/v1/stock', 'rewritten.test ' . Pusher::V1, 'fallback-guard.test ' . Pusher::V1 ) as $place ) {
		list( $host, $target ) = explode( ' ', $place );
		$answer                = $raw( str_replace( 'guard.test', $host, $head( "{$token}Transfer-Encoding: chunked\r\n", $target ) ), $chunks );
		$t->same( "a chunked body at $place", array( 'known', hash( 'sha256', $body ) ), array( $answer->server( 'STOCKWIRE_MODULE' ), $answer->page()['digest'] ?? null ) );
	}
	$client = $server->client();
	$client->send( $head( "{$token}Transfer-Encoding: chunked\r\n" ) . "zz\r\n[]\r\n" );
	$t->same( 'a chunk of no size is answered once', array( 400, true ), array( $client->read()->status, $client->isClosedWithin( 3 ) ) );
	$client->close();
	$client = $server->client();
	$client->send( $head( "{$token}Transfer-Encoding: chunked\r\n" ) . "ff\r\n[" );
	$client->finishSending();
	$answer = $client->read();
	$t->same( 'a chunked body that ends early', array( 400, 'cut_body' ), array( $answer->status, json_decode( $answer->body, true )['code'] ?? null ) );
	$client->close();
	$answer = $raw( $head( "{$token}Expect: 100-continue\r\nContent-Length: 2\r\n" ), '[]' );
	$t->same( 'a right token that waits for 100 Continue', array( 200, 2 ), array( $answer->status, $answer->page()['length'] ?? null ) );
	$t->same( 'a length of 0 is PHP\'s to refuse', array( 200, 0 ), array( ( $answer = $raw( $head( "{$token}Content-Length: 0\r\n" ) ) )->status, $answer->page()['length'] ?? null ) );
	$t->same( 'neither length nor chunks', 411, $raw( $head( $token ) )->status );
	$t->same( 'a length that is no number', 400, $raw( $head( "{$token}Content-Length: 2x\r\n" ) . '[]' )->status );
	$t->same( 'a negative length', 400, $raw( $head( "{$token}Content-Length: -2\r\n" ) . '[]' )->status );

	// Size.
	$small  = str_replace( 'guard.test', 'small.test', $head( "{$token}Content-Length: 65536\r\n" ) );
	$t->same( 'a body of exactly the cap', 200, $raw( $small, str_repeat( ' ', 65536 ) )->status );
	$answer = $raw( str_replace( '65536', '65537', $small ) );
	$t->same( 'a byte above the cap, refused unread', array( 413, 'too_large', true ), array( $answer->status, json_decode( $answer->body, true )['code'] ?? null, $answer->closed ) );
	$chunked = static fn( int $bytes ): string => str_replace( 'guard.test', 'small.test', $head( "{$token}Transfer-Encoding: chunked\r\n" ) )
		. dechex( $bytes - 1 ) . "\r\n" . str_repeat( ' ', $bytes - 1 ) . "\r\n1\r\n \r\n0\r\n\r\n";
	$t->same( 'chunks of exactly the cap', array( 200, 65536 ), array( ( $answer = $raw( $chunked( 65536 ) ) )->status, $answer->page()['length'] ?? null ) );
	$hits   = $server->hits();
	$answer = $raw( $chunked( 65537 ) );
	$t->same( 'chunks of a byte more', array( 413, 'too_large', true ), array( $answer->status, json_decode( $answer->body, true )['code'] ?? null, $answer->closed ) );
	$t->same( 'chunks above the cap did not start PHP', $hits, $server->hits() );
	$t->same( 'a length beyond 64 bits', 400, $raw( $head( "{$token}Content-Length: 99999999999999999999\r\n" ) )->status );

	// A refused body: read off up to 64 KiB, else the connection is closed.
	$keeps = static function ( string $first, string $body ) use ( $server, $head, $right ): array {
		$client = $server->client();
		$client->send( $first . $body );
		$one = $client->read();
		if ( ! $one->closed ) {
			$client->send( Server::request( 'guard.test', Pusher::V1, $right, '[]' ) );
			$two = $client->read();
		}
		$client->close();
		return array( $one->status, $one->closed, $two->status ?? null );
	};
	$t->same( 'a refused body of 2 bytes keeps the connection', array( 401, false, 200 ), $keeps( $head( "Content-Length: 2\r\n" ), '[]' ) );
	$t->same( 'a refused body of 64 KiB keeps the connection', array( 401, false, 200 ), $keeps( $head( "Content-Length: 65536\r\n" ), str_repeat( 'x', 65536 ) ) );
	$t->same( 'a refused body of a byte more closes it', array( 401, true, null ), $keeps( $head( "Content-Length: 65537\r\n" ), str_repeat( 'x', 65537 ) ) );
	$t->same( 'a refused chunked body closes it', array( 401, true, null ), $keeps( $head( "Transfer-Encoding: chunked\r\n" ), "2\r\n[]\r\n0\r\n\r\n" ) );
	$t->same( 'a refused request without a body keeps it', array( 401, false, 200 ), $keeps( $head( '' ), '' ) );
	$t->same( 'two refusals in one packet', array( 401, false, 200 ), $keeps( $head( "Content-Length: 2\r\n" ) . '[]' . '', '' ) );
	$client = $server->client();
	$client->send( str_repeat( $head( "Content-Length: 2\r\n" ) . '[]', 5 ) );
	$t->same( 'five refusals sent at once', array_fill( 0, 5, 401 ), array_map( static fn(): int => $client->read()->status, range( 1, 5 ) ) );
	$client->close();

	$client = $server->client();
	$client->send( $head( "Expect: 100-continue\r\nContent-Length: 20\r\n" ) );
	$answer = $client->read();
	$t->same( 'refused before 100 Continue is said', array( 401, true ), array( $answer->status, $answer->closed ) );
	$client->close();

	$client = $server->client();
	$client->send( $head( "Content-Length: 100\r\n" ) . 'cut' );
	$client->finishSending();
	$t->same( 'a cut body of a refused push is answered', 401, $client->read()->status );
	$client->close();

	// A gigabyte is neither read nor does it start PHP.
	$hits   = $server->hits();
	$client = $server->client();
	$start  = microtime( true );
	$client->send( $head( "X-Gigabyte: 1\r\nContent-Length: 1073741824\r\n", Pusher::V1 . '?gigabyte' ) );
	$client->sendUntilAnswered( 1073741824 );
	$answer = $client->read();
	$t->same( 'a gigabyte is refused and the connection closed', array( 401, true, 'unauthorized' ), array( $answer->status, $answer->closed, json_decode( $answer->body, true )['code'] ?? null ) );
	$t->check( 'of a gigabyte less than 8 MB left the client', $answer->sent < 8 * 1024 * 1024, "{$answer->sent} bytes" );
	$client->close();
	usleep( 200000 );
	preg_match( '/\?gigabyte 401 (\d+) /', $server->log( 'access.log' ), $m );
	$t->check( 'of a gigabyte less than 1 MB was read', isset( $m[1] ) && (int) $m[1] < 1048576, $m[1] ?? 'not logged' );
	$t->same( 'a gigabyte did not start PHP', $hits, $server->hits() );

	// The path.
	$wrong = static fn( string $target ): Answer => $raw( $head( "Content-Length: 2\r\n", $target ) . '[]' );
	$t->same( 'an encoded slash is Apache\'s to refuse', 404, $wrong( '/wp-json%2Fstockwire/v1/stock' )->status );
	$t->same( 'a cut percent sign is Apache\'s to refuse', 400, $wrong( Pusher::V1 . '%' )->status );
	$t->same( 'a NUL in the path is Apache\'s to refuse', 404, $wrong( Pusher::V1 . '%00' )->status );
	$t->same( 'encoded slashes in rest_route are guarded', 401, $wrong( '/?rest_route=%2Fstockwire%2Fv1%2Fstock' )->status );
	$t->same( 'a plus in rest_route is a blank', 200, $wrong( '/?rest_route=/stockwire/v1+/stock' )->status );
	$t->same( 'a fragment is Apache\'s to refuse', 400, $wrong( Pusher::V1 . '#x' )->status );
	$t->same( 'an absolute target is guarded', 401, $wrong( 'http://guard.test' . Pusher::V1 )->status );
	$t->same( 'a long path', 200, $wrong( '/' . str_repeat( str_repeat( 'a', 200 ) . '/', 10 ) )->status );
	$t->same( 'a thousand arguments', 401, $wrong( '/?' . str_repeat( 'a&', 1000 ) . 'rest_route=/stockwire/v1/stock' )->status );
};
