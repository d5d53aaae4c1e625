<?php
// SPDX-License-Identifier: MIT
// Row 14: 20 pushers and 5 orders a second on the same products; the ledger adds up exactly. SECONDS_OF_LOAD= says how long.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$world->orders = true;
	$load          = new Load( $world, $world->holders( 10 ), 20, 5 );
	$load->run( (float) ( getenv( 'SECONDS_OF_LOAD' ) ?: 15 ) );
	$suite->note( "{$load->pushed} pushes, {$load->ordered} orders of {$load->offered}, {$load->refused} pushes answered 503" );
	$suite->check( 'pushes go through', $load->pushed > 0 );
	$suite->check( 'every order that was offered is placed', $load->ordered === $load->offered, "{$load->ordered} of {$load->offered}" );
	$suite->none( 'nothing else is answered', array_keys( $load->others ) );
};
