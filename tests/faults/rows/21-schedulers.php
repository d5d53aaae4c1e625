<?php
// SPDX-License-Identifier: MIT
// Row 21: two schedulers tick at once; cron is silent for a day.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$suite->none( 'no notice to begin with', preg_grep( '/overdue/', array( notices( $world ) ) ) ?: array() );
	$world->servers->php( 'schedule.php', '60' );
	$ticks = array();
	for ( $i = 0; $i < 3; $i++ ) {
		$ticks[] = proc_open( array( dirname( __DIR__, 3 ) . '/sandbox/php', dirname( __DIR__ ) . '/sweep.php' ), array( 1 => array( 'file', '/dev/null', 'w' ), 2 => array( 'file', '/dev/null', 'w' ) ), $pipes );
	}
	array_map( 'proc_close', $ticks );
	$count = (int) $world->db()->query( "SELECT COUNT(*) FROM wp_stockwire_runs WHERE source = 'schedule' AND id > {$world->ledger->run()}" )->fetch_row()[0];
	$suite->same( 'three that tick at once begin one fetch', 1, $count );
	$world->servers->php( 'schedule.php', '86400' );
	$suite->check( 'a day of silence: a notice in the admin', str_contains( notices( $world ), 'overdue by 1 day' ), strip_tags( notices( $world ) ) );
	$world->servers->php( 'schedule.php', 'off' );
};

/** What the admin's first page warns of. */
function notices( World $world ): string {
	return (string) ( $world->sender->wait( $world->sender->start( 'GET', '/?faults=notices' ) )->json()['html'] ?? '' );
}
