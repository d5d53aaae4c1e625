<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Whose turn it is: one fetch at a time, and what becomes of a run that lost its place.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Fetch;

use Stockwire\Refusal;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Jobs\Fetch;
use Stockwire\Shop\Jobs\Job;
use Stockwire\Shop\Jobs\Stopped;
use Stockwire\Shop\Jobs\Swap;
use Stockwire\Shop\Jobs\Trouble;
use Stockwire\Tests\Support\FetchTestCase;

final class JobTest extends FetchTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->shop->simple( 'a', array( 'stock' => 1.0 ) );
		$this->office->has( 'Magazin', array( $this->shop->sku( 'a' ) => '4' ) );
	}

	public function test_one_fetch_at_a_time(): void {
		$run = ( new Fetch() )->start();
		try {
			( new Fetch() )->start();
			self::fail( 'A second fetch began' );
		} catch ( Trouble $trouble ) {
			self::assertStringContainsString( 'under way', $trouble->getMessage() );
		}
		$this->work();
		self::assertSame( 'done', $this->run_of( $run )->state );
		( new Fetch() )->start();
	}

	public function test_a_worker_whose_job_is_over_writes_nothing_over_the_next_one(): void {
		$first = ( new Fetch() )->start();
		$late  = Job::load();
		( new Fetch() )->cancel( $first );
		$second = ( new Fetch() )->start();
		try {
			$late->keep( array( 'reading' => 'Magazin' ) );
			self::fail( 'The next job was written over' );
		} catch ( Stopped ) {
			self::assertSame( $second, Job::load()?->record()['run'] );
		}
		$this->work();
		self::assertSame( 'done', $this->run_of( $second )->state );
	}

	public function test_who_was_taken_for_dead_while_it_opened_its_run_ends_it(): void {
		$runs = array();
		$late = static function ( int $run ) use ( &$runs ): void {
			// As a minute later.
			Swap::drop( Job::OPTION );
			$runs = array( $run, ( new Fetch() )->start() );
		};
		try {
			( new Fetch() )->open( 'fetch', false, array( 'Magazin' ), $late );
			self::fail( 'Two fetches are under way' );
		} catch ( Trouble $trouble ) {
			self::assertStringContainsString( 'under way', $trouble->getMessage() );
		}
		$this->work();
		self::assertSame( array( 'cancelled', 'done' ), array_map( fn( int $run ): string => $this->run_of( $run )->state, $runs ) );
	}

	public function test_a_fetch_that_could_not_open_its_run_leaves_the_place_free(): void {
		global $wpdb;
		// The engine writes nothing inside a transaction of somebody else's.
		$wpdb->query( 'START TRANSACTION' );
		try {
			( new Fetch() )->start();
			self::fail( 'It was opened' );
		} catch ( Refusal ) {
			$wpdb->query( 'COMMIT' );
		}
		self::assertSame( 'done', $this->fetch()->state );
	}

	public function test_a_staged_run_that_no_job_knows_is_dropped_after_ten_minutes(): void {
		$engine = ( new EngineFactory() )->engine( 'inbox' );
		$run    = $engine->open();
		$engine->stage( $run, $this->office->stock['Magazin'] );
		$this->steps()->sweep();
		self::assertSame( 'staging', $this->run_of( $run )->state );
		$this->age( $run, 700 );
		$this->steps()->sweep();
		self::assertSame( array( 'failed', 0, 1.0 ), array( $this->run_of( $run )->state, $this->staged( $run ), $this->stock( 'a' ) ) );
	}
}
