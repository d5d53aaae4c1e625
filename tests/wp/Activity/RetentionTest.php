<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * What is older than the owner keeps goes, bit by bit; what is unfinished, held or not announced stays, and so does what is no journal.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Activity;

use Stockwire\Shop\Activity\Verdict;
use Stockwire\Shop\Jobs\Retention;
use Stockwire\Tests\Support\ActivityTestCase;

final class RetentionTest extends ActivityTestCase {

	protected function tearDown(): void {
		delete_option( Retention::OPTION );
		parent::tearDown();
	}

	public function test_old_runs_go_with_their_lines_and_young_ones_stay(): void {
		global $wpdb;
		$id    = $this->article( 1 );
		$old   = $this->push( array( 1 => 7, 'none' => 1 ) )->run;
		$young = $this->push( array( 1 => 8 ) )->run;
		$this->age( $old, 91 );
		$this->age( $young, 89 );
		self::assertTrue( ( new Retention() )->work( 90, 60.0 ) );
		self::assertSame( array( null, 'done' ), array( $this->state_of( $old ), $this->state_of( $young ) ) );
		self::assertSame( array( 0, 1 ), array( $this->rows( 'lines', $old ), $this->rows( 'lines', $young ) ) );
		self::assertSame( '1', $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_levels WHERE holder_id = %d", $id ) ) );
		self::assertNotNull( $wpdb->get_var( "SELECT 1 FROM {$wpdb->prefix}stockwire_unmatched WHERE code = 'none'" ) );
	}

	public function test_what_waits_goes_on_or_is_not_announced_stays(): void {
		global $wpdb;
		$this->article( 1 );
		$this->article( 2 );
		$held    = $this->held( 1, 2 );
		$silent  = $this->push( array( 1 => 7 ) )->run;
		$running = $this->push( array( 1 => 8 ) )->run;
		$wpdb->update( "{$wpdb->prefix}stockwire_lines", array( 'announced_at' => null ), array( 'run_id' => $silent ) );
		$wpdb->update( "{$wpdb->prefix}stockwire_runs", array( 'state' => 'applying' ), array( 'id' => $running ) );
		foreach ( array( $held, $silent, $running ) as $run ) {
			$this->age( $run, 400 );
		}
		( new Retention() )->work( 90, 60.0 );
		self::assertSame( array( 'held', 'done', 'applying' ), array_map( $this->state_of( ... ), array( $held, $silent, $running ) ) );
		self::assertSame( array( 2, 1, 1 ), array( $this->rows( 'staged', $held ), $this->rows( 'lines', $silent ), $this->rows( 'lines', $running ) ) );
	}

	public function test_a_run_that_was_released_lately_is_young(): void {
		global $wpdb;
		$this->article( 1 );
		$run = $this->push( array( 1 => 7 ) )->run;
		$this->age( $run, 91 );
		$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_runs SET finished_at = UTC_TIMESTAMP(6) WHERE id = $run" );
		( new Retention() )->work( 90, 60.0 );
		self::assertSame( 'done', $this->state_of( $run ) );
	}

	public function test_old_changes_go_and_young_ones_stay(): void {
		global $wpdb;
		foreach ( array( 91, 89 ) as $days ) {
			$wpdb->query( "INSERT INTO {$wpdb->prefix}stockwire_history (holder_id, at, cause) VALUES (4000000001, UTC_TIMESTAMP(6) - INTERVAL $days DAY, 'other')" );
		}
		( new Retention() )->work( 90, 60.0 );
		self::assertCount( 1, $this->history( 4000000001 ) );
		$wpdb->delete( "{$wpdb->prefix}stockwire_history", array( 'holder_id' => 4000000001 ) );
	}

	public function test_changes_that_are_newer_than_what_the_back_office_said_stay(): void {
		global $wpdb;
		$id  = $this->article( 1 );
		$run = $this->push( array( 1 => 7 ) )->run;
		$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_levels SET updated_at = UTC_TIMESTAMP(6) - INTERVAL 100 DAY WHERE run_id = $run" );
		$before = count( $this->history( $id ) );
		foreach ( array( 95, 99, 101 ) as $days ) {
			$wpdb->query( "INSERT INTO {$wpdb->prefix}stockwire_history (holder_id, at, cause, old_quantity, new_quantity) VALUES ($id, UTC_TIMESTAMP(6) - INTERVAL $days DAY, 'order', 7, 6)" );
		}
		self::assertTrue( ( new Retention() )->work( 90, 60.0 ) );
		// Whoever computes the number anew needs what was sold since.
		self::assertCount( $before + 2, $this->history( $id ) );
		$this->push( array( 1 => 6 ) );
		self::assertTrue( ( new Retention() )->work( 90, 60.0 ) );
		self::assertCount( $before, $this->history( $id ) );
	}

	public function test_a_level_of_a_warehouse_that_is_not_followed_keeps_nothing(): void {
		global $wpdb;
		$wpdb->query( "INSERT INTO {$wpdb->prefix}stockwire_levels (holder_id, warehouse, label, quantity, run_id, updated_at) VALUES (4000000002, 'somebody elses', 'Somebody elses', 1, 1, UTC_TIMESTAMP(6) - INTERVAL 100 DAY)" );
		$wpdb->query( "INSERT INTO {$wpdb->prefix}stockwire_history (holder_id, at, cause) VALUES (4000000002, UTC_TIMESTAMP(6) - INTERVAL 95 DAY, 'other')" );
		( new Retention() )->work( 90, 60.0 );
		$wpdb->delete( "{$wpdb->prefix}stockwire_levels", array( 'holder_id' => 4000000002 ) );
		self::assertSame( array(), $this->history( 4000000002 ) );
	}

	public function test_a_long_run_goes_in_batches_and_is_found_again(): void {
		$quantities = array();
		foreach ( range( 1, 4500 ) as $n ) {
			$quantities[ "{$this->tag}x$n" ] = $n;
		}
		$run = $this->push( $quantities )->run;
		$this->age( $run, 91 );
		self::assertFalse( ( new Retention() )->work( 90, 0.0 ) );
		self::assertSame( array( 'done', 2500 ), array( $this->state_of( $run ), $this->rows( 'lines', $run ) ) );
		self::assertTrue( ( new Retention() )->work( 90, 60.0 ) );
		self::assertSame( array( null, 0 ), array( $this->state_of( $run ), $this->rows( 'lines', $run ) ) );
	}

	public function test_a_look_at_an_undo_goes_after_a_day_and_an_undo_stays(): void {
		$this->article( 1 );
		$run   = $this->push( array( 1 => 7 ) )->run;
		$fresh = ( new Verdict() )->undo( $run, true );
		$old   = ( new Verdict() )->undo( $run, true );
		$done  = ( new Verdict() )->undo( $run );
		$shown = $this->push( array( 1 => 8 ), array( 'shadow' => true ) )->run;
		foreach ( array( $run, $old, $done, $shown ) as $aged ) {
			$this->age( $aged, 2 );
		}
		$this->link( array( 'retention' => 0 ) );
		delete_option( Retention::OPTION );
		( new Retention() )->daily();
		self::assertSame( array( 'done', 'done', null, 'done', 'done' ), array_map( $this->state_of( ... ), array( $run, $fresh, $old, $done, $shown ) ) );
		self::assertSame( 0, $this->rows( 'lines', $old ) );
	}

	public function test_it_works_once_a_day_as_the_owner_says(): void {
		$this->article( 1 );
		$run = $this->push( array( 1 => 7 ) )->run;
		$this->age( $run, 50 );
		delete_option( Retention::OPTION );
		$this->link( array( 'retention' => 0 ) );
		( new Retention() )->daily();
		self::assertSame( 'done', $this->state_of( $run ), 'kept for ever' );
		$this->link( array( 'retention' => 30 ) );
		( new Retention() )->daily();
		self::assertSame( 'done', $this->state_of( $run ), 'today it was done already' );
		update_option( Retention::OPTION, time() - DAY_IN_SECONDS );
		( new Retention() )->daily();
		self::assertNull( $this->state_of( $run ) );
	}

	private function rows( string $table, int $run ): int {
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_$table WHERE run_id = %d", $run ) );
	}
}
