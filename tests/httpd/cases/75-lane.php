<?php
// SPDX-License-Identifier: MIT
// The fast lane: pushes with a token that the file calls fast are answered by push.php, all else by the site.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Answer;
use Stockwire\Tests\Httpd\Pusher;
use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$push  = new Pusher( $server, 'lane.test' );
	$who   = static fn( Answer $answer ): string => $answer->isPhp() ? basename( (string) $answer->server( 'SCRIPT_FILENAME' ) ) : (string) $answer->status;
	$body  = (string) json_encode( array( array( 'productCode' => 'A', 'warehouse' => 'W', 'quantity' => 1 ) ) );
	$taken = $server->counter( 'FastLane' );

	$answer = $push->send( Pusher::V1 . '?preview=1', Pusher::TOKEN, array( 'Content-Type' => 'application/json' ), $body );
	$t->same( 'a fast token is answered by push.php', 'push.php', $who( $answer ) );
	$t->same( 'it is counted', 1, $server->counter( 'FastLane' ) - $taken );
	$t->same(
		'push.php is told dialect, site, WordPress and what the module knew',
		array( 'v1', '/', "{$server->dir}/www", 'known' ),
		array_map( $answer->server( ... ), array( 'STOCKWIRE_DIALECT', 'STOCKWIRE_SITE', 'STOCKWIRE_WORDPRESS', 'STOCKWIRE_MODULE' ) )
	);
	$t->same(
		'it gets the header, the method, the first address and its query',
		array( 'Bearer ' . Pusher::TOKEN, 'POST', Pusher::V1 . '?preview=1', 'preview=1', 'application/json' ),
		array_map( $answer->server( ... ), array( 'HTTP_AUTHORIZATION', 'REQUEST_METHOD', 'REQUEST_URI', 'QUERY_STRING', 'CONTENT_TYPE' ) )
	);
	$t->same( 'it gets the whole body', hash( 'sha256', $body ), $answer->page()['digest'] ?? '' );
	$large  = str_repeat( 'x', 3 * 1024 * 1024 );
	$t->same( 'a large one, too', hash( 'sha256', $large ), $push->send( Pusher::V1, Pusher::TOKEN, array(), $large )->page()['digest'] ?? '' );
	$chunked = $push->send( Pusher::V1, Pusher::TOKEN, array( 'Transfer-Encoding' => 'chunked' ), null );
	$t->same( 'a chunked body without an end is refused as ever', '400', (string) $chunked->status );
	$pieces = static function ( string $text ) use ( $server ): Answer {
		$client = $server->client();
		$client->send( Server::request( 'lane.test', Pusher::V1, array( 'Authorization' => 'Bearer ' . Pusher::TOKEN, 'X-Client' => Pusher::address(), 'Transfer-Encoding' => 'chunked' ) ) );
		$client->send( dechex( strlen( $text ) ) . "\r\n$text\r\n0\r\n\r\n" );
		$answer = $client->read();
		$client->close();
		return $answer;
	};
	$answer = $pieces( $large );
	$t->same( 'and a chunked one comes whole', array( 'push.php', hash( 'sha256', $large ) ), array( $who( $answer ), $answer->page()['digest'] ?? '' ) );

	$environment = static fn( Answer $answer ): array => array( $who( $answer ), $answer->server( 'SHOP_ENV' ), $answer->server( 'HTTPS' ) );
	$t->same( 'it gets the environment that the site sets for its folder', array( 'push.php', 'live', 'on' ), $environment( $push->send( Pusher::V1, Pusher::TOKEN, array( 'X-Forwarded-Proto' => 'https' ) ) ) );
	$t->same( 'as the ordinary way does', array( 'index.php', 'live', 'on' ), $environment( $push->send( Pusher::V1, Pusher::SECOND, array( 'X-Forwarded-Proto' => 'https' ) ) ) );

	$answer = $push->send( Pusher::SMARTBILL );
	$t->same( 'SmartBill\'s address, too', array( 'push.php', 'smartbill' ), array( $who( $answer ), $answer->server( 'STOCKWIRE_DIALECT' ) ) );
	$answer = $push->send( '/shop' . Pusher::V1, Pusher::SUBFOLDER );
	$t->same( 'the site\'s path is told', array( 'push.php', '/shop' ), array( $who( $answer ), $answer->server( 'STOCKWIRE_SITE' ) ) );
	$t->same( '?rest_route= as well', 'push.php', $who( $push->send( '/?rest_route=/stockwire/v1/stock' ) ) );

	$answer = $push->send( Pusher::V1, Pusher::SECOND );
	$t->same( 'a token that is not fast goes the ordinary way, which is told of the lane', array( 'index.php', "{$server->dir}/lane/push.php", null ), array( $who( $answer ), $answer->server( 'STOCKWIRE_LANE' ), $answer->server( 'STOCKWIRE_DIALECT' ) ) );
	$t->same( 'a repeat that is to be known again goes the ordinary way', 'index.php', $who( $push->send( Pusher::V1, Pusher::TOKEN, array( 'Idempotency-Key' => 'a' ) ) ) );
	$t->same( 'so does what is no push', 'index.php', $who( $push->send( '/wp-json/stockwire/v1/status', Pusher::TOKEN, array(), null, 'GET' ) ) );
	$t->problem( 'a wrong token', $push->wrong( Pusher::V1 ), 401, 'forbidden' );
	$t->problem( 'another method', $push->send( Pusher::V1, Pusher::TOKEN, array(), null, 'GET' ), 405, 'method' );

	foreach ( array( '/stockwire-lane', '/stockwire-lane?preview=1', '/stockwire-lane/x', '/%73tockwire-lane' ) as $target ) {
		foreach ( array( 'GET', 'POST' ) as $method ) {
			$answer = $push->send( $target, Pusher::TOKEN, array( 'STOCKWIRE_DIALECT' => 'v1', 'Stockwire-Lane' => '1' ), '[]', $method );
			$t->same( "nobody reaches push.php by its own address: $method $target", array( 404, false ), array( $answer->status, $answer->isPhp() ) );
		}
	}
	$t->same( 'an address that only begins like it is the site\'s', 'index.php', $who( $push->send( '/stockwire-lanes', null, array(), null, 'GET' ) ) );
	$t->same( 'nor by an error page', 404, ( new Pusher( $server, 'lane-errors.test' ) )->send( '/missing.txt', null, array(), null, 'GET' )->status );
	$t->same( 'where there is no lane the address is the site\'s', 'index.php', $who( $server->ask( 'on.test', '/stockwire-lane' ) ) );

	foreach ( array( 'off' => 'switched off', 'denied' => 'a folder that Apache refuses', 'index' => 'an index.php that the site refuses', 'inherited-off' => 'switched off below' ) as $host => $case ) {
		$answer = ( new Pusher( $server, "lane-$host.test" ) )->send( Pusher::V1 );
		$t->same( "$case: the ordinary way", 'index' === $host ? '403' : 'index.php', $who( $answer ) );
	}
	$t->same( 'one that it keeps by the method, too', 'index.php', $who( ( new Pusher( $server, 'lane-limit.test' ) )->send( Pusher::V1 ) ) );
	$location = new Pusher( $server, 'lane-location.test' );
	$t->same( 'an address that the site keeps for itself but for the API: the ordinary way', 'index.php', $who( $location->send( Pusher::V1 ) ) );
	$t->same( 'the lane for whom it lets in', 'push.php', $who( $location->send( Pusher::V1, Pusher::TOKEN, array( 'X-Client' => '203.0.113.9' ) ) ) );
	$answer = ( new Pusher( $server, 'lane-text.test' ) )->send( Pusher::V1 );
	$t->check( 'where index.php is not run, push.php is not shown', ! str_contains( $answer->body, 'STOCKWIRE_LANE_STANDS_HERE' ) && ! $answer->isPhp() );

	$client = $server->client();
	for ( $i = 0; $i < 3; $i++ ) {
		$client->send( Server::request( 'lane.test', Pusher::V1, array( 'Authorization' => 'Bearer ' . Pusher::TOKEN, 'X-Client' => Pusher::address() ), $body ) );
		$t->same( 'the connection is used again', 'push.php', $who( $client->read() ) );
	}
	$client->close();
};
