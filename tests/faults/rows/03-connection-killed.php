<?php
// SPDX-License-Identifier: MIT
// Row 3: the connection is killed inside the transaction; $wpdb would connect anew and run one statement outside it.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	foreach ( array( 'locked', 'written', 'before-commit' ) as $salt => $point ) {
		$holders = $world->holders( 6, 3 * $salt );
		$old     = $world->stocks( $holders );
		$lines   = $world->lines( $holders, $salt );
		$world->points->arm( $point );
		$push = $world->sender->push( $lines );
		$pid  = $world->points->wait( $point, $push );
		// The table is a copy of a tenth of a second ago, and others may be announcing; the one that waits stays.
		for ( $i = 0; $i < 100; $i++ ) {
			usleep( 110000 );
			$open = $world->db()->query( 'SELECT trx_mysql_thread_id FROM information_schema.INNODB_TRX JOIN information_schema.PROCESSLIST ON ID = trx_mysql_thread_id' )->fetch_all();
			if ( 1 === count( $open ) ) {
				break;
			}
		}
		$suite->same( "$point: one transaction is open", 1, count( $open ) );
		$world->db()->query( 'KILL ' . (int) ( $open[0][0] ?? 0 ) );
		$world->points->release( $point, $pid );
		$answer = $world->sender->wait( $push );
		$suite->same( "$point: answered 503", 503, $answer->status );
		$suite->same( "$point: nothing is applied", $old, $world->stocks( $holders ) );
		$answer = $world->push( $lines );
		$suite->check( "$point: the same push again succeeds", 200 === $answer->status && 6 === $answer->count( 'updated' ), $answer );
	}
};
