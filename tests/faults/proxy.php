<?php
// SPDX-License-Identifier: MIT
// Stands between the shop and its database and cuts a connection at its nth COMMIT: proxy.php LISTEN SERVER before|after N
// "before": the statement never arrives. "after": it was carried out, its answer never arrives.

declare(strict_types=1);

list( , $listen, $server, $when, $nth ) = $argv;
@unlink( $listen );
$door = stream_socket_server( "unix://$listen" );
chmod( $listen, 0777 );
$pairs = array();
$seen  = 0;

/** @param array{resource, resource} $pair */
function drop( array $pair ): void {
	fclose( $pair[0] );
	fclose( $pair[1] );
}

while ( true ) {
	$read = array( $door );
	foreach ( $pairs as list( $client, $database ) ) {
		array_push( $read, $client, $database );
	}
	$write  = null;
	$except = null;
	stream_select( $read, $write, $except, 60 );
	if ( in_array( $door, $read, true ) ) {
		$client   = stream_socket_accept( $door );
		$database = stream_socket_client( "unix://$server" );
		if ( false !== $client && false !== $database ) {
			$pairs[] = array( $client, $database );
		}
	}
	foreach ( $pairs as $at => list( $client, $database ) ) {
		if ( in_array( $client, $read, true ) ) {
			$bytes  = (string) fread( $client, 1 << 20 );
			$commit = "\x03COMMIT" === substr( $bytes, 4 ) && ++$seen === (int) $nth;
			if ( '' === $bytes || ( $commit && 'before' === $when ) ) {
				drop( array( $client, $database ) );
				unset( $pairs[ $at ] );
				continue;
			}
			fwrite( $database, $bytes );
			if ( $commit ) {
				// The server's answer shows that it has committed.
				fread( $database, 1 << 20 );
				drop( array( $client, $database ) );
				unset( $pairs[ $at ] );
				continue;
			}
		}
		if ( in_array( $database, $read, true ) ) {
			$bytes = (string) fread( $database, 1 << 20 );
			if ( '' === $bytes ) {
				drop( array( $client, $database ) );
				unset( $pairs[ $at ] );
				continue;
			}
			fwrite( $client, $bytes );
		}
	}
}
