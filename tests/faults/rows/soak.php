<?php
// SPDX-License-Identifier: MIT
// Twenty pushers and five orders a second for MINUTES: the ledger exact; memory, descriptors and connections flat.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$seconds       = 60 * (float) ( getenv( 'MINUTES' ) ?: 30 );
	$world->orders = true;
	$load          = new Load( $world, $world->holders( 10 ), 20, 5 );
	$gauge         = new Gauge( $world );
	$next          = 0.0;
	$start         = hrtime( true );
	$step          = max( 5.0, $seconds / 30 );
	$gauge->head();
	$load->run( $seconds, static function () use ( $gauge, $load, $start, $step, &$next ): void {
		$past = ( hrtime( true ) - $start ) / 1e9;
		if ( $past >= $next ) {
			$gauge->row( $past, $load );
			$next += $step;
		}
	} );
	$gauge->row( ( hrtime( true ) - $start ) / 1e9, $load );
	$suite->note( sprintf( 'a second: %.1f pushes, %.1f orders offered, %.1f placed; the last waited %.1f s', $load->pushed / $seconds, $load->offered / $seconds, $load->ordered / $load->seconds, $load->seconds - $seconds ) );
	$suite->check( 'pushes go through', $load->pushed > 0 );
	$suite->check( 'every order that was offered is placed', $load->ordered === $load->offered, "{$load->ordered} of {$load->offered}" );
	$suite->none( 'nothing but 200 and 503 is answered', array_keys( $load->others ) );
	// Warm by a third of the time, then flat: no more than a tenth above what it was, or two of a thing that is counted.
	foreach ( array( 'worker' => 1.10, 'database' => 1.25, 'descriptors' => 1.10, 'connections' => 1.10 ) as $what => $factor ) {
		list( $early, $late ) = $gauge->halves( $what );
		$suite->check( "$what: flat", $late <= max( $early * $factor, $early + 2 ), "$early, then $late" );
	}
};
