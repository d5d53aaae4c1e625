<?php
// SPDX-License-Identifier: MIT
// Wrong tokens are limited by address; a right token never meets the limit.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Pusher;
use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$push = new Pusher( $server, 'rate.test' );
	$from = array( 'X-Client' => '192.0.2.1' );

	// PHP may be asked about the first; the limit of this site is 3.
	$statuses = array();
	for ( $i = 0; $i < 4; $i++ ) {
		$answer     = $push->send( Pusher::V1, 'wrong', $from );
		$statuses[] = $answer->isPhp() ? 'php' : $answer->status;
	}
	$t->check( 'the first unknown token is PHP\'s to decide', 'php' === $statuses[0], (string) $statuses[0] );
	$t->same( 'the fourth wrong token of an address has to wait', 429, $statuses[3] );
	$wait = (int) $answer->header( 'Retry-After' );
	$t->check( 'Retry-After is within the minute', $wait >= 1 && $wait <= 60, (string) $answer->header( 'Retry-After' ) );
	$t->same( 'problem+json of 429', 'rate', json_decode( $answer->body, true )['code'] ?? null );
	$t->same( 'a limited address on the SmartBill path', '"Too many requests came from this address. Wait before the next one."', $push->send( Pusher::SMARTBILL, 'wrong', $from )->body );
	$t->same( 'the right token from a limited address', 200, $push->send( Pusher::V1, Pusher::TOKEN, $from )->status );
	$t->same( 'no token from a limited address', 401, $push->send( Pusher::V1, null, $from )->status );
	$t->same( 'another address is not limited', true, 429 !== $push->send( Pusher::V1, 'wrong', array( 'X-Client' => '192.0.2.2' ) )->status );
	$t->same( 'another site on the server shares the count', 200, ( new Pusher( $server, 'norate.test' ) )->send( Pusher::V1, Pusher::TOKEN, $from )->status );

	for ( $i = 1; $i <= 3; $i++ ) {
		$push->send( Pusher::V1, 'wrong', array( 'X-Client' => "2001:db8:1:1::$i" ) );
	}
	$t->same( 'IPv6 addresses of one /64 are one', 429, $push->send( Pusher::V1, 'wrong', array( 'X-Client' => '2001:db8:1:1:ffff::9' ) )->status );
	$t->same( 'the next /64 is another', true, 429 !== $push->send( Pusher::V1, 'wrong', array( 'X-Client' => '2001:db8:1:2::1' ) )->status );

	$free = new Pusher( $server, 'norate.test' );
	$from = array( 'X-Client' => '192.0.2.3' );
	for ( $i = 0; $i < 40; $i++ ) {
		$last = $free->send( Pusher::V1, 'wrong', $from );
	}
	$t->same( 'StockwireRate Off never says 429', 401, $last->status );

	$default = new Pusher( $server );
	$from    = array( 'X-Client' => '192.0.2.4' );
	$seen    = array();
	for ( $i = 0; $i < 31; $i++ ) {
		$seen[] = $default->send( Pusher::V1, 'wrong', $from )->status;
	}
	$t->same( 'by default the 31st has to wait, and none before', array( false, 429 ), array( in_array( 429, array_slice( $seen, 0, 30 ), true ), $seen[30] ) );
};
