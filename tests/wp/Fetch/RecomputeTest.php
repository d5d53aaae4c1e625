<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Another choice of warehouses, or another buffer, sets the shop anew from what is known.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Fetch;

use Stockwire\Shop\Admin\SettingsActions;
use Stockwire\Shop\Jobs\Fetch;
use Stockwire\Shop\Jobs\Job;
use Stockwire\Shop\Jobs\Recompute;
use Stockwire\Shop\Jobs\Run;
use Stockwire\Shop\Jobs\Trouble;
use Stockwire\Tests\Support\FetchTestCase;

final class RecomputeTest extends FetchTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->shop->simple( 'a', array( 'stock' => 1 ) );
		$this->shop->simple( 'b', array( 'stock' => 1 ) );
		$this->office->has( 'Magazin', array( $this->shop->sku( 'a' ) => '3' ) );
		$this->office->has( 'Depozit', array( $this->shop->sku( 'a' ) => '2', $this->shop->sku( 'b' ) => '4' ) );
		$this->fetch();
		Recompute::wave_off();
		self::assertSame( array( 5.0, 4.0 ), array( $this->stock( 'a' ), $this->stock( 'b' ) ) );
	}

	public function test_fewer_warehouses_are_looked_at_first_and_then_applied(): void {
		$this->settings( array( 'warehouses' => array( 'magazin' ) ) );
		self::assertTrue( Recompute::due() );
		$look = $this->compute( true );
		self::assertSame( array( 'done', true ), array( $look->state, $look->preview ) );
		self::assertGreaterThanOrEqual( 2, $look->numbers['changed'] );
		self::assertGreaterThanOrEqual( 1, $look->numbers['zeroed'] );
		self::assertSame( array( 5.0, 4.0 ), array( $this->stock( 'a' ), $this->stock( 'b' ) ) );
		self::assertTrue( Recompute::due(), 'A look computes nothing' );

		self::assertSame( 'done', $this->compute( false )->state );
		self::assertSame( array( 3.0, 0.0 ), array( $this->stock( 'a' ), $this->stock( 'b' ) ) );
		self::assertFalse( Recompute::due() );
	}

	public function test_a_name_with_a_bar_is_looked_at_like_any_other(): void {
		$this->settings( array( 'warehouses' => array( 'Magazin', 'Depozit | Cluj' ) ) );
		$this->compute( true );
		self::assertTrue( Recompute::seen() );
	}

	public function test_a_worker_that_is_faster_than_whoever_began_it_ends_it_all_the_same(): void {
		$this->settings( array( 'buffer' => 1 ) );
		$at_once = function ( mixed $answer ): mixed {
			$this->work();
			return $answer;
		};
		add_filter( 'pre_http_request', $at_once, 99 );
		$run = Recompute::start( false );
		remove_filter( 'pre_http_request', $at_once, 99 );
		self::assertSame( 'done', $this->run_of( $run )->state );
		self::assertFalse( Recompute::due() );
	}

	public function test_a_choice_that_changes_while_it_is_computed_leaves_it_due_whatever_is_chosen_then(): void {
		$this->settings( array( 'buffer' => 1 ) );
		$run = Recompute::start( false );
		$this->settings( array( 'buffer' => 2 ) );
		$this->work();
		self::assertSame( 'done', $this->run_of( $run )->state );
		self::assertTrue( Recompute::due() );
		$this->settings( array( 'buffer' => 1 ) );
		self::assertTrue( Recompute::due() );
		$this->compute( false );
		self::assertFalse( Recompute::due() );
		self::assertSame( array( 4.0, 3.0 ), array( $this->stock( 'a' ), $this->stock( 'b' ) ) );
	}

	public function test_a_buffer_is_kept_back(): void {
		$this->settings( array( 'buffer' => 2 ) );
		self::assertTrue( Recompute::due() );
		$this->compute( false );
		self::assertSame( array( 3.0, 2.0 ), array( $this->stock( 'a' ), $this->stock( 'b' ) ) );
	}

	public function test_a_choice_that_means_the_same_needs_no_computing(): void {
		$this->settings( array( 'warehouses' => array( 'DEPOZIT', 'Magazin' ), 'brake_percent' => 7 ) );
		self::assertFalse( Recompute::due() );
	}

	public function test_the_way_back_to_the_old_choice_needs_no_computing(): void {
		$this->settings( array( 'warehouses' => array( 'Magazin' ) ) );
		$this->settings( array( 'warehouses' => array( 'Magazin' ), 'buffer' => 3 ) );
		self::assertTrue( Recompute::due() );
		$this->settings( array() );
		self::assertFalse( Recompute::due() );
	}

	public function test_the_owner_may_leave_the_numbers_as_they_are(): void {
		$this->settings( array( 'buffer' => 1 ) );
		Recompute::wave_off();
		self::assertFalse( Recompute::due() );
		self::assertSame( 5.0, $this->stock( 'a' ) );
	}

	public function test_it_waits_for_a_fetch_and_for_warehouses(): void {
		( new Fetch() )->start();
		try {
			Recompute::start( true );
			self::fail( 'Two at once' );
		} catch ( Trouble $trouble ) {
			self::assertStringContainsString( 'under way', $trouble->getMessage() );
		}
		$this->work();
		$this->settings( array( 'warehouses' => array() ) );
		$this->expectException( Trouble::class );
		Recompute::start( true );
	}

	public function test_only_the_choice_that_was_looked_at_is_applied(): void {
		self::assertFalse( Recompute::seen(), 'Nobody looked' );
		$this->settings( array( 'buffer' => 1 ) );
		$this->compute( true );
		self::assertTrue( Recompute::seen() );
		$this->settings( array( 'buffer' => 100 ) );
		self::assertFalse( Recompute::seen(), 'Another choice' );
		$refused = ( new SettingsActions() )->handle( 'recompute' );
		self::assertStringContainsString( 'changed since', (string) $refused->error );
		self::assertSame( 5.0, $this->stock( 'a' ) );
		$this->settings( array( 'buffer' => 1 ) );
		self::assertTrue( Recompute::seen(), 'The way back' );
		self::assertNull( ( new SettingsActions() )->handle( 'recompute' )->error );
		$this->work();
		self::assertSame( 4.0, $this->stock( 'a' ) );
		self::assertFalse( Recompute::seen(), 'It was applied' );
	}

	public function test_one_that_died_before_it_was_committed_begins_again(): void {
		$this->settings( array( 'buffer' => 1 ) );
		$run    = Recompute::start( false );
		$engine = ( new \Stockwire\Shop\EngineFactory() )->engine( 'recompute' );
		$lines  = $engine->stageSums( $run );
		$this->work();
		self::assertSame( array( 'done', $lines ), array( $this->run_of( $run )->state, $this->run_of( $run )->numbers['lines'] ) );
		self::assertSame( 4.0, $this->stock( 'a' ) );
	}

	private function compute( bool $preview ): Run {
		$run = Recompute::start( $preview );
		self::assertSame( $run, Job::load()->record()['run'] );
		$this->work();
		return $this->run_of( $run );
	}
}
