<?php
// SPDX-License-Identifier: MIT
// Row 14: 20 pushers and 5 orders a second on the same products, one of four orders called off later; the ledger adds up exactly. SECONDS_OF_LOAD= says how long.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$world->orders = true;
	$load          = new Load( $world, $world->holders( 10 ), 20, 5, 4 );
	$load->run( (float) ( getenv( 'SECONDS_OF_LOAD' ) ?: 15 ) );
	$suite->note( "{$load->pushed} pushes, {$load->ordered} orders of {$load->offered}, {$load->cancelled} of them called off, {$load->refused} pushes answered 503" );
	$suite->check( 'pushes go through', $load->pushed > 0 );
	$suite->check( 'every order that was offered is placed', $load->ordered === $load->offered, "{$load->ordered} of {$load->offered}" );
	$suite->check( 'every fourth of them is called off', $load->cancelled > 0 && intdiv( $load->ordered, 4 ) === $load->cancelled, "{$load->cancelled} of {$load->ordered}" );
	$suite->none( 'nothing else is answered', array_keys( $load->others ) );
};
