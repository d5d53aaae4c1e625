<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * What the page is told while a fetch goes on.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Fetch;

use Stockwire\Shop\Admin\RunResult;
use Stockwire\Shop\Jobs\Fetch;
use Stockwire\Shop\Jobs\Job;
use Stockwire\Shop\Jobs\Progress;
use Stockwire\Shop\Jobs\Stages;
use Stockwire\Tests\Support\FetchTestCase;

final class ProgressTest extends FetchTestCase {

	public function test_the_numbers_grow_to_what_the_receipt_says(): void {
		$codes = array();
		for ( $i = 0; $i < 40; $i++ ) {
			$codes[ "nobody-$i" ] = '1';
		}
		$this->shop->simple( 'a', array( 'stock' => 1 ) );
		$this->office->has( 'Magazin', array( $this->shop->sku( 'a' ) => '3' ) + $codes );
		$this->settings( array( 'brake_products' => 100 ) );
		$run  = ( new Fetch() )->start();
		$seen = array( $this->progress( $run ) );
		// Each listener sees a step; a step is ten lines.
		$watch = function ( string $sql ) use ( $run, &$seen ): string {
			static $inside = false;
			if ( ! $inside && str_contains( $sql, 'stockwire_lease' ) && str_contains( $sql, 'CONCAT' ) ) {
				$inside = true;
				$seen[] = $this->progress( $run );
				$inside = false;
			}
			return $sql;
		};
		add_filter( 'query', $watch );
		$this->steps( 10 )->work( 20.0 );
		remove_filter( 'query', $watch );

		$states = array_values( array_unique( array_column( $seen, 'state' ) ) );
		self::assertSame( array( 'staging', 'matching', 'trying', 'applying' ), array_slice( $states, 0, 4 ) );
		foreach ( $seen as $report ) {
			self::assertLessThanOrEqual( $report['total'], $report['position'] );
			self::assertNotSame( '', $report['text'] );
			self::assertNull( 'staging' === $report['state'] ? $report['left'] : null, 'Nobody knows how much is coming' );
			self::assertSame( 'staging' === $report['state'] ? 0 : 41, $report['total'] );
		}
		self::assertGreaterThan( 3, count( array_unique( array_column( $seen, 'position' ) ) ) );
		$end = $this->progress( $run );
		self::assertSame( array( false, 41, 1, 1, 'done' ), array( $end['running'], $end['read'], $end['matched'], $end['changed'], $end['state'] ) );
	}

	public function test_numbers_stand_behind_what_they_count_so_that_no_language_has_to_inflect(): void {
		$this->office->has( 'Magazin', array( 'nobody' => '1' ) );
		$run = $this->fetch();
		ob_start();
		RunResult::render( $run );
		self::assertStringContainsString( 'Lines: 1, changed: 0, to zero: 0, unmatched: 1.', (string) ob_get_clean() );
		$run = ( new Fetch() )->start();
		$job = Job::load();
		self::assertNotNull( $job );
		$job->keep( array( 'reading' => 'Magazin' ) );
		self::assertStringStartsWith( 'Reading Magazin. Lines so far: 0.', $this->progress( $run )['text'] );
		( new Fetch() )->cancel( $run );
	}

	/** @return iterable<string, array{0: array<string, float>, 1: string, 2: int, 3: int, 4: ?int, 5?: int}> pace, state, position, seconds in it, left, lines last time */
	public static function paces(): iterable {
		yield 'nothing is known' => array( array(), 'matching', 0, 0, null );
		yield 'a moment says nothing' => array( array(), 'applying', 100, 1, null );
		yield 'its own pace' => array( array(), 'applying', 250, 10, 30 );
		yield 'its own pace goes before the last' => array( array( 'applying' => 1000.0 ), 'applying', 250, 10, 30 );
		yield 'the pace of the last run' => array( array( 'applying' => 60.0 ), 'applying', 500, 1, 30 );
		yield 'what comes after is not known' => array( array(), 'matching', 500, 10, null );
		yield 'what comes after is counted' => array( array( 'applying' => 60.0 ), 'matching', 500, 10, 70 );
		yield 'all that comes after is counted' => array( array( 'trying' => 20.0, 'applying' => 60.0 ), 'matching', 500, 10, 90 );
		yield 'what is read is compared with the last fetch' => array( array( 'staging' => 20.0, 'matching' => 10.0, 'applying' => 60.0 ), 'staging', 0, 1, 160, 2000 );
		yield 'what is read, by its own pace' => array( array( 'staging' => 900.0, 'matching' => 10.0, 'applying' => 60.0 ), 'staging', 0, 10, 150, 2000 );
		yield 'more is read than the last time' => array( array( 'staging' => 20.0, 'matching' => 10.0, 'applying' => 60.0 ), 'staging', 0, 10, null, 999 );
		yield 'while it is read nobody knows' => array( array( 'matching' => 1.0, 'applying' => 60.0 ), 'staging', 0, 10, null );
	}

	/**
	 * @dataProvider paces
	 * @param array<string, float> $pace
	 */
	public function test_the_time_left_is_said_where_something_is_known( array $pace, string $state, int $position, int $seconds, ?int $left, int $last = 0 ): void {
		global $wpdb;
		$run = ( new Fetch() )->start();
		update_option( Stages::PACE, $pace, false );
		if ( $last > 0 ) {
			// Two warehouses of the three that were ever read.
			update_option( Stages::LINES, array( 'Magazin' => $last - 1, 'Depozit' => 1, '7' => 5000 ), false );
		}
		Job::load()->keep( array( 'phases' => array( $state => (int) ( microtime( true ) * 1000 ) - 1000 * $seconds ) ) );
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}stockwire_runs SET state = %s, line_count = 1000, position = %d WHERE id = %d", $state, $position, $run ) );
		$report = $this->progress( $run );
		if ( null === $left ) {
			self::assertNull( $report['left'] );
			self::assertStringNotContainsString( 'left', $report['text'] );
		} else {
			self::assertEqualsWithDelta( $left, $report['left'], 2 );
			self::assertStringContainsString( 'left', $report['text'] );
		}
		( new Fetch() )->cancel( $run );
	}

	public function test_a_long_run_leaves_its_pace_to_the_next_one(): void {
		$codes = array();
		for ( $i = 0; $i < 600; $i++ ) {
			$codes[ "nobody-$i" ] = '1';
		}
		$this->office->has( 'Magazin', array_slice( $codes, 0, 10 ) );
		$this->fetch();
		self::assertFalse( get_option( Stages::PACE ), 'A few lines say nothing about many' );
		$this->office->has( 'Magazin', $codes );
		$this->fetch();
		$pace = get_option( Stages::PACE );
		self::assertSame( array( 'staging', 'matching', 'applying' ), array_keys( $pace ) );
		self::assertGreaterThan( 0, $pace['applying'] );
		self::assertSame( array( 'Magazin' => 610, 'Depozit' => 0 ), get_option( Stages::LINES ) );
		self::assertNull( Stages::expected( array( 'Magazin', 'Altul' ) ), 'A warehouse that was never read' );
	}

	/** @return array<string, mixed> */
	private function progress( int $run ): array {
		return Progress::of( $this->run_of( $run ) );
	}
}
