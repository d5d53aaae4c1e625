<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Tables of an earlier version get what they lack, keys included, and keep their rows.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Activity;

use Stockwire\Shop\Activity\Runs;
use Stockwire\Shop\Activity\Verdict;
use Stockwire\Shop\Tables;
use Stockwire\Tests\Support\ActivityTestCase;

final class TablesUpgradeTest extends ActivityTestCase {

	protected function tearDown(): void {
		update_option( Tables::VERSION_OPTION, 0 );
		Tables::ensure();
		parent::tearDown();
	}

	public function test_a_missing_key_and_a_missing_column_are_added_once(): void {
		global $wpdb;
		$this->article( 1 );
		$run  = $this->push( array( 1 => 7 ) )->run;
		$runs = "{$wpdb->prefix}stockwire_runs";
		$wpdb->query( "ALTER TABLE $runs DROP KEY state, DROP COLUMN undo_of" );
		Tables::ensure();
		self::assertSame( array(), $this->keys( $runs ), 'nothing is done while the version is right' );
		update_option( Tables::VERSION_OPTION, 1 );
		Tables::ensure();
		Tables::ensure();
		self::assertSame( array( 'state' ), $this->keys( $runs ) );
		self::assertSame( array( $run, 0 ), array( ( new Runs() )->find( $run )?->id, ( new Runs() )->find( $run )?->undo_of ) );
		self::assertSame( Tables::VERSION, (int) get_option( Tables::VERSION_OPTION ) );
	}

	public function test_what_version_3_did_not_keep_is_added_and_its_runs_can_be_taken_back(): void {
		global $wpdb;
		$id  = $this->article( 1 );
		$run = $this->push( array( 1 => 7 ) )->run;
		$wpdb->query( "ALTER TABLE {$wpdb->prefix}stockwire_lines DROP COLUMN written_at" );
		$wpdb->query( "ALTER TABLE {$wpdb->prefix}stockwire_staged DROP COLUMN after_run" );
		$wpdb->query( "ALTER TABLE {$wpdb->prefix}stockwire_runs DROP COLUMN tries" );
		update_option( Tables::VERSION_OPTION, 3 );
		Tables::ensure();
		$undo = ( new Verdict() )->undo( $run );
		self::assertSame( array( 'done', 5.0 ), array( $this->state_of( $undo ), $this->stock( $id ) ) );
	}

	public function test_held_runs_are_found_by_their_key(): void {
		global $wpdb;
		( new Runs() )->held();
		self::assertStringContainsString( 'state', (string) $wpdb->get_row( "EXPLAIN {$wpdb->last_query}" )->possible_keys );
	}

	/** @return list<string> keys on the state */
	private function keys( string $table ): array {
		global $wpdb;
		return $wpdb->get_col( "SHOW INDEX FROM $table WHERE Column_name = 'state'", 2 );
	}
}
