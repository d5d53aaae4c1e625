<?php
// SPDX-License-Identifier: MIT
// Bodies of unknown length: counted, and whole in PHP on every stack.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Answer;
use Stockwire\Tests\Httpd\Pusher;
use Stockwire\Tests\Httpd\Raw;
use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$raw  = new Raw( $server );
	$head = static fn( string $target = Pusher::V1, string $host = 'guard.test', string $more = '' ): string =>
		Raw::head( Raw::TOKEN . "Transfer-Encoding: chunked\r\n$more", $target, $host );
	$what_php_got = static fn( Answer $answer ): array => array( $answer->server( 'STOCKWIRE_MODULE' ), $answer->page()['length'] ?? null, $answer->page()['digest'] ?? null );

	$body     = '[' . str_repeat( ' ', 300000 ) . ']';
	$chunks   = "1\r\n[\r\n" . dechex( 300000 ) . "\r\n" . str_repeat( ' ', 300000 ) . "\r\n1\r\n]\r\n0\r\n\r\n";
	$expected = array( 'known', 300002, hash( 'sha256', $body ) );
	$places   = array( 'guard.test ' . Pusher::V1, 'guard.test /?rest_route=/stockwire/v1/stock', 'guard.test /index.php' . Pusher::V1, 'rewritten.test ' . Pusher::V1, 'fallback-guard.test ' . Pusher::V1 );
	foreach ( $places as $place ) {
		list( $host, $target ) = explode( ' ', $place );
		$answer                = $raw->ask( $head( $target, $host ), $chunks );
		$t->same( "300 kB in chunks at $place", $expected, $what_php_got( $answer ) );
	}
	$t->same( 'they arrive with their length', array( '300002', null ), array( $answer->server( 'CONTENT_LENGTH' ), $answer->server( 'HTTP_TRANSFER_ENCODING' ) ) );
	$small = array(
		'a short body with an extension and a trailer' => array( "3;x=y\r\n[1]\r\n0\r\nX: y\r\n\r\n", '[1]' ),
		'an empty body is PHP\'s to refuse'            => array( "0\r\n\r\n", '' ),
		'a body of one byte a chunk'                   => array( "1\r\n[\r\n1\r\n]\r\n0\r\n\r\n", '[]' ),
	);
	foreach ( $small as $what => list( $bytes, $text ) ) {
		$t->same( $what, array( 'known', strlen( $text ), hash( 'sha256', $text ) ), $what_php_got( $raw->ask( $head(), $bytes ) ) );
	}
	$t->same( 'chunks after 100 Continue', array( 'known', 2, hash( 'sha256', '[]' ) ), $what_php_got( $raw->ask( $head( Pusher::V1, 'guard.test', "Expect: 100-continue\r\n" ), "2\r\n[]\r\n0\r\n\r\n" ) ) );

	$unknown = static fn( int $bytes ): Answer => $raw->ask(
		Raw::head( "Authorization: Bearer unknown\r\nX-Client: " . Pusher::address() . "\r\nTransfer-Encoding: chunked\r\n" ),
		dechex( $bytes ) . "\r\n" . str_repeat( ' ', $bytes ) . "\r\n0\r\n\r\n"
	);
	$t->same( 'an unknown token is asked about with 512 KiB of chunks', array( 'unknown', 524288 ), array_slice( $what_php_got( $unknown( 524288 ) ), 0, 2 ) );
	$t->same( 'and refused with a byte more', array( 401, 'forbidden' ), array( ( $answer = $unknown( 524289 ) )->status, Raw::code( $answer ) ) );

	$client = $server->client();
	$client->send( $head() . "zz\r\n[]\r\n" );
	$t->same( 'a chunk of no size is answered once', array( 400, true ), array( $client->read()->status, $client->isClosedWithin( 3 ) ) );
	$client->close();
	$hits   = $server->hits();
	$answer = $raw->cut( $head() . "ff\r\n[" );
	$t->same( 'chunks that end early', array( 400, 'cut_body' ), array( $answer->status, Raw::code( $answer ) ) );

	$capped = static fn( int $bytes ): string => $head( Pusher::V1, 'small.test' ) . dechex( $bytes - 1 ) . "\r\n" . str_repeat( ' ', $bytes - 1 ) . "\r\n1\r\n \r\n0\r\n\r\n";
	$before = $server->counter( 'RefusedTooLarge' );
	$answer = $raw->ask( $capped( 65537 ) );
	$t->same( 'chunks of a byte above the cap', array( 413, 'too_large', true ), array( $answer->status, Raw::code( $answer ), $answer->closed ) );
	$t->same( 'they are counted as too large', 1, $server->counter( 'RefusedTooLarge' ) - $before );
	$t->same( 'neither of the two started PHP', $hits, $server->hits() );
	$t->same( 'chunks of exactly the cap', 65536, $raw->ask( $capped( 65536 ) )->page()['length'] ?? null );
};
