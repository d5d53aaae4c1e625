<?php
// SPDX-License-Identifier: MIT
// Row 11: a half-sent body, a client that goes after sending, a client that is too slow (SLOW=1: it takes half a minute).

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

/** @return resource a connection with the head of a push sent */
function knock( World $world, int $length ) {
	$host   = (string) preg_replace( '#^https?://#', '', (string) getenv( 'SITE_URL' ) );
	$socket = stream_socket_client( "tcp://$host" );
	fwrite( $socket, "POST /wp-json/stockwire/v1/stock HTTP/1.1\r\nHost: $host\r\n{$world->sender->bearer()}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: $length\r\n\r\n" );
	return $socket;
}

/**
 * Sends a byte a second until the other end has enough of it.
 *
 * @param resource $socket
 * @return string its answer, to the connection's end; empty where none came in a minute
 */
function trickle( $socket, string $body ): string {
	$said = '';
	stream_set_timeout( $socket, 1 );
	for ( $i = 0; $i < min( 60, strlen( $body ) - 1 ) && '' === $said && ! feof( $socket ); $i++ ) {
		@fwrite( $socket, $body[ $i ] );
		$said = (string) fread( $socket, 100 );
	}
	while ( '' !== $said && ! feof( $socket ) ) {
		$said .= (string) fread( $socket, 10000 );
	}
	return $said;
}

return static function ( Suite $suite, World $world ): void {
	$holders = $world->holders( 4 );
	$old     = $world->stocks( $holders );
	$lines   = $world->lines( $holders );
	$body    = (string) json_encode( array( 'lines' => $lines ) );

	$socket = knock( $world, strlen( $body ) + 1000 );
	fwrite( $socket, $body );
	stream_socket_shutdown( $socket, STREAM_SHUT_WR );
	$suite->check( 'half a body, though it reads as a whole one: 400', str_starts_with( (string) stream_get_contents( $socket ), 'HTTP/1.1 400' ) );
	$suite->same( 'and nothing is applied', $old, $world->stocks( $holders ) );

	$world->points->arm( 'before-commit' );
	$socket = knock( $world, strlen( $body ) );
	fwrite( $socket, $body );
	$pid = $world->points->wait( 'before-commit' );
	fclose( $socket );
	$world->points->release( 'before-commit', $pid );
	for ( $i = 0; $i < 200 && $world->stocks( $holders ) !== World::quantities( $lines ); $i++ ) {
		usleep( 50000 );
	}
	$suite->same( 'a client that has gone: the commit is finished', World::quantities( $lines ), $world->stocks( $holders ) );

	if ( '' !== (string) getenv( 'SLOW' ) ) {
		$now  = $world->stocks( $holders );
		$body = (string) json_encode( array( 'lines' => $world->lines( $holders, 2 ) ) );
		$said = trickle( knock( $world, strlen( $body ) ), $body );
		$suite->check( 'a byte a second: Apache ends it and says so', 1 === preg_match( '#^HTTP/1.1 (400|408) #', $said ), $said );
		$suite->same( 'and nothing of it is applied', $now, $world->stocks( $holders ) );
	}
};
