<?php
// SPDX-License-Identifier: MIT
// Row 1: the database is killed before COMMIT.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$holders = $world->holders( 8 );
	$old     = $world->stocks( $holders );
	$lines   = $world->lines( $holders );
	$world->points->arm( 'before-commit' );
	$push = $world->sender->push( $lines );
	$pid  = $world->points->wait( 'before-commit', $push );
	$world->servers->kill_database();
	$world->points->release( 'before-commit', $pid );
	$answer = $world->sender->wait( $push );
	$suite->same( 'the push is answered 503', 503, $answer->status );
	$world->servers->start_database();
	$suite->same( 'the old numbers are kept', $old, $world->stocks( $holders ) );

	$answer = $world->push( $lines );
	$suite->check( 'the same push again succeeds', 200 === $answer->status && 8 === $answer->count( 'updated' ), $answer );
	$suite->same( 'with the new numbers', World::quantities( $lines ), $world->stocks( $holders ) );
};
