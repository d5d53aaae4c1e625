<?php
// SPDX-License-Identifier: MIT
// Row 16: a product that was read before a push is saved after it with a number of its own.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$holders       = $world->holders( 1, 2 );
	$id            = (int) array_key_first( $holders );
	// A first save writes rows that a generator leaves to it.
	$world->sender->wait( $world->sender->start( 'GET', "/?faults=save&quantity=5&ids=$id" ) );
	$world->begin();
	$world->orders = true;
	$lines         = array( array( 'code' => $holders[ $id ], 'warehouse' => $world->warehouse(), 'quantity' => 611 ) );
	$world->points->arm( 'form' );
	$save = $world->sender->start( 'GET', "/?faults=save&quantity=333&ids=$id" );
	$pid  = $world->points->wait( 'form', $save );
	$suite->same( 'the push goes through', 200, $world->push( $lines )->status );
	$world->points->release( 'form', $pid );
	$said = $world->sender->wait( $save );
	$world->ledger->overwritten( $id );
	$suite->check( 'the product is saved', ( $said->json()['saved'] ?? 0 ) === $id, $said );
	$suite->same( 'its number is the person\'s', 333.0, $world->stock( $id ) );
	$history = $world->db()->query( "SELECT new_quantity + 0 FROM wp_stockwire_history WHERE holder_id = $id ORDER BY id DESC LIMIT 1" )->fetch_row();
	$suite->same( 'the history tells of it', '333', (string) (int) ( $history[0] ?? 0 ) );
	$suite->same( 'and the next push puts it right', 200, $world->push( $lines )->status );
	$suite->same( 'with the back office\'s number', 611.0, $world->stock( $id ) );
};
