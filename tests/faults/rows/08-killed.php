<?php
// SPDX-License-Identifier: MIT
// Row 8: a worker is killed at each of the pause points; what it left is whole, other workers serve.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	foreach ( Points::ALL as $at => $point ) {
		$committed = in_array( $point, array( 'after-commit', 'before-caches', 'before-announce' ), true );
		$holders   = $world->holders( 6, $at );
		$old       = $world->stocks( $holders );
		$lines     = $world->lines( $holders, $at );
		$world->points->arm( $point );
		$push = $world->sender->push( $lines );
		$pid  = $world->points->wait( $point, $push );
		$suite->check( "$point: others are served meanwhile", isset( $world->ask( array_keys( $holders ) )['pid'] ) );
		$world->points->kill( $point, $pid );
		$world->servers->gone( $pid );
		$suite->same( "$point: nothing is answered", 0, $world->sender->wait( $push )->status );
		$suite->same( "$point: whole", $committed ? World::quantities( $lines ) : $old, $world->stocks( $holders ) );
		$answer = $world->push( $lines );
		$suite->check( "$point: the same push again succeeds", 200 === $answer->status && 6 === $answer->count( $committed ? 'unchanged' : 'updated' ), $answer );
	}
};
