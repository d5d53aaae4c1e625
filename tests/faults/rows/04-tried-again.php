<?php
// SPDX-License-Identifier: MIT
// Row 4: a deadlock, a lock that is not let go of, a snapshot conflict: tried again five times, then 503.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

/** The worker and another connection wait for each other; the worker has changed less, so it is the one to give way. */
function deadlock( Suite $suite, World $world ): void {
	$holders = $world->holders( 3 );
	$lines   = $world->lines( $holders );
	$id      = (int) array_key_first( $holders );
	$other   = $world->connect();
	$other->query( 'CREATE TABLE IF NOT EXISTS faults_weight (a INT)' );
	$other->begin_transaction();
	$other->query( 'INSERT INTO faults_weight SELECT seq FROM seq_1_to_3000' );
	$other->query( "SELECT * FROM wp_wc_product_meta_lookup WHERE product_id = $id FOR UPDATE" );
	$world->points->arm( 'locked' );
	$push = $world->sender->push( $lines );
	$pid  = $world->points->wait( 'locked', $push );
	$other->query( "SELECT * FROM wp_postmeta WHERE post_id = $id AND meta_key = '_stock' FOR UPDATE", MYSQLI_ASYNC );
	usleep( 200000 );
	$world->points->release( 'locked', $pid );
	$other->reap_async_query();
	$other->rollback();
	$answer = $world->receipt( $world->sender->wait( $push ) );
	$suite->check( 'deadlock: tried again, 200', 200 === $answer->status && 3 === $answer->count( 'updated' ), $answer );
	$found = $world->db()->query( 'SHOW ENGINE INNODB STATUS' )->fetch_row()[2];
	$suite->check( 'deadlock: it was one', str_contains( $found, 'LATEST DETECTED DEADLOCK' ) );
	$world->db()->query( 'DROP TABLE faults_weight' );
}

/** Another connection holds a row for longer than all tries take. */
function lock_wait( Suite $suite, World $world ): void {
	$holders = $world->holders( 3, 3 );
	$old     = $world->stocks( $holders );
	$lines   = $world->lines( $holders );
	$other   = $world->connect();
	$other->begin_transaction();
	$other->query( 'SELECT * FROM wp_postmeta WHERE post_id = ' . array_key_first( $holders ) . " AND meta_key = '_stock' FOR UPDATE" );
	$answer = $world->push( $lines );
	$suite->same( 'lock wait: 503', 503, $answer->status );
	$suite->same( 'lock wait: rolled back whole', $old, $world->stocks( $holders ) );
	$other->rollback();
	$suite->same( 'lock wait: works once it is free', 200, $world->push( $lines )->status );
}

/** The server says 1020 on so many of the next writes; its counter is kept outside of transactions. */
function snapshot_conflict( Suite $suite, World $world ): void {
	$db = $world->db();
	$db->query( 'CREATE TABLE faults_left (n INT) ENGINE=MyISAM' );
	$db->query( 'INSERT INTO faults_left VALUES (0)' );
	$db->query( "CREATE TRIGGER faults_conflict BEFORE UPDATE ON wp_wc_product_meta_lookup FOR EACH ROW
		IF (SELECT n FROM faults_left) > 0 THEN UPDATE faults_left SET n = n - 1; SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1020; END IF" );
	$holders = $world->holders( 3, 6 );
	try {
		foreach ( array( 4 => 200, 9 => 503 ) as $times => $status ) {
			$old   = $world->stocks( $holders );
			$lines = $world->lines( $holders, $times );
			$db->query( "UPDATE faults_left SET n = $times" );
			$answer = $world->push( $lines );
			$suite->same( "conflict, $times times: $status", $status, $answer->status );
			$suite->same( "conflict, $times times: whole", 200 === $status ? World::quantities( $lines ) : $old, $world->stocks( $holders ) );
			$suite->same( "conflict, $times times: five tries at most", max( 0, $times - 5 ), (int) $db->query( 'SELECT n FROM faults_left' )->fetch_row()[0] );
			$db->query( 'UPDATE faults_left SET n = 0' );
		}
	} finally {
		$db->query( 'DROP TRIGGER faults_conflict' );
		$db->query( 'DROP TABLE faults_left' );
	}
}

return static function ( Suite $suite, World $world ): void {
	deadlock( $suite, $world );
	lock_wait( $suite, $world );
	snapshot_conflict( $suite, $world );
};
