<?php
// SPDX-License-Identifier: MIT
// Row 12: the same push 20 times at once.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$holders = $world->holders( 10 );
	$lines   = $world->lines( $holders );
	$pushes  = array();
	for ( $i = 0; $i < 20; $i++ ) {
		$pushes[] = $world->sender->push( $lines );
	}
	$updated   = 0;
	$unchanged = 0;
	$statuses  = array();
	foreach ( $pushes as $push ) {
		$answer     = $world->receipt( $world->sender->wait( $push ) );
		$updated   += $answer->count( 'updated' );
		$unchanged += $answer->count( 'unchanged' );
		$statuses[] = $answer->status;
	}
	$suite->same( 'all are answered 200', array( 200 ), array_values( array_unique( $statuses ) ) );
	$suite->same( 'each line is updated by one of them, unchanged for the rest', array( 10, 190 ), array( $updated, $unchanged ) );
	$suite->same( 'the numbers are right', World::quantities( $lines ), $world->stocks( $holders ) );
	$suite->same( 'ten changes were made', 10, $world->ledger->count() );
};
