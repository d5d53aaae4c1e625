<?php
// SPDX-License-Identifier: MIT
// Row 10: max_execution_time; our own deadline comes first and answers, between two parts of a push, of which the first ones stay.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

/** PHP's limit, in seconds of the processor, and what the plugin makes of it: EngineFactory::deadline(), by the clock. */
const LIMIT    = 4;
const DEADLINE = LIMIT - 3;

/** Lines of a part: SW_CHUNK_LINES. */
const PART = 500;

/**
 * As many parts as there are products: at the head of each a line for one of them, then such as nobody is found for.
 *
 * @param array<int, string> $holders id => code
 * @return list<array<string, mixed>>
 */
function in_parts( World $world, array $holders ): array {
	$lines = array();
	foreach ( $world->lines( $holders ) as $part => $line ) {
		$lines[] = $line;
		for ( $i = 1; $i < PART; $i++ ) {
			$lines[] = array( 'code' => "nobody-$part-$i", 'warehouse' => $world->warehouse(), 'quantity' => 1 );
		}
	}
	return $lines;
}

/**
 * Another connection holds the first product's row until the time is over; not so long that the lock's own time-out ends the wait.
 *
 * @param array<int, string>         $holders id => code
 * @param list<array<string, mixed>> $lines
 */
function locked( World $world, array $holders, array $lines ): Answer {
	$other = $world->connect();
	$other->begin_transaction();
	$other->query( 'SELECT * FROM wp_postmeta WHERE post_id = ' . array_key_first( $holders ) . " AND meta_key = '_stock' FOR UPDATE" );
	$push = $world->sender->push( $lines, array( 'X-Fault: seconds=' . LIMIT ) );
	do {
		// The table is a copy of a tenth of a second ago.
		for ( $until = hrtime( true ) + 110_000_000; hrtime( true ) < $until; ) {
			$world->sender->pump();
		}
		$waits = null !== $world->db()->query( "SELECT 1 FROM information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT'" )->fetch_row();
	} while ( ! $waits && ! $world->sender->answered( $push ) );
	usleep( DEADLINE * 1000000 );
	$other->rollback();
	return $world->sender->wait( $push );
}

/**
 * A listener of the shop computes half a second at each product: all of them are more than PHP allows.
 *
 * @param array<int, string>         $holders id => code
 * @param list<array<string, mixed>> $lines
 */
function computed( World $world, array $holders, array $lines ): Answer {
	return $world->push( $lines, array( 'X-Fault: seconds=' . LIMIT . ' compute=' . ( LIMIT + 1 ) / count( $holders ) ) );
}

return static function ( Suite $suite, World $world ): void {
	$ways = array( 'locked' => $world->holders( 3 ), 'computed' => $world->holders( 10, 3 ) );
	// No listener is loaded in the fast lane.
	unset( $ways[ 'fast' === getenv( 'LANE' ) ? 'computed' : '' ] );
	foreach ( $ways as $how => $holders ) {
		$old    = $world->stocks( $holders );
		$lines  = in_parts( $world, $holders );
		$new    = World::quantities( array_column( array_chunk( $lines, PART ), 0 ) );
		$answer = ( __NAMESPACE__ . "\\$how" )( $world, $holders, $lines );
		preg_match( '/The time for one request was used up after (\d+) of (\d+) groups of lines;/', $answer->body, $found );
		$done  = (int) ( $found[1] ?? 0 );
		$parts = intdiv( $done, PART );
		$suite->check( "$how: we answer, not PHP's own end", 503 === $answer->status && 'unavailable' === ( $answer->json()['code'] ?? '' ), $answer );
		$suite->check( "$how: that the time was used up between two parts", 0 < $parts && $parts < count( $holders ) && array( $parts * PART, count( $lines ) ) === array( $done, (int) $found[2] ), $answer );
		$suite->same( "$how: the parts before it stay, the others are as they were", array( ...array_slice( $new, 0, $parts ), ...array_slice( $old, $parts ) ), $world->stocks( $holders ) );
		$run = $world->db()->query( "SELECT r.state, COUNT(l.line), MAX(l.line) FROM wp_stockwire_runs r LEFT JOIN wp_stockwire_lines l ON l.run_id = r.id WHERE r.id > {$world->ledger->run()} GROUP BY r.id ORDER BY r.id DESC LIMIT 1" )->fetch_row();
		$suite->same( "$how: with their lines in the journal", array( 'failed', (string) $done, (string) $done ), $run );
		$world->check( $suite );

		$answer = $world->push( $lines );
		$suite->check( "$how: the same push again goes on where this one ended", 200 === $answer->status && array( $parts, count( $holders ) - $parts ) === array( $answer->count( 'unchanged' ), $answer->count( 'updated' ) ), $answer );
		$suite->same( "$how: with the new numbers", $new, $world->stocks( $holders ) );
	}
};
