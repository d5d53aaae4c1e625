<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Runs and the changes of others in one order, and what the number was on a day.
 */

declare(strict_types=1);

namespace Stockwire\Tests\History;

use Stockwire\Shop\Activity\Verdict;
use Stockwire\Shop\Admin\Activity\Sentences;
use Stockwire\Shop\Admin\Activity\TimelineView;
use Stockwire\Shop\History\Beginning;
use Stockwire\Shop\History\Timeline;
use Stockwire\Tests\Support\ActivityTestCase;

final class TimelineTest extends ActivityTestCase {

	private int $id;

	private ?string $since;

	protected function setUp(): void {
		parent::setUp();
		$this->since = get_option( Beginning::OPTION, null );
		$this->id = $this->article( 1, 5 );
		$this->recorder->flush();
	}

	public function test_pushes_orders_and_undos_stand_in_one_order(): void {
		$run = $this->push( array( 1 => 9 ) )->run;
		wc_update_product_stock( $this->id, 8 );
		$this->recorder->flush();
		$this->push( array( 1 => 12 ) );
		( new Verdict() )->undo( $this->push( array( 1 => 3 ) )->run );
		self::assertSame( array( 'undo 3→12', 'tests 12→3', 'tests 8→12', 'other 9→8', 'tests 5→9', 'other →5' ), $this->told() );
		self::assertSame( $run, ( new Timeline( $this->id ) )->events( 10 )[4]->run );
		self::assertSame( 6, ( new Timeline( $this->id ) )->count() );
		self::assertSame( array( 'tests 8→12', 'other 9→8' ), $this->told( 2, 2 ) );
	}

	public function test_what_changed_nothing_or_was_only_tried_is_not_there(): void {
		$this->push( array( 1 => 5 ) );
		$this->push( array( 1 => 9 ), array( 'shadow' => true ) );
		self::assertSame( array( 'other →5' ), $this->told() );
	}

	public function test_a_released_run_is_dated_by_its_release(): void {
		global $wpdb;
		$this->article( 2 );
		$held = $this->held( 1, 2 );
		wc_update_product_stock( $this->id, 4 );
		$this->recorder->flush();
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}stockwire_runs SET started_at = started_at - INTERVAL 2 DAY WHERE id = %d", $held ) );
		( new Verdict() )->release( $held );
		self::assertSame( array( 'tests 4→0', 'other 5→4', 'other →5' ), $this->told() );
	}

	public function test_the_number_of_a_day_is_that_of_its_last_change(): void {
		$this->events( array( '2026-03-01 10:00:00' => array( 5, 7 ), '2026-03-03 10:00:00' => array( 7, 2 ) ) );
		$on = fn( string $day ): ?string => ( new Timeline( $this->id ) )->at_end_of( $day )['quantity'];
		self::assertSame( array( '5.000000', '7.000000', '7.000000', '2.000000', '2.000000' ), array_map( $on, array( '2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03', '2030-01-01' ) ) );
	}

	public function test_a_day_ends_at_the_midnight_of_the_shop(): void {
		$zone = get_option( 'timezone_string' );
		update_option( 'timezone_string', 'Europe/Bucharest' );
		try {
			$this->events( array( '2026-01-14 21:59:59.999999' => array( 5, 7 ), '2026-01-14 22:00:00' => array( 7, 2 ) ) );
			self::assertSame( '7.000000', ( new Timeline( $this->id ) )->at_end_of( '2026-01-14' )['quantity'] );
			self::assertSame( '2.000000', ( new Timeline( $this->id ) )->at_end_of( '2026-01-15' )['quantity'] );
		} finally {
			update_option( 'timezone_string', $zone );
		}
	}

	public function test_nothing_is_claimed_where_nothing_is_known(): void {
		$this->watched_since( '2026-02-01 00:00:00' );
		foreach ( array( '2026-01-01', '2026-01-31', 'nonsense', '' ) as $day ) {
			self::assertSame( array( 'known' => false, 'quantity' => null, 'event' => null, 'now' => false ), ( new Timeline( $this->id ) )->at_end_of( $day ), $day );
		}
	}

	public function test_what_never_changed_since_it_is_watched_was_then_what_it_is_now(): void {
		$this->watched_since( gmdate( 'Y-m-d H:i:s', time() - 10 * DAY_IN_SECONDS ) );
		$day  = static fn( int $days ): string => (string) wp_date( 'Y-m-d', time() - $days * DAY_IN_SECONDS );
		$then = ( new Timeline( $this->id ) )->at_end_of( $day( 5 ) );
		self::assertSame( array( true, 5.0, true ), array( $then['known'], (float) $then['quantity'], $then['now'] ) );
		self::assertFalse( ( new Timeline( $this->id ) )->at_end_of( $day( 20 ) )['known'] );
		$this->link( array( 'retention' => 3 ) );
		self::assertFalse( ( new Timeline( $this->id ) )->at_end_of( $day( 5 ) )['known'], 'What changed then is not kept any more' );
		self::assertTrue( ( new Timeline( $this->id ) )->at_end_of( $day( 1 ) )['known'] );
		self::assertStringContainsString( 'No change is known since then', TimelineView::answer( new Timeline( $this->id ), $day( 1 ) ) );
	}

	public function test_a_run_that_found_another_number_than_was_known_says_so(): void {
		global $wpdb;
		$this->push( array( 1 => 9 ) );
		$wpdb->query( "UPDATE {$wpdb->postmeta} SET meta_value = '7' WHERE post_id = {$this->id} AND meta_key = '_stock'" );
		wp_cache_flush();
		$this->push( array( 1 => 12 ) );
		self::assertSame( array( 'tests 7→12', 'unseen 9→7', 'tests 5→9', 'other →5' ), $this->told() );
		self::assertSame( array( 'tests 7→12', 'unseen 9→7' ), $this->told( 1 ), 'also where the page ends there' );
		self::assertSame( 'Found 7, expected 9: it was changed past WooCommerce, as by SQL or another tool.', Sentences::cause( ( new Timeline( $this->id ) )->events( 2 )[1] ) );
	}

	public function test_a_change_that_is_dated_before_the_run_it_went_on_from_is_none_of_an_unknown_hand(): void {
		global $wpdb;
		$run = $this->push( array( 1 => 9 ) )->run;
		wc_update_product_stock( $this->id, 8 );
		$this->recorder->flush();
		$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_lines SET announced_at = UTC_TIMESTAMP(6) + INTERVAL 1 SECOND WHERE run_id = $run" );
		$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_runs SET finished_at = UTC_TIMESTAMP(6) + INTERVAL 1 SECOND WHERE id = $run" );
		self::assertSame( array( 'tests 5→9', 'other 9→8', 'other →5' ), $this->told() );
	}

	public function test_each_warehouse_has_its_last_number(): void {
		$this->push( array( 1 => 9 ) );
		$this->push( array( 1 => 9 ), array( 'source' => 'tests' ) );
		$levels = ( new Timeline( $this->id ) )->levels();
		self::assertCount( 1, $levels );
		self::assertSame( array( self::WAREHOUSE, '9.000000' ), array( $levels[0]['label'], $levels[0]['quantity'] ) );
	}

	public function test_a_history_is_read_by_indexes(): void {
		global $wpdb;
		$this->push( array( 1 => 9 ) );
		$this->told();
		foreach ( $wpdb->get_results( "EXPLAIN {$wpdb->last_query}" ) as $row ) {
			if ( in_array( $row->table, array( 'l', 'r', "{$wpdb->prefix}stockwire_history" ), true ) ) {
				self::assertNotNull( $row->key, $row->table );
			}
		}
	}

	/** Nothing is known of the product, and only what came later would be. */
	private function watched_since( string $utc ): void {
		global $wpdb;
		$wpdb->delete( "{$wpdb->prefix}stockwire_history", array( 'holder_id' => $this->id ) );
		update_option( Beginning::OPTION, $utc, false );
	}

	protected function tearDown(): void {
		null === $this->since ? delete_option( Beginning::OPTION ) : update_option( Beginning::OPTION, $this->since, false );
		parent::tearDown();
	}

	/** @param array<string, array{int, int}> $changes time => old and new number, in place of what there is */
	private function events( array $changes ): void {
		global $wpdb;
		$wpdb->delete( "{$wpdb->prefix}stockwire_history", array( 'holder_id' => $this->id ) );
		foreach ( $changes as $at => list( $old, $new ) ) {
			$wpdb->insert( "{$wpdb->prefix}stockwire_history", array( 'holder_id' => $this->id, 'at' => $at, 'cause' => 'other', 'old_quantity' => $old, 'new_quantity' => $new ) );
		}
	}

	/** @return list<string> "cause old→new", newest first */
	private function told( int $limit = 20, int $offset = 0 ): array {
		$short = static fn( ?string $number ): string => null === $number ? '' : (string) (float) $number;
		return array_map( static fn( $event ): string => "$event->cause {$short( $event->before )}→{$short( $event->after )}", ( new Timeline( $this->id ) )->events( $limit, $offset ) );
	}
}
