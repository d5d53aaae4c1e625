<?php
// SPDX-License-Identifier: MIT
// Row 7: a read-only database, and one with too many connections.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

/** Statements that the server was sent while something was done. */
function statements( World $world, callable $what ): int {
	$count  = static fn(): int => (int) $world->db()->query( "SHOW GLOBAL STATUS LIKE 'Questions'" )->fetch_row()[1];
	$before = $count();
	$what();
	return $count() - $before;
}

return static function ( Suite $suite, World $world ): void {
	$holders = $world->holders( 4 );
	$old     = $world->stocks( $holders );
	$lines   = $world->lines( $holders );
	$db      = $world->db();
	$usual   = statements( $world, static fn() => $world->push( $lines, array( 'X-Nothing: 1' ) ) );
	$lines   = $world->lines( $holders, 2 );
	$old     = $world->stocks( $holders );
	$db->query( 'SET GLOBAL read_only = 1' );
	try {
		$sent = statements( $world, static function () use ( $suite, $world, $lines ): void {
			$answer = $world->push( $lines );
			$suite->same( 'read-only: 503', 503, $answer->status );
		} );
	} finally {
		$db->query( 'SET GLOBAL read_only = 0' );
	}
	$suite->check( 'read-only: no storm of retries', $sent < 2 * $usual, "$sent statements, a push that is right has $usual" );
	$suite->same( 'read-only: nothing is applied', $old, $world->stocks( $holders ) );

	$most = (int) $db->query( 'SELECT @@max_connections' )->fetch_row()[0];
	$held = array();
	$db->query( 'SET GLOBAL max_connections = 10' );
	try {
		// Root's own connections take the places; one more than there are is kept for root.
		for ( $i = 0; $i < 10; $i++ ) {
			$held[] = $world->connect();
		}
	} catch ( \mysqli_sql_exception ) {
		$suite->check( 'too many connections: all places are taken', count( $held ) >= 9 );
	}
	$tried  = (int) $db->query( "SHOW GLOBAL STATUS LIKE 'Connections'" )->fetch_row()[1];
	$answer = $world->push( $lines );
	$tried  = (int) $db->query( "SHOW GLOBAL STATUS LIKE 'Connections'" )->fetch_row()[1] - $tried;
	// WordPress itself says so, before any plugin is there: 500 is its word for it.
	$suite->check( 'too many connections: refused', in_array( $answer->status, array( 500, 503 ), true ), $answer );
	$suite->check( 'too many connections: no storm of retries', $tried <= 10, "$tried tries" );
	array_map( static fn( \mysqli $one ) => $one->close(), $held );
	$db->query( "SET GLOBAL max_connections = $most" );
	$suite->same( 'too many connections: nothing is applied', $old, $world->stocks( $holders ) );
	$suite->same( 'works once there is room', 200, $world->push( $lines )->status );
};
