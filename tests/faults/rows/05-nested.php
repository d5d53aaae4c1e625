<?php
// SPDX-License-Identifier: MIT
// Row 5: the caller is already inside a transaction.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$holders = $world->holders( 4 );
	$old     = $world->stocks( $holders );
	$lines   = $world->lines( $holders );
	$answer  = $world->push( $lines, array( 'X-Fault: transaction' ) );
	$suite->same( 'refused', 503, $answer->status );
	$suite->check( 'with the reason', str_contains( $answer->body, 'transaction open' ), $answer );
	$suite->same( 'nothing is applied', $old, $world->stocks( $holders ) );
	$suite->same( 'what the caller had written was not committed', null, $world->db()->query( "SELECT 1 FROM wp_options WHERE option_name = 'faults_of_the_caller'" )->fetch_row() );
	$suite->same( 'without a caller it works', 200, $world->push( $lines )->status );
};
