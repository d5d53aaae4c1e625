<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * A requirement that is not met any more while a run is under way: it waits, says why, and goes on once the cure is there.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Fetch;

use Stockwire\Shop\Activity\Verdict;
use Stockwire\Shop\Cli\Command;
use Stockwire\Shop\Cli\FetchCommand;
use Stockwire\Shop\Cli\Input;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Fetch\Failure;
use Stockwire\Shop\Jobs\Fetch;
use Stockwire\Shop\Jobs\Lease;
use Stockwire\Shop\Jobs\Run;
use Stockwire\Shop\Jobs\Schedule;
use Stockwire\Shop\Jobs\Steps;
use Stockwire\Shop\Jobs\Swap;
use Stockwire\Tests\Support\FetchTestCase;
use Stockwire\Tests\Support\Obstacle;
use Stockwire\Tests\Support\Printed;

final class ObstacleTest extends FetchTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->shop->simple( 'a', array( 'stock' => 1 ) );
		$this->shop->simple( 'b', array( 'stock' => 1 ) );
		$this->office->has( 'Magazin', array( $this->shop->sku( 'a' ) => '0', $this->shop->sku( 'b' ) => '0' ) );
	}

	public function test_a_fetch_waits_before_it_reads_and_is_never_given_up_ko(): void {
		$run = ( new Fetch() )->start();
		as_unschedule_all_actions( Steps::HOOK );
		Obstacle::put();
		for ( $i = 0; $i < 2 * Steps::MAX_TRIES; $i++ ) {
			$this->steps()->sweep();
			$this->assert_it_waits( $run, 'staging' );
			$this->later( $run );
		}
		self::assertSame( array(), $this->office->asked );
	}

	public function test_it_goes_on_once_the_cure_is_there_ok(): void {
		$run = ( new Fetch() )->start();
		Obstacle::put();
		$this->work();
		Obstacle::take_away();
		$this->work();
		$this->assert_it_waits( $run, 'staging' );
		$this->later( $run );
		$this->steps()->sweep();
		$this->assert_it_is_done( $run );
	}

	public function test_nobody_comes_round_for_it_all_the_time_ok(): void {
		$run = ( new Fetch() )->start();
		as_unschedule_all_actions( Steps::HOOK );
		Obstacle::put();
		for ( $i = 0; $i < 5; $i++ ) {
			self::assertTrue( $this->steps()->work( 5.0, $run ), 'There is nothing to go on with at once' );
			$this->steps()->sweep();
		}
		$actions = as_get_scheduled_actions( array( 'hook' => Steps::HOOK, 'args' => array( $run ), 'status' => 'pending', 'per_page' => -1 ) );
		self::assertCount( 1, $actions );
		self::assertEqualsWithDelta( 300, $this->run_of( $run )->numbers['wait'], 5 );
	}

	public function test_a_fetch_that_writes_stops_between_two_steps_ko(): void {
		$run = ( new Fetch() )->start();
		// Its worker loses its lease after the first product.
		$steal = static fn() => Swap::drop( Lease::OPTION );
		add_action( 'woocommerce_product_set_stock', $steal );
		$this->steps( 1 )->work( 30.0 );
		remove_action( 'woocommerce_product_set_stock', $steal );
		$before = array( $this->stock( 'a' ), $this->stock( 'b' ) );
		Obstacle::put();
		$this->work();
		$this->assert_it_waits( $run, 'applying', $before );
		Obstacle::take_away();
		$this->later( $run );
		$this->work();
		$this->assert_it_is_done( $run );
	}

	public function test_a_released_run_waits_and_is_written_once_the_cure_is_there_ko(): void {
		$this->settings( array( 'brake_products' => 1 ) );
		$run = $this->fetch();
		self::assertSame( 'held', $run->state );
		Obstacle::put();
		( new Verdict() )->release( $run->id );
		$this->assert_it_waits( $run->id, 'applying' );
		Obstacle::take_away();
		$this->later( $run->id );
		$this->work();
		$this->assert_it_is_done( $run->id );
	}

	public function test_a_run_of_a_dead_worker_waits_too_ko(): void {
		$engine = ( new EngineFactory() )->engine( 'inbox' );
		$run    = $engine->open();
		$engine->stage( $run, $this->office->stock['Magazin'] );
		$engine->commit( $run );
		$this->age( $run, 90 );
		Obstacle::put();
		$this->steps()->sweep();
		$this->assert_it_waits( $run, 'matching' );
		Obstacle::take_away();
		$this->age( $run, 400 );
		$this->later( $run );
		$this->steps()->sweep();
		$this->assert_it_is_done( $run );
	}

	public function test_a_fetch_that_waits_is_cancelled_all_the_same_ok(): void {
		$run = ( new Fetch() )->start();
		Obstacle::put();
		$this->work();
		self::assertTrue( ( new Fetch() )->cancel( $run ) );
		self::assertSame( array( 'cancelled', 0 ), array( $this->run_of( $run )->state, $this->staged( $run ) ) );
	}

	public function test_the_owner_is_told_by_mail_of_scheduled_fetches_that_do_not_come_while_one_waits_ko(): void {
		$this->settings( array( 'schedule' => '15m' ) );
		$run = ( new Fetch() )->start( 'schedule' );
		Obstacle::put();
		$this->work();
		foreach ( array( 1, 2 ) as $time ) {
			Swap::set( Schedule::DUE, '15m|' . ( Swap::now() - 5 ) );
			self::assertSame( 0, ( new Schedule() )->tick() );
			self::assertCount( 1, $this->mails, "Once, at time $time" );
		}
		self::assertStringContainsString( Obstacle::WORD, $this->mails[0][1] );
		Obstacle::take_away();
		$this->later( $run );
		$this->work();
		$this->assert_it_is_done( $run );
	}

	public function test_a_command_does_not_wait_for_the_cure_ko(): void {
		$this->office->next = array(
			static function (): never {
				Obstacle::put();
				throw new Failure( 'rate', 'Too many', 3600 );
			},
		);
		$printed = new Printed();
		$never   = static fn(): never => throw new \LogicException( 'It sleeps until somebody finds the cure' );
		$code    = ( new FetchCommand( new Fetch(), $this->steps(), $never ) )->run( new Input( array(), array( 'format' => 'json' ) ), $printed );
		self::assertSame( Command::FAILED, $code );
		self::assertStringContainsString( Obstacle::WORD, (string) end( $printed->said ) );
		self::assertTrue( Run::newest( Fetch::SOURCES )?->unfinished() );
	}

	/** @param array{?float, ?float} $stock */
	private function assert_it_waits( int $run, string $state, array $stock = array( 1.0, 1.0 ) ): void {
		$row = $this->run_of( $run );
		self::assertSame( array( $state, $stock, 0 ), array( $row->state, array( $this->stock( 'a' ), $this->stock( 'b' ) ), $row->numbers['tries'] ) );
		self::assertGreaterThan( 0, $row->numbers['wait'] );
		self::assertStringContainsString( Obstacle::WORD, $row->facts['error'] );
	}

	private function assert_it_is_done( int $run ): void {
		$row = $this->run_of( $run );
		self::assertSame( array( 'done', 0.0, 0.0 ), array( $row->state, $this->stock( 'a' ), $this->stock( 'b' ) ) );
		self::assertStringNotContainsString( Obstacle::WORD, $row->facts['error'], 'What it waited for is over' );
	}
}
