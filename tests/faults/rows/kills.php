<?php
// SPDX-License-Identifier: MIT
// Kills drawn over the pause points by a seed: nine of ten of a worker, one of ten of the database. KILLS= and SEED= choose.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$kills  = (int) ( getenv( 'KILLS' ) ?: 8 );
	$seed   = (int) ( getenv( 'SEED' ) ?: random_int( 1, 1 << 30 ) );
	$broken = 0;
	$drawn  = array();
	$suite->note( "seed $seed" );
	mt_srand( $seed );
	for ( $i = 1; $i <= $kills; $i++ ) {
		$point   = Points::ALL[ mt_rand( 0, count( Points::ALL ) - 1 ) ];
		$whom    = 0 === $i % 10 || ( $kills < 10 && $i === $kills ) ? 'database' : 'worker';
		$holders = $world->holders( mt_rand( 1, 20 ), mt_rand( 0, 15 ) );
		$old     = $world->stocks( $holders );
		$lines   = $world->lines( $holders, $i );
		$world->points->arm( $point );
		$push = $world->sender->push( $lines );
		$pid  = $world->points->wait( $point, $push );
		if ( 'database' === $whom ) {
			$world->quiet();
			$world->servers->kill_database();
			$world->points->release( $point, $pid );
			$world->sender->wait( $push );
			$world->servers->start_database();
		} else {
			$world->points->kill( $point, $pid );
			$world->sender->wait( $push );
		}
		$now   = $world->stocks( $holders );
		$whole = $now === $old || World::quantities( $lines ) === $now;
		$again = $world->push( $lines );
		$right = 200 === $again->status && World::quantities( $lines ) === $world->stocks( $holders );
		$drawn[ "$whom $point" ] = ( $drawn[ "$whom $point" ] ?? 0 ) + 1;
		if ( ! $whole || ! $right ) {
			++$broken;
			$suite->check( "kill $i of the $whom at $point", false, ( $whole ? '' : 'half written ' ) . $again );
		}
		// What is left for the background is checked in portions, so that a long run ends early where something breaks.
		if ( 0 === $i % 100 && $i < $kills ) {
			$failures = $suite->failures();
			$world->check( $suite );
			$broken += $suite->failures() > $failures ? 1 : 0;
			$world->begin();
		}
	}
	ksort( $drawn );
	$suite->note( http_build_query( $drawn, '', ', ' ) );
	$suite->same( "$kills kills: none broken", 0, $broken );
};
