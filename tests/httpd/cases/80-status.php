<?php
// SPDX-License-Identifier: MIT
// mod_status shows the counters, and they count.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Pusher;
use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$push  = new Pusher( $server );
	$count = static function () use ( $server ): array {
		preg_match_all( '/^Stockwire(\w+): (\d+)$/m', $server->ask( 'status.test', '/server-status?auto', array(), null, 'GET' )->body, $m );
		return array_map( 'intval', array_combine( $m[1], $m[2] ) );
	};
	$from  = array( 'X-Client' => '198.51.100.1' );
	$steps = array(
		'Accepted'        => static fn() => $push->send( Pusher::V1 ),
		'LetThrough'      => static fn() => $push->send( Pusher::V1, 'wrong' ),
		'Undecided'       => static fn() => ( new Pusher( $server, 'unlisted.test' ) )->send( Pusher::V1 ),
		'Forwarded'       => static fn() => $push->send( '/wp-json/stockwire/v1/status', null, array(), null, 'GET' ),
		'RefusedMethod'   => static fn() => $push->send( Pusher::V1, null, array(), null, 'GET' ),
		'RefusedNoToken'  => static fn() => $push->send( Pusher::V1, null ),
		'RefusedNoLength' => static fn() => $push->send( Pusher::V1, Pusher::TOKEN, array(), null ),
		'RefusedTooLarge' => static fn() => ( new Pusher( $server, 'small.test' ) )->send( Pusher::V1, Pusher::TOKEN, array(), str_repeat( ' ', 65537 ) ),
	);
	foreach ( $steps as $name => $step ) {
		$before = $count();
		$step();
		$after = $count();
		$grown = array_diff_assoc( $after, $before );
		$grown = array_combine( array_keys( $grown ), array_map( static fn( string $key ): int => $after[ $key ] - $before[ $key ], array_keys( $grown ) ) );
		$t->same( "counted once: $name", array( $name => 1 ), $grown );
	}
	$before = $count();
	for ( $i = 0; $i < 32; $i++ ) {
		$push->send( Pusher::V1, 'wrong', $from );
	}
	$after = $count();
	$t->same( 'wrong tokens are let through, refused or limited', 32, $after['LetThrough'] + $after['RefusedToken'] + $after['RefusedRate'] - $before['LetThrough'] - $before['RefusedToken'] - $before['RefusedRate'] );
	$t->same( 'of 32 the last two were limited', 2, $after['RefusedRate'] - $before['RefusedRate'] );
	$page = $server->ask( 'status.test', '/server-status', array(), null, 'GET' )->body;
	$t->check( 'the page for people has a part of its own', str_contains( $page, '<h2>Stockwire</h2>' ) && str_contains( $page, 'refused: wrong token' ) );
};
