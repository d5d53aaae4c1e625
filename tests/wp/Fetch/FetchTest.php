<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * A fetch sets the shop to what was read whole, and to nothing else.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Fetch;

use Stockwire\Shop\Fetch\Account;
use Stockwire\Shop\Fetch\Failure;
use Stockwire\Shop\Jobs\Fetch;
use Stockwire\Shop\Jobs\Job;
use Stockwire\Shop\Announcer;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Jobs\Lease;
use Stockwire\Shop\Jobs\ProductFetch;
use Stockwire\Shop\Jobs\Run;
use Stockwire\Shop\Jobs\Runs;
use Stockwire\Shop\Jobs\Schedule;
use Stockwire\Shop\Jobs\Steps;
use Stockwire\Shop\Jobs\Swap;
use Stockwire\Shop\Jobs\Trouble;
use Stockwire\Tests\Support\FetchTestCase;
use Stockwire\Tests\Support\Push;

final class FetchTest extends FetchTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->shop->simple( 'a', array( 'stock' => 1 ) );
		$this->shop->simple( 'b', array( 'stock' => 1 ) );
		$this->shop->simple( 'silent', array( 'stock' => 9 ) );
		$this->office->has( 'Magazin', array( $this->shop->sku( 'a' ) => '3', $this->shop->sku( 'b' ) => '7' ) );
		$this->office->has( 'Depozit', array( $this->shop->sku( 'a' ) => '2', 'nobody-knows-it' => '5' ) );
	}

	public function test_a_fetch_sets_the_sum_of_the_followed_warehouses(): void {
		$run = $this->fetch();
		self::assertSame( 'done', $run->state );
		self::assertSame( array( 5.0, 7.0, 9.0 ), array( $this->stock( 'a' ), $this->stock( 'b' ), $this->stock( 'silent' ) ) );
		self::assertSame( array( 4, 3, 2, 0 ), array( $run->numbers['lines'], $run->numbers['matched'], $run->numbers['changed'], $run->numbers['zeroed'] ) );
		self::assertSame( 1, $run->counts['unmatched'] );
		self::assertSame( array( 'Magazin', 'Depozit' ), $this->office->asked );
		self::assertSame( 0, $this->staged( $run->id ) );
	}

	public function test_what_changed_is_announced_once(): void {
		$told   = array();
		$listen = static function ( \WC_Product $product ) use ( &$told ): void {
			$told[] = array( $product->get_id(), (float) $product->get_stock_quantity() );
		};
		add_action( 'woocommerce_product_set_stock', $listen );
		$this->fetch();
		remove_action( 'woocommerce_product_set_stock', $listen );
		sort( $told );
		self::assertSame( array( array( $this->shop->ids['a'], 5.0 ), array( $this->shop->ids['b'], 7.0 ) ), $told );
	}

	public function test_a_preview_changes_nothing_and_says_what_would(): void {
		$run = $this->fetch( true );
		self::assertSame( array( 'done', true, 2 ), array( $run->state, $run->preview, $run->numbers['changed'] ) );
		self::assertSame( array( 1.0, 1.0 ), array( $this->stock( 'a' ), $this->stock( 'b' ) ) );
	}

	public function test_in_shadow_mode_every_fetch_is_a_preview(): void {
		$this->settings( array( 'shadow' => true ) );
		self::assertTrue( $this->fetch()->preview );
		self::assertSame( 1.0, $this->stock( 'a' ) );
	}

	public function test_an_empty_list_is_not_all_sold_out(): void {
		$this->office->stock = array( 'Magazin' => array(), 'Depozit' => array() );
		$run                 = $this->fetch();
		self::assertSame( 'failed', $run->state );
		self::assertStringContainsString( 'empty list', $run->facts['error'] );
		self::assertSame( array( 1.0, 9.0 ), array( $this->stock( 'a' ), $this->stock( 'silent' ) ) );
	}

	public function test_an_empty_warehouse_beside_a_full_one_is_named(): void {
		$this->office->stock['Depozit'] = array();
		$run                            = $this->fetch();
		self::assertSame( array( 'done', 3.0 ), array( $run->state, $this->stock( 'a' ) ) );
		self::assertStringContainsString( 'empty list for: Depozit.', $run->facts['error'] );
	}

	public function test_a_failure_of_no_use_to_repeat_ends_the_fetch_with_a_sentence(): void {
		$this->office->next = array( null, new Failure( 'tls', 'certificate has expired' ) );
		$run                = $this->fetch();
		self::assertSame( 'failed', $run->state );
		self::assertStringContainsString( 'certificate', $run->facts['error'] );
		self::assertStringContainsString( 'Depozit', $run->facts['error'] );
		self::assertSame( array( 1.0, 0 ), array( $this->stock( 'a' ), $this->staged( $run->id ) ) );
	}

	public function test_too_many_calls_are_waited_for_and_only_the_unread_is_read_again(): void {
		$this->office->next = array( null, new Failure( 'rate', 'Too many', 30 ) );
		$run                = $this->fetch();
		self::assertSame( 'staging', $run->state );
		self::assertEqualsWithDelta( 30, $run->numbers['wait'], 5 );
		self::assertSame( 2, $this->staged( $run->id ), 'The whole warehouse stays, the half one goes' );
		$this->work();
		self::assertSame( array( 'Magazin', 'Depozit' ), $this->office->asked, 'Nobody asks before the time' );

		$this->later( $run->id );
		$this->work();
		self::assertSame( array( 'Magazin', 'Depozit', 'Depozit' ), $this->office->asked );
		self::assertSame( array( 'done', 5.0, 4 ), array( $this->run_of( $run->id )->state, $this->stock( 'a' ), $this->run_of( $run->id )->numbers['lines'] ) );
		self::assertSame( '', $this->run_of( $run->id )->facts['error'] );
	}

	/** @return array<string, array{array<string, bool>}> */
	public static function times_in_which_nothing_is_written(): array {
		return array(
			'shadow mode'     => array( array( 'shadow' => true ) ),
			'the link is off' => array( array( 'enabled' => false ) ),
		);
	}

	/**
	 * @dataProvider times_in_which_nothing_is_written
	 * @param array<string, bool> $settings
	 */
	public function test_a_fetch_that_waits_is_given_up_when_nothing_may_be_written_any_more( array $settings ): void {
		$this->office->next = array( new Failure( 'rate', 'Too many', 30 ) );
		$run                = $this->fetch();
		self::assertSame( 'staging', $run->state );
		$this->settings( $settings );
		$this->later( $run->id );
		$this->work();
		self::assertSame( array( 'failed', 1.0 ), array( $this->run_of( $run->id )->state, $this->stock( 'a' ) ) );
		self::assertSame( array( 'Magazin' ), $this->office->asked, 'The back office is not asked for what nobody may write' );
		self::assertStringContainsString( 'Nothing was changed', $this->run_of( $run->id )->facts['error'] );
		$this->settings( array() );
		self::assertSame( 'done', $this->fetch()->state, 'It can be begun again' );
	}

	/**
	 * @dataProvider times_in_which_nothing_is_written
	 * @param array<string, bool> $settings
	 */
	public function test_a_fetch_that_writes_stops_when_nothing_may_be_written_any_more( array $settings ): void {
		$run = ( new Fetch() )->start();
		// Its worker loses its lease after the first product.
		$steal = static fn() => Swap::drop( Lease::OPTION );
		add_action( 'woocommerce_product_set_stock', $steal );
		$this->steps( 1 )->work( 30.0 );
		remove_action( 'woocommerce_product_set_stock', $steal );
		self::assertSame( 'applying', $this->run_of( $run )->state );
		$this->settings( $settings );
		$before = array( $this->stock( 'a' ), $this->stock( 'b' ) );
		$this->work();
		self::assertSame( 'failed', $this->run_of( $run )->state );
		self::assertSame( $before, array( $this->stock( 'a' ), $this->stock( 'b' ) ) );
	}

	public function test_a_look_goes_on_whatever_may_be_written(): void {
		$this->office->next = array( new Failure( 'rate', 'Too many', 30 ) );
		$run                = $this->fetch( true );
		$this->settings( array( 'shadow' => true ) );
		$this->later( $run->id );
		$this->work();
		self::assertSame( array( 'done', true, 2 ), array( $this->run_of( $run->id )->state, $this->run_of( $run->id )->preview, $this->run_of( $run->id )->numbers['changed'] ) );
	}

	public function test_a_product_s_own_fetch_takes_back_no_complaint_of_the_whole(): void {
		Swap::set( Schedule::TROUBLE, 'the nightly one failed' );
		( new ProductFetch( new EngineFactory(), fn() => $this->office ) )->run( $this->shop->ids['a'] );
		wp_cache_flush();
		self::assertSame( 5.0, $this->stock( 'a' ) );
		self::assertSame( 'the nightly one failed', Swap::read( Schedule::TROUBLE ) );
		$this->fetch();
		self::assertNull( Swap::read( Schedule::TROUBLE ) );
	}

	public function test_a_product_without_a_sku_is_asked_for_by_the_name_that_is_shown(): void {
		$product = wc_get_product( $this->shop->ids['silent'] );
		$product->set_sku( '' );
		$product->set_name( "Nasturi &amp; ace {$this->shop->sku( 'silent' )}" );
		$product->save();
		Push::engine( new Announcer() )->indexNames( array( $product->get_id() ) );
		$this->office->stock['Magazin'][] = array( 'code' => '', 'name' => "Nasturi & ace {$this->shop->sku( 'silent' )}", 'warehouse' => 'Magazin', 'quantity' => '4', 'unit' => 'buc' );
		( new ProductFetch( new EngineFactory(), fn() => $this->office ) )->run( $product->get_id() );
		wp_cache_flush();
		self::assertSame( 4.0, $this->stock( 'silent' ) );
	}

	public function test_a_product_without_sku_and_name_cannot_be_asked_for(): void {
		$product = wc_get_product( $this->shop->ids['silent'] );
		$product->set_sku( '' );
		$product->save();
		// WordPress saves no post without any text; an import does.
		$GLOBALS['wpdb']->update( $GLOBALS['wpdb']->posts, array( 'post_title' => '' ), array( 'ID' => $product->get_id() ) );
		wp_cache_flush();
		try {
			( new ProductFetch( new EngineFactory(), fn() => $this->office ) )->run( $product->get_id() );
			self::fail( 'There is nothing to ask by' );
		} catch ( Trouble ) {
			self::assertSame( array(), $this->office->asked );
		}
	}

	public function test_the_next_try_is_planned_with_action_scheduler(): void {
		$this->office->next = array( new Failure( 'server', '500', 600 ) );
		$run                = $this->fetch();
		as_unschedule_all_actions( '', array(), 'nobody' );
		$at = as_next_scheduled_action( Steps::HOOK, array( $run->id ), 'stockwire' );
		self::assertNotFalse( $at );
	}

	public function test_a_wait_does_not_grow_by_what_the_clock_is_set_back(): void {
		global $wpdb;
		$this->office->next = array( new Failure( 'rate', '429', 60 ) );
		$run                = $this->fetch();
		self::assertEqualsWithDelta( 60, $run->numbers['wait'], 5 );
		$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_runs SET heartbeat_at = heartbeat_at + INTERVAL 1 HOUR, retry_at = retry_at + INTERVAL 1 HOUR WHERE id = {$run->id}" );
		$this->work();
		self::assertSame( array( 'done', 7.0 ), array( $this->run_of( $run->id )->state, $this->stock( 'b' ) ) );
	}

	public function test_a_run_of_a_dead_worker_is_found_though_the_clock_was_set_back(): void {
		$engine = ( new \Stockwire\Shop\EngineFactory() )->engine( 'inbox' );
		$run    = $engine->open();
		$engine->stage( $run, $this->office->stock['Magazin'] );
		$engine->commit( $run );
		$this->age( $run, -3600 );
		$this->steps()->sweep();
		self::assertSame( array( 'done', 3.0 ), array( $this->run_of( $run )->state, $this->stock( 'a' ) ) );
	}

	public function test_waiting_has_an_end(): void {
		$this->office->next = array_fill( 0, 20, new Failure( 'rate', 'Too many', 1 ) );
		$run                = $this->fetch();
		for ( $i = 0; $i < 20 && 'staging' === $this->run_of( $run->id )->state; $i++ ) {
			$this->later( $run->id );
			$this->work();
		}
		self::assertSame( 'failed', $this->run_of( $run->id )->state );
		self::assertSame( Steps::MAX_TRIES, count( $this->office->asked ) );
		self::assertSame( 1.0, $this->stock( 'a' ) );
	}

	public function test_a_fetch_cancelled_while_it_is_read_changes_nothing(): void {
		$run                = ( new Fetch() )->start();
		$this->office->next = array(
			static function () use ( $run ): void {
				self::assertTrue( ( new Fetch() )->cancel( $run ) );
			},
		);
		$this->work();
		self::assertSame( 'cancelled', $this->run_of( $run )->state );
		self::assertSame( array( 1.0, 0 ), array( $this->stock( 'a' ), $this->staged( $run ) ) );
		self::assertFalse( ( new Fetch() )->cancel( $run ), 'There is nothing left to cancel' );
		self::assertSame( 'done', $this->fetch()->state, 'The next one is free to begin' );
	}

	public function test_while_another_worker_holds_the_lease_nothing_is_read(): void {
		$lease = Lease::take();
		$run   = ( new Fetch() )->start();
		self::assertFalse( $this->steps()->work( 1.0 ) );
		self::assertSame( array(), $this->office->asked );
		$lease->release();
		$this->work();
		self::assertSame( 'done', $this->run_of( $run )->state );
	}

	public function test_a_worker_that_lost_its_lease_stops(): void {
		global $wpdb;
		$run                = ( new Fetch() )->start();
		$this->office->next = array(
			static function () use ( $wpdb ): void {
				$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->options} SET option_value = CONCAT('another|', UNIX_TIMESTAMP() + 60) WHERE option_name = %s", Lease::OPTION ) );
			},
		);
		$this->steps()->work( 5.0 );
		self::assertSame( 'staging', $this->run_of( $run )->state, 'The other one goes on' );
	}

	public function test_a_run_whose_worker_died_while_reading_is_read_again(): void {
		$run                = ( new Fetch() )->start();
		$this->office->next = array( new \Error( 'as if the process had died here' ) );
		$this->steps()->work( 5.0 );
		self::assertSame( 2, $this->staged( $run ), 'Half of it is there' );
		$this->later( $run );
		$this->work();
		self::assertSame( array( 'done', 5.0, 4 ), array( $this->run_of( $run )->state, $this->stock( 'a' ), $this->run_of( $run )->numbers['lines'] ) );
	}

	public function test_a_run_that_kills_every_worker_is_given_up(): void {
		$run                = ( new Fetch() )->start();
		$this->office->next = array_fill( 0, 20, new \Error( 'it always dies' ) );
		$waits              = array();
		for ( $i = 0; $i < 20 && $this->run_of( $run )->unfinished(); $i++ ) {
			$this->steps()->work( 1.0 );
			$waits[] = $this->run_of( $run )->numbers['wait'];
			self::assertFalse( $this->steps()->work( 1.0 ) && count( $this->office->asked ) > $i + 1, 'Nobody tries before the time' );
			$this->later( $run );
		}
		self::assertEqualsWithDelta( array( 15, 30, 60, 120, 240 ), array_slice( $waits, 0, 5 ), 3 );
		self::assertSame( 'failed', $this->run_of( $run )->state );
		self::assertStringContainsString( 'it always dies', $this->run_of( $run )->facts['error'] );
		self::assertSame( Steps::MAX_TRIES, count( $this->office->asked ) );
		self::assertSame( array( 1.0, 0 ), array( $this->stock( 'a' ), $this->staged( $run ) ) );
	}

	public function test_lines_that_cannot_be_used_are_in_the_receipt(): void {
		$this->office->stock['Magazin'][] = array( 'code' => 'x', 'name' => '', 'warehouse' => 'Magazin', 'quantity' => 'many', 'unit' => '' );
		$this->office->next               = array( new \Error( 'dies with them in the journal' ) );
		$run                              = ( new Fetch() )->start();
		$this->steps()->work( 5.0 );
		$this->later( $run );
		$this->work();
		self::assertSame( array( 5, 1 ), array( $this->run_of( $run )->numbers['lines'], $this->run_of( $run )->counts['invalid'] ) );
	}

	public function test_a_step_ends_with_its_time_and_the_next_one_is_planned(): void {
		$run = ( new Fetch() )->start();
		as_unschedule_all_actions( Steps::HOOK );
		$this->steps( 1 )->work( 0.000001 );
		self::assertTrue( $this->run_of( $run )->unfinished() );
		self::assertTrue( as_has_scheduled_action( Steps::HOOK, array( $run ), 'stockwire' ) );
		self::assertFalse( Lease::held(), 'Whoever comes next may work' );
		$this->work();
		self::assertSame( 5.0, $this->stock( 'a' ) );
	}

	/** @return iterable<string, array{0: array<string, mixed>, 1: string}> */
	public static function missing(): iterable {
		yield 'the link is off' => array( array( 'enabled' => false ), 'switched off' );
		yield 'no warehouse' => array( array( 'warehouses' => array() ), 'warehouse' );
		yield 'no company' => array( array( 'fetch_company' => '' ), 'tax number' );
		yield 'the address was changed' => array( array( 'fetch_url' => 'https://other.example/api' ), 'account' );
	}

	/**
	 * @dataProvider missing
	 * @param array<string, mixed> $settings
	 */
	public function test_a_fetch_that_cannot_begin_says_why( array $settings, string $word ): void {
		$this->settings( $settings );
		$this->expectException( Trouble::class );
		$this->expectExceptionMessageMatches( "/$word/" );
		( new Fetch() )->start();
	}

	public function test_without_an_account_nothing_is_opened(): void {
		Account::forget();
		$newest = Run::newest( Fetch::SOURCES )?->id;
		try {
			( new Fetch() )->start();
			self::fail( 'It began' );
		} catch ( Trouble ) {
			self::assertSame( $newest, Run::newest( Fetch::SOURCES )?->id );
			self::assertNull( Job::load() );
		}
	}

	/** The back office pushes a number of b. */
	private function push( string $quantity ): void {
		$body = (string) wp_json_encode( array( 'lines' => array( array( 'code' => $this->shop->sku( 'b' ), 'warehouse' => 'Magazin', 'quantity' => $quantity ) ) ) );
		( new \Stockwire\Shop\EngineFactory() )->engine( 'smartbill' )->receive( $body, \Stockwire\Engine::V1 );
	}

	public function test_a_run_that_is_no_fetch_is_given_up_too_when_nobody_can_write_it(): void {
		global $wpdb;
		$engine = ( new \Stockwire\Shop\EngineFactory() )->engine( 'inbox' );
		$run    = $engine->open();
		$engine->stage( $run, $this->office->stock['Magazin'] );
		$engine->commit( $run );
		$wpdb->query( "CREATE TRIGGER {$wpdb->prefix}refuses BEFORE INSERT ON {$wpdb->prefix}stockwire_levels FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no level is taken'" );
		$waits = array();
		for ( $i = 0; $i < 20 && $this->run_of( $run )->unfinished(); $i++ ) {
			$this->steps()->work( 5.0, $run );
			$waits[] = $this->run_of( $run )->numbers['wait'];
			$this->later( $run );
		}
		$wpdb->query( "DROP TRIGGER {$wpdb->prefix}refuses" );
		self::assertSame( 'failed', $this->run_of( $run )->state );
		self::assertStringContainsString( 'tries', $this->run_of( $run )->facts['error'] );
		self::assertEqualsWithDelta( array( 15, 15, 30, 60, 120, 240 ), array_slice( $waits, 0, 6 ), 3, 'The first one still got as far as matching' );
		self::assertSame( 1.0, $this->stock( 'a' ) );
	}

	public function test_a_push_that_comes_while_a_fetch_is_read_is_newer_than_what_was_read(): void {
		$this->office->next = array( fn() => $this->push( '4' ) );
		$this->fetch();
		self::assertSame( 4.0, $this->stock( 'b' ), 'The fetch had read 7 before' );
	}

	public function test_a_push_that_comes_while_the_back_office_puts_a_fetch_off_is_older_than_what_is_read_at_last(): void {
		$this->office->next = array( new Failure( 'rate', '429', 60 ) );
		$run                = $this->fetch();
		$this->push( '6' );
		$this->later( $run->id );
		$this->work();
		self::assertSame( 'done', $this->run_of( $run->id )->state );
		self::assertSame( 7.0, $this->stock( 'b' ) );
	}

	public function test_a_short_run_need_not_wait_for_the_end_of_a_long_one(): void {
		$long = ( new Fetch() )->start();
		$this->shop->simple( 'asked', array( 'stock' => 1 ) );
		$engine = ( new \Stockwire\Shop\EngineFactory() )->engine( 'inbox' );
		$short  = $engine->open();
		$engine->stage( $short, array( array( 'code' => $this->shop->sku( 'asked' ), 'warehouse' => 'Magazin', 'quantity' => '8' ) ) );
		$engine->commit( $short );
		$this->office->next = array( static fn() => self::assertSame( 'done', Run::find( $short )?->state ) );
		$this->steps()->work( 5.0, $short );
		self::assertSame( array( 'done', 8.0 ), array( $this->run_of( $short )->state, $this->stock( 'asked' ) ) );
		$this->work();
		self::assertSame( 'done', $this->run_of( $long )->state );
	}

	public function test_the_sweep_goes_on_with_what_nobody_works_at(): void {
		$run = ( new Fetch() )->start();
		$this->steps()->sweep();
		self::assertSame( 'done', $this->run_of( $run )->state );
	}

	public function test_a_push_that_was_lost_ten_minutes_ago_has_failed(): void {
		global $wpdb;
		$runs = array();
		foreach ( array( 9, 11 ) as $minutes ) {
			$wpdb->query( $wpdb->prepare( "INSERT INTO {$wpdb->prefix}stockwire_runs (source, state, started_at) VALUES ('smartbill', 'running', UTC_TIMESTAMP(6) - INTERVAL %d MINUTE)", $minutes ) );
			$runs[] = (int) $wpdb->insert_id;
		}
		Runs::bury_the_lost();
		self::assertSame( 'running', $this->run_of( $runs[0] )->state );
		self::assertSame( 'failed', $this->run_of( $runs[1] )->state );
		self::assertNotSame( '', $this->run_of( $runs[1] )->facts['error'] );
		$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_runs WHERE id IN (" . implode( ',', $runs ) . ')' );
	}

	public function test_a_committed_run_of_somebody_who_died_is_carried_on(): void {
		$engine = ( new \Stockwire\Shop\EngineFactory() )->engine( 'inbox' );
		$run    = $engine->open();
		$engine->stage( $run, $this->office->stock['Magazin'] );
		$engine->commit( $run );
		$this->steps()->sweep();
		self::assertSame( 'matching', $this->run_of( $run )->state, 'Its own worker may still live' );
		$this->age( $run, 90 );
		$this->steps()->sweep();
		self::assertSame( array( 'done', 3.0 ), array( $this->run_of( $run )->state, $this->stock( 'a' ) ) );
	}
}
