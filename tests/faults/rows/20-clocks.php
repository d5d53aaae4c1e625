<?php
// SPDX-License-Identifier: MIT
// Row 20: web nodes whose clocks disagree by twenty minutes; the order is the sender's, not a clock's.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$library = glob( '/usr/lib/*/faketime/libfaketime.so.1' ) ?: array();
	if ( array() === $library ) {
		$suite->check( 'the package faketime is there', false );
		return;
	}
	$nodes = array();
	foreach ( array( 'early' => '-10m', 'late' => '+10m' ) as $name => $offset ) {
		$nodes[ $name ] = new Node( $world->servers, $name, array( "LD_PRELOAD=$library[0]", "FAKETIME=$offset", 'FAKETIME_DONT_FAKE_MONOTONIC=1', 'DONT_FAKE_MONOTONIC=1' ) );
	}
	$holders = $world->holders( 4 );
	$start   = 10 * $world->ledger->run() + 100;
	$push    = static fn( string $node, int $quantity, array $more = array() ): Answer => $world->receipt( $world->sender->wait( $world->sender->push(
		array_map( static fn( string $code ): array => array( 'code' => $code, 'warehouse' => $world->warehouse(), 'quantity' => $quantity ) + $more, array_values( $holders ) ), site: $nodes[ $node ]->site ) ) );
	try {
		array_map( static fn( Node $node ) => $node->start(), $nodes );
		foreach ( array( array( 'late', 5, 'updated' ), array( 'early', 6, 'updated' ), array( 'late', 4, 'stale' ), array( 'late', 7, 'updated' ), array( 'early', 6, 'stale' ), array( 'early', 8, 'updated' ) ) as list( $node, $sequence, $outcome ) ) {
			$answer = $push( $node, 700 + $sequence, array( 'sequence' => $start + $sequence ) );
			$suite->check( "number $sequence on the node that is $node: $outcome", 4 === $answer->count( $outcome ), $answer );
		}
		$suite->same( 'the highest number wins', array_fill( 0, 4, 708.0 ), $world->stocks( $holders ) );
		$clocks = array_map( static fn( Node $node ): string => $world->sender->wait( $world->sender->start( 'GET', '/?faults=ask&ids=1', site: $node->site ) )->headers['date'] ?? '', $nodes );
		$suite->check( 'their clocks do disagree', strtotime( $clocks['late'] ) - strtotime( $clocks['early'] ) > 1000, implode( ', ', $clocks ) );
	} finally {
		array_map( static fn( Node $node ) => $node->stop(), $nodes );
	}
};
