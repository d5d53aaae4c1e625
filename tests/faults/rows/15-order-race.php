<?php
// SPDX-License-Identifier: MIT
// Row 15: an order computes its status from what it read before a push committed; the end of its request heals that.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$world->orders = true;
	foreach ( array_slice( $world->holders( 30 ), 0, 30, true ) as $id => $code ) {
		$lines = array( array( 'code' => $code, 'warehouse' => $world->warehouse(), 'quantity' => 1 ) );
		if ( 200 === $world->push( $lines )->status && array( 1, 'instock' ) === ( $world->ask( array( $id ) )[ $id ] ?? null ) ) {
			break;
		}
	}
	$world->points->arm( 'order' );
	$order = $world->sender->start( 'GET', "/?faults=order&pause=1&ids=$id" );
	$pid   = $world->points->wait( 'order', $order );
	$lines = array( array( 'code' => $code, 'warehouse' => $world->warehouse(), 'quantity' => 50 ) );
	$suite->same( 'the push goes through between the order\'s read and its write', 200, $world->push( $lines )->status );
	$world->points->release( 'order', $pid );
	$said = $world->sender->wait( $order );
	$world->ledger->ordered( array( $id ) );
	$suite->check( 'the order goes through', isset( $said->json()['order'] ), $said );
	$suite->same( '49 pieces that can be bought', array( 49, 'instock' ), $world->ask( array( $id ) )[ $id ] ?? null );
};
