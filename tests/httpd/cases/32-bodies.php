<?php
// SPDX-License-Identifier: MIT
// Bodies with a length: a right token's reaches PHP whole, a refused one is read off or left.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Pusher;
use Stockwire\Tests\Httpd\Raw;
use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$raw    = new Raw( $server );
	$length = static fn( int|string $bytes, string $host = 'guard.test' ): string => Raw::head( Raw::TOKEN . "Content-Length: $bytes\r\n", Pusher::V1, $host );

	$body   = '[' . str_repeat( ' ', 300000 ) . ']';
	$answer = $raw->ask( $length( strlen( $body ) ), $body );
	$t->same( 'a body of 300 kB reaches PHP whole', hash( 'sha256', $body ), $answer->page()['digest'] ?? null );
	$answer = $raw->ask( Raw::head( Raw::TOKEN . "Expect: 100-continue\r\nContent-Length: 2\r\n" ), '[]' );
	$t->same( 'a right token that waits for 100 Continue', array( 200, 2 ), array( $answer->status, $answer->page()['length'] ?? null ) );
	$answer = $raw->ask( $length( 0 ) );
	$t->same( 'a length of 0 is PHP\'s to refuse', array( 200, 0 ), array( $answer->status, $answer->page()['length'] ?? null ) );
	$t->same( 'neither length nor chunks', 411, $raw->ask( Raw::head( Raw::TOKEN ) )->status );
	foreach ( array( '2x', '-2', '+2', '99999999999999999999', '2, 3' ) as $nonsense ) {
		$t->same( "a length of $nonsense is Apache's to refuse", 400, $raw->ask( $length( $nonsense ) . '[]' )->status );
	}
	$answer = $raw->ask( Raw::head( "Content-Length: 2000\r\n", Pusher::V1, 'limited.test' ), str_repeat( ' ', 2000 ) );
	$t->same( 'more than LimitRequestBody without a token: one answer, the module\'s', array( 401, 'unauthorized', true, false ), array( $answer->status, Raw::code( $answer ), $answer->closed, str_contains( $answer->body, 'Request Entity Too Large' ) ) );
	$t->same( 'a body of exactly the cap', 200, $raw->ask( $length( 65536, 'small.test' ), str_repeat( ' ', 65536 ) )->status );
	$answer = $raw->ask( $length( 65537, 'small.test' ) );
	$t->same( 'a byte above the cap, refused unread', array( 413, 'too_large', true ), array( $answer->status, Raw::code( $answer ), $answer->closed ) );

	$refused = static fn( int $bytes ): string => Raw::head( "Content-Length: $bytes\r\n" ) . str_repeat( 'x', $bytes );
	$t->same( 'a refused body of 2 bytes keeps the connection', array( 401, false, 200 ), $raw->andThenRight( $refused( 2 ) ) );
	$t->same( 'a refused body of 64 KiB keeps the connection', array( 401, false, 200 ), $raw->andThenRight( $refused( 65536 ) ) );
	$t->same( 'a refused body of a byte more closes it', array( 401, true, null ), $raw->andThenRight( $refused( 65537 ) ) );
	$t->same( 'a refused chunked body closes it', array( 401, true, null ), $raw->andThenRight( Raw::head( "Transfer-Encoding: chunked\r\n" ) . "2\r\n[]\r\n0\r\n\r\n" ) );
	$t->same( 'a refused request without a body keeps it', array( 401, false, 200 ), $raw->andThenRight( Raw::head( '' ) ) );
	$t->same( 'refused before 100 Continue is said', array( 401, true, null ), $raw->andThenRight( Raw::head( "Expect: 100-continue\r\nContent-Length: 20\r\n" ) ) );
	$t->same( 'a cut body of a refused push is answered', 401, $raw->cut( Raw::head( "Content-Length: 100\r\n" ) . 'cut' )->status );

	$client = $server->client();
	$client->send( str_repeat( $refused( 2 ), 5 ) );
	$t->same( 'five refusals sent at once', array_fill( 0, 5, 401 ), array_map( static fn(): int => $client->read()->status, range( 1, 5 ) ) );
	$client->close();
};
