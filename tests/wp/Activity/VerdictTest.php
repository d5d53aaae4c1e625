<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The owner's word: a held run is released or discarded once, a finished one is taken back as far as nothing newer stands in the way.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Activity;

use Stockwire\Refusal;
use Stockwire\Shop\Activity\Lines;
use Stockwire\Shop\Activity\Run;
use Stockwire\Shop\Activity\Runs;
use Stockwire\Shop\Activity\Verdict;
use Stockwire\Shop\Jobs\Lease;
use Stockwire\Shop\Jobs\Steps;
use Stockwire\Tests\Support\ActivityTestCase;

final class VerdictTest extends ActivityTestCase {

	private Verdict $verdict;

	protected function setUp(): void {
		parent::setUp();
		$this->verdict = new Verdict();
	}

	public function test_a_released_run_is_written_and_told_once(): void {
		$ids = array( $this->article( 1 ), $this->article( 2 ) );
		$run = $this->held( 1, 2 );
		self::assertSame( array( 5.0, 5.0 ), array_map( $this->stock( ... ), $ids ) );
		$told = $this->told( fn() => self::assertTrue( $this->verdict->release( $run ) ) );
		self::assertSame( array( 0.0, 0.0 ), array_map( $this->stock( ... ), $ids ) );
		sort( $told );
		self::assertSame( $ids, $told );
		self::assertFalse( $this->verdict->release( $run ) );
		self::assertFalse( $this->verdict->discard( $run ) );
	}

	public function test_a_discarded_run_is_never_written(): void {
		$id  = $this->article( 1 );
		$run = ( $this->article( 2 ) > 0 ) ? $this->held( 1, 2 ) : 0;
		self::assertTrue( $this->verdict->discard( $run ) );
		self::assertSame( 'discarded', $this->state_of( $run ) );
		self::assertFalse( $this->verdict->release( $run ) );
		self::assertSame( 5.0, $this->stock( $id ) );
	}

	public function test_a_run_that_is_over_or_not_there_takes_no_word(): void {
		$this->article( 1 );
		$done = $this->push( array( 1 => 7 ) )->run;
		foreach ( array( $done, PHP_INT_MAX ) as $run ) {
			self::assertFalse( $this->verdict->release( $run ) );
			self::assertFalse( $this->verdict->discard( $run ) );
		}
		self::assertSame( 'done', $this->state_of( $done ) );
	}

	public function test_an_undo_goes_back_and_is_told(): void {
		$ids = array( $this->article( 1 ), $this->article( 2 ) );
		$run = $this->push( array( 1 => 7, 2 => 0 ) )->run;
		$undo = 0;
		$told = $this->told( function () use ( $run, &$undo ): void {
			$undo = $this->verdict->undo( $run );
		} );
		self::assertSame( array( 5.0, 5.0 ), array_map( $this->stock( ... ), $ids ) );
		sort( $told );
		self::assertSame( $ids, $told );
		$row = $this->run_of( $undo );
		self::assertSame( array( 'undo', 'done', $run ), array( $row->source, $row->state, $row->undo_of ) );
		self::assertSame( 'instock', get_post_meta( $ids[1], '_stock_status', true ) );
		self::assertSame( $undo, ( new Runs() )->undo_of( $this->run_of( $run ) )?->id );
	}

	public function test_what_changed_since_is_left_alone_and_listed(): void {
		$kept = $this->article( 1 );
		$back = $this->article( 2 );
		$run  = $this->push( array( 1 => 7, 2 => 8 ) )->run;
		wc_update_product_stock( $kept, 6 );
		$undo  = $this->verdict->undo( $run );
		$lines = array_column( ( new Lines() )->page( $this->run_of( $undo ), '', 10, 0 ), null, 'code' );
		self::assertSame( array( 6.0, 5.0 ), array( $this->stock( $kept ), $this->stock( $back ) ) );
		self::assertSame( array( 'stale', 'changed_since' ), array( $lines[ $this->code( 1 ) ]['outcome'], $lines[ $this->code( 1 ) ]['reason'] ) );
		self::assertSame( 'updated', $lines[ $this->code( 2 ) ]['outcome'] );
	}

	public function test_the_preview_of_an_undo_says_the_same_and_writes_nothing(): void {
		$kept = $this->article( 1 );
		$back = $this->article( 2 );
		$run  = $this->push( array( 1 => 7, 2 => 8 ) )->run;
		wc_update_product_stock( $kept, 6 );
		$tried = $this->run_of( $this->verdict->undo( $run, true ) );
		self::assertTrue( $tried->preview );
		self::assertFalse( $tried->undoable() );
		self::assertNull( ( new Runs() )->undo_of( $this->run_of( $run ) ) );
		self::assertSame( array( 6.0, 8.0 ), array( $this->stock( $kept ), $this->stock( $back ) ) );
		self::assertEquals( array( 'updated' => 1, 'stale' => 1 ), ( new Lines() )->counts( $tried ) );
		self::assertEquals( ( new Lines() )->counts( $tried ), ( new Lines() )->counts( $this->run_of( $this->verdict->undo( $run ) ) ) );
	}

	public function test_an_undo_can_be_undone(): void {
		$id = $this->article( 1 );
		$this->verdict->undo( $this->verdict->undo( $this->push( array( 1 => 7 ) )->run ) );
		self::assertSame( 7.0, $this->stock( $id ) );
	}

	public function test_a_run_that_is_not_over_or_wrote_nothing_cannot_be_taken_back(): void {
		$this->article( 1 );
		$this->article( 2 );
		$held  = $this->held( 1, 2 );
		$tried = $this->push( array( 1 => 9 ), array( 'shadow' => true ) )->run;
		foreach ( array( $held, $tried, PHP_INT_MAX ) as $run ) {
			try {
				$this->verdict->undo( $run );
				self::fail( "run $run was taken back" );
			} catch ( Refusal $refusal ) {
				self::assertNotSame( '', $refusal->getMessage() );
			}
		}
		self::assertFalse( $this->run_of( $held )->undoable() );
		self::assertFalse( $this->run_of( $tried )->undoable() );
	}

	public function test_an_undo_waits_while_another_run_is_carried_out(): void {
		$id    = $this->article( 1 );
		$run   = $this->push( array( 1 => 7 ) )->run;
		$lease = Lease::take();
		self::assertNotNull( $lease );
		// The shop's own request to itself would take the lease as soon as it is free.
		$held = static fn(): array => array( 'response' => array( 'code' => 202 ), 'body' => '', 'headers' => array(), 'cookies' => array() );
		add_filter( 'pre_http_request', $held );
		try {
			$undo = $this->verdict->undo( $run );
			self::assertSame( array( 'applying', 7.0 ), array( $this->state_of( $undo ), $this->stock( $id ) ) );
		} finally {
			$lease->release();
			remove_filter( 'pre_http_request', $held );
		}
		( new Steps() )->work( 20.0, $undo );
		self::assertSame( array( 'done', 5.0 ), array( $this->state_of( $undo ), $this->stock( $id ) ) );
	}

	public function test_an_undo_is_the_owner_s_own_word_and_shadow_mode_does_not_stop_it(): void {
		$id  = $this->article( 1 );
		$run = $this->push( array( 1 => 7 ) )->run;
		$this->link( array( 'shadow' => true ) );
		$this->verdict->undo( $run );
		self::assertSame( 5.0, $this->stock( $id ) );
	}

	public function test_only_a_run_that_changed_something_offers_an_undo(): void {
		$this->article( 1 );
		self::assertTrue( $this->run_of( $this->push( array( 1 => 7 ) )->run )->undoable() );
		self::assertFalse( $this->run_of( $this->push( array( 1 => 7 ) )->run )->undoable() );
		self::assertFalse( $this->run_of( $this->push( array( 'none' => 7 ) )->run )->undoable() );
	}

	private function run_of( int $id ): Run {
		$run = ( new Runs() )->find( $id );
		self::assertNotNull( $run );
		return $run;
	}

	/** @return list<int> holders that WordPress was told of */
	private function told( callable $work ): array {
		$told   = array();
		$listen = static function ( \WC_Product $product ) use ( &$told ): void {
			$told[] = $product->get_id();
		};
		add_action( 'woocommerce_product_set_stock', $listen );
		$work();
		remove_action( 'woocommerce_product_set_stock', $listen );
		wp_cache_flush();
		return $told;
	}
}
