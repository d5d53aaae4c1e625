<?php
// SPDX-License-Identifier: MIT
// A gigabyte that nobody wants is neither read nor does it start PHP.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Pusher;
use Stockwire\Tests\Httpd\Raw;
use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$cases = array(
		'without a token'   => array( '', 401, 'unauthorized' ),
		// From an address that never asked before: even then PHP is not asked about the token.
		'with a wrong one'  => array( "Authorization: Bearer wrong\r\nX-Client: " . Pusher::address() . "\r\n", 401, 'forbidden' ),
		'with the right one' => array( Raw::TOKEN, 413, 'too_large' ),
	);
	foreach ( $cases as $what => list( $headers, $status, $code ) ) {
		$hits   = $server->hits();
		$mark   = 'gigabyte-' . strlen( $what );
		$client = $server->client();
		$client->send( Raw::head( "{$headers}Content-Length: 1073741824\r\n", Pusher::V1 . "?$mark" ) );
		$client->sendUntilAnswered( 1073741824 );
		$answer = $client->read();
		$client->close();
		$t->same( "a gigabyte $what is refused and the connection closed", array( $status, $code, true ), array( $answer->status, Raw::code( $answer ), $answer->closed ) );
		$t->check( "a gigabyte $what: less than 8 MB left the client", $answer->sent < 8 * 1024 * 1024, "{$answer->sent} bytes" );
		$read = $server->logged( "/\\?$mark $status (\\d+) /" );
		$t->check( "a gigabyte $what: less than 1 MB was read", null !== $read && (int) $read < 1048576, $read ?? 'not logged' );
		$t->same( "a gigabyte $what: PHP did not start", $hits, $server->hits() );
	}

	// Nobody knows how long a chunked body gets: even the first unknown token of an address is not worth reading on and on.
	$hits   = $server->hits();
	$client = $server->client();
	$client->send( Raw::head( "Authorization: Bearer wrong\r\nX-Client: " . Pusher::address() . "\r\nTransfer-Encoding: chunked\r\n", Pusher::V1 . '?gigabyte-chunked' ) );
	$client->send( dechex( 1073741824 ) . "\r\n" );
	$client->sendUntilAnswered( 1073741824 );
	$answer = $client->read();
	$client->close();
	$t->same( 'a gigabyte in chunks with a wrong token is refused and the connection closed', array( 401, 'forbidden', true ), array( $answer->status, Raw::code( $answer ), $answer->closed ) );
	$read = $server->logged( '/\\?gigabyte-chunked 401 (\\d+) /' );
	$t->check( 'less than 1 MB of it was read', null !== $read && (int) $read < 1048576, $read ?? 'not logged' );
	$t->same( 'and PHP did not start', $hits, $server->hits() );
};
