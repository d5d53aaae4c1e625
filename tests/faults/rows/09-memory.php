<?php
// SPDX-License-Identifier: MIT
// Row 9: memory_limit is reached; the nth allocation fails. ALLOCATIONS= says up to which.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$holders = $world->holders( 10 );
	$old     = $world->stocks( $holders );
	$workers = $world->servers->workers();
	$lines   = $world->lines( $holders );
	for ( $i = 0; $i < 4000; $i++ ) {
		$lines[] = array( 'code' => "nobody-$i", 'warehouse' => $world->warehouse(), 'quantity' => $i );
	}
	$answer = $world->push( $lines, array( 'X-Fault: memory=1000000' ) );
	$suite->check( 'memory_limit: a clean error', in_array( $answer->status, array( 500, 503 ), true ), $answer );
	$suite->same( 'memory_limit: nothing is applied', $old, $world->stocks( $holders ) );

	$lines   = $world->lines( $holders );
	$refused = 0;
	$odd     = array();
	for ( $n = 1; $n <= (int) ( getenv( 'ALLOCATIONS' ) ?: 60 ); $n = $n < 20 ? $n + 1 : (int) ( $n * 1.3 ) ) {
		$answer = $world->push( $lines, array( "X-Fault: allocation=$n" ) );
		$now    = $world->stocks( $holders );
		if ( 503 === $answer->status ) {
			++$refused;
		} elseif ( 200 !== $answer->status ) {
			$odd[] = "$n: $answer";
		}
		// After the COMMIT there is nothing to take back: a refusal then says that what was written stays.
		$stays = 200 === $answer->status || str_contains( $answer->body, 'stays' );
		if ( $now !== ( $stays ? World::quantities( $lines ) : $old ) ) {
			$odd[] = "$n: not whole: $answer";
		}
		$old   = $now;
		$lines = $world->lines( $holders, $n );
	}
	$suite->none( 'each failed allocation: a clean refusal or the right result', $odd );
	$suite->check( 'some were refused', $refused > 3, "$refused" );
	$suite->same( 'no worker crashed', array(), array_diff( $workers, $world->servers->workers(), self_ended( $world ) ) );
	$suite->same( 'it works as before', 200, $world->push( $world->lines( $holders, 77 ) )->status );
};

/** @return list<int> workers that Apache itself sent home, as it does with idle ones */
function self_ended( World $world ): array {
	$log = (string) file_get_contents( $world->servers->run . '/log/apache-error.log' );
	return 0 === preg_match( '/exit signal (Segmentation|Abort|Bus)/', $log ) ? range( 1, 4194304 ) : array();
}
