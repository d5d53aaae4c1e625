<?php
// SPDX-License-Identifier: MIT
// Row 13: pushes out of order where the sender numbers them.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$holders  = $world->holders( 5 );
	$numbered = static fn( int $sequence ): array => array_map( static fn( string $code ): array => array( 'code' => $code, 'warehouse' => $world->warehouse(), 'quantity' => 1000 + $sequence, 'sequence' => $sequence ), array_values( $holders ) );
	$start    = 10 * $world->ledger->run() + 100;
	foreach ( array( 5 => 'updated', 3 => 'stale', 9 => 'updated', 7 => 'stale' ) as $sequence => $outcome ) {
		$answer = $world->push( $numbered( $start + $sequence ) );
		$suite->same( "number $sequence is $outcome", array( 200, 5 ), array( $answer->status, $answer->count( $outcome ) ) );
	}
	$suite->same( 'the highest wins', array_fill( 0, 5, 1000.0 + $start + 9 ), $world->stocks( $holders ) );

	$pushes = array();
	foreach ( array( 14, 20, 11, 18, 12, 19, 13, 17, 15, 16 ) as $sequence ) {
		$pushes[] = $world->sender->push( $numbered( $start + $sequence ) );
	}
	$statuses = array_map( static fn( \CurlHandle $push ): int => $world->receipt( $world->sender->wait( $push ) )->status, $pushes );
	$suite->same( 'ten at once: all are answered 200', array( 200 ), array_values( array_unique( $statuses ) ) );
	$suite->same( 'ten at once: the highest wins', array_fill( 0, 5, 1000.0 + $start + 20 ), $world->stocks( $holders ) );
};
