<?php
// SPDX-License-Identifier: MIT
// Graceful restarts under load lose no request, no limit and no counter.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Pusher;
use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$push = new Pusher( $server );
	$from = array( 'X-Client' => '203.0.113.1' );
	for ( $i = 0; $i < 31; $i++ ) {
		$last = $push->send( Pusher::V1, 'wrong', $from );
	}
	$t->same( 'an address is limited before', 429, $last->status );
	$pids = $server->children();

	$restarts = $server->quick() ? 3 : 20;
	$wrong    = array();
	$asked    = 0;
	for ( $round = 0; $round < $restarts; $round++ ) {
		$server->signal( SIGUSR1 );
		$until = microtime( true ) + 0.4;
		while ( microtime( true ) < $until ) {
			$answers = array(
				array( 200, $push->send( Pusher::V1 )->status ),
				array( 401, $push->send( Pusher::V1, null )->status ),
				array( 405, $push->send( Pusher::SMARTBILL, null, array(), null, 'GET' )->status ),
			);
			$asked  += count( $answers );
			$wrong   = array_merge( $wrong, array_filter( $answers, static fn( array $a ): bool => $a[0] !== $a[1] ) );
		}
	}
	$t->same( "every request was answered as before ($restarts restarts)", array(), array_slice( $wrong, 0, 5 ) );
	$t->check( 'requests were made meanwhile', $asked >= 3 * $restarts, (string) $asked );
	$t->check( 'the children are others', array() === array_intersect( $pids, $server->children() ) );
	$t->same( 'a limited address stays limited', 429, $push->send( Pusher::V1, 'wrong', $from )->status );
	preg_match( '/^StockwireRefusedMethod: (\d+)$/m', $server->ask( 'status.test', '/server-status?auto', array(), null, 'GET' )->body, $m );
	$t->check( 'counters go on', (int) ( $m[1] ?? 0 ) >= intdiv( $asked, 3 ), $m[1] ?? 'none' );
};
