<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * By the clock: when, once, and what is said where it does not come.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Fetch;

use Stockwire\Shop\Fetch\Account;
use Stockwire\Shop\Fetch\Failure;
use Stockwire\Shop\Jobs\Fetch;
use Stockwire\Shop\Activity\Verdict;
use Stockwire\Shop\Jobs\Overdue;
use Stockwire\Shop\Jobs\Schedule;
use Stockwire\Shop\Jobs\Swap;
use Stockwire\Shop\Settings;
use Stockwire\Tests\Support\FetchTestCase;
use Stockwire\Tests\Support\Node;

final class ScheduleTest extends FetchTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->shop->simple( 'a', array( 'stock' => 1 ) );
		$this->office->has( 'Magazin', array( $this->shop->sku( 'a' ) => '3' ) );
	}

	/** @return iterable<string, array{0: string, 1: int, 2: string, 3: string}> */
	public static function times(): iterable {
		yield 'later today' => array( 'daily', 6, '2026-03-10 05:59:59', '2026-03-10 06:00:00' );
		yield 'not the very moment again' => array( 'daily', 6, '2026-03-10 06:00:00', '2026-03-11 06:00:00' );
		yield 'tomorrow' => array( 'daily', 6, '2026-03-10 23:00:00', '2026-03-11 06:00:00' );
		yield 'midnight' => array( 'daily', 0, '2026-12-31 10:00:00', '2027-01-01 00:00:00' );
		yield 'the night of 23 hours, at an hour that is not there' => array( 'daily', 3, '2026-03-28 12:00:00', '2026-03-29 04:00:00' );
		yield 'after that night' => array( 'daily', 3, '2026-03-29 12:00:00', '2026-03-30 03:00:00' );
		yield 'the night of 25 hours' => array( 'daily', 6, '2026-10-24 12:00:00', '2026-10-25 06:00:00' );
		yield 'a quarter of an hour' => array( '15m', 6, '2026-03-10 05:00:00', '2026-03-10 05:15:00' );
		yield 'twelve hours' => array( '12h', 6, '2026-03-10 05:00:00', '2026-03-10 17:00:00' );
	}

	/** @dataProvider times */
	public function test_the_next_time_is_one_of_the_shops_own_clock( string $choice, int $hour, string $now, string $next ): void {
		$zone = new \DateTimeZone( 'Europe/Bucharest' );
		$this->settings( array( 'schedule' => $choice, 'schedule_hour' => $hour ) );
		$at = Schedule::next( Settings::load(), ( new \DateTimeImmutable( $now, $zone ) )->getTimestamp(), $zone );
		self::assertSame( $next, ( new \DateTimeImmutable( "@$at" ) )->setTimezone( $zone )->format( 'Y-m-d H:i:s' ) );
	}

	public function test_what_is_due_is_fetched_once_and_planned_again(): void {
		$this->planned( '1h', -5 );
		$run = ( new Schedule() )->tick();
		self::assertGreaterThan( 0, $run );
		self::assertSame( 'schedule', $this->run_of( $run )->source );
		self::assertSame( 0, ( new Schedule() )->tick() );
		self::assertEqualsWithDelta( Swap::now() + 3600, Schedule::due(), 5 );
		$this->work();
		self::assertSame( 3.0, $this->stock( 'a' ) );
	}

	public function test_what_was_missed_for_a_day_is_fetched_once(): void {
		$this->planned( '15m', -DAY_IN_SECONDS );
		self::assertGreaterThan( 0, ( new Schedule() )->tick() );
		$this->work();
		self::assertSame( 0, ( new Schedule() )->tick() );
	}

	public function test_nothing_is_fetched_before_its_time_or_when_it_is_off(): void {
		$this->planned( '1h', 60 );
		self::assertSame( 0, ( new Schedule() )->tick() );
		$this->planned( '1h', -60 );
		$this->settings( array( 'schedule' => 'off' ) );
		self::assertSame( 0, ( new Schedule() )->tick() );
		self::assertNull( Schedule::due() );
	}

	public function test_another_choice_is_planned_anew_and_not_at_once(): void {
		$this->planned( '1h', -60 );
		$this->settings( array( 'schedule' => '3h' ) );
		self::assertSame( 0, ( new Schedule() )->tick() );
		self::assertEqualsWithDelta( Swap::now() + 3 * 3600, Schedule::due(), 5 );
		$this->settings( array( 'schedule' => 'off' ) );
		Schedule::plan();
		self::assertNull( Swap::read( Schedule::DUE ) );
	}

	public function test_a_clock_that_is_set_back_by_an_hour_costs_no_hour(): void {
		$this->planned( '15m', 15 * 60 + 3600 );
		self::assertSame( 0, ( new Schedule() )->tick() );
		self::assertEqualsWithDelta( Swap::now() + 15 * 60, Schedule::due(), 5 );
	}

	public function test_two_schedulers_that_tick_at_once_fetch_once(): void {
		for ( $round = 0; $round < 3; $round++ ) {
			$this->planned( '15m', -5 );
			$at    = (string) ( microtime( true ) + 1.5 );
			$nodes = array( new Node( 'tick', $at ), new Node( 'tick', $at ) );
			$runs  = array_map( static fn( Node $node ): int => (int) $node->end(), $nodes );
			self::assertCount( 1, array_filter( $runs ), implode( ', ', $runs ) );
			self::assertTrue( ( new Fetch() )->cancel( max( $runs ) ) );
		}
	}

	public function test_a_schedule_and_a_person_at_once_make_one_fetch(): void {
		for ( $round = 0; $round < 3; $round++ ) {
			$this->planned( '15m', -5 );
			$at    = (string) ( microtime( true ) + 1.5 );
			$nodes = array( new Node( 'tick', $at ), new Node( 'start', $at ), new Node( 'start', $at ) );
			$runs  = array_map( static fn( Node $node ): int => (int) $node->end(), $nodes );
			self::assertCount( 1, array_filter( $runs ), implode( ', ', $runs ) );
			self::assertTrue( ( new Fetch() )->cancel( max( $runs ) ) );
		}
		self::assertNull( Swap::read( Schedule::TROUBLE ), 'That another was faster is no trouble' );
	}

	/** @return iterable<string, array{0: string, 1: int, 2: bool}> */
	public static function delays(): iterable {
		yield 'a quarter of an hour, a little late' => array( '15m', 29 * 60, false );
		yield 'a quarter of an hour, twice late' => array( '15m', 31 * 60, true );
		yield 'an hour, a little late' => array( '1h', 59 * 60, false );
		yield 'an hour, too late' => array( '1h', 61 * 60, true );
		yield 'daily, a little late' => array( 'daily', 59 * 60, false );
		yield 'daily, silent for a day' => array( 'daily', DAY_IN_SECONDS, true );
	}

	/** @dataProvider delays */
	public function test_a_silent_cron_is_told_of_when_it_is_late_enough( string $choice, int $late, bool $told ): void {
		$this->planned( $choice, -$late );
		self::assertSame( $told, Schedule::overdue() > 0 );
		self::assertSame( $told, null !== Overdue::sentence() );
	}

	public function test_the_owner_is_told_by_a_notice_each_time_and_by_mail_once(): void {
		$this->settings( array( 'schedule' => '1h', 'notify' => 'stoc@shop.example' ) );
		$this->planned( '1h', -DAY_IN_SECONDS, array( 'notify' => 'stoc@shop.example' ) );
		self::assertSame( '', $this->notice( 0 ), 'Not to guests' );
		self::assertSame( array(), $this->mails );
		self::assertStringContainsString( 'overdue by 1 day', $this->notice( 1 ) );
		self::assertStringContainsString( 'overdue by 1 day', $this->notice( 1 ) );
		self::assertCount( 1, $this->mails );
		self::assertSame( 'stoc@shop.example', $this->mails[0][0] );
		self::assertStringContainsString( 'tab=fetch', $this->mails[0][1] );
		$this->planned( '1h', -2 * DAY_IN_SECONDS );
		$this->notice( 1 );
		self::assertCount( 2, $this->mails, 'Another time that was missed' );
	}

	/** @return array<string, array{string, bool}> screen, whether it is a place for the notice */
	public static function screens(): array {
		return array(
			'the dashboard'   => array( 'dashboard', true ),
			'our own page'    => array( 'woocommerce_page_stockwire', true ),
			'orders'          => array( 'woocommerce_page_wc-orders', true ),
			'products'        => array( 'edit-product', true ),
			'plugins'         => array( 'plugins', true ),
			'posts'           => array( 'edit-post', false ),
			'the own profile' => array( 'profile', false ),
		);
	}

	/** @dataProvider screens */
	public function test_the_notice_stands_where_the_owner_works_with_the_shop( string $screen, bool $fits ): void {
		$this->planned( '1h', -DAY_IN_SECONDS );
		self::assertSame( $fits, '' !== $this->notice( 1, $screen ) );
		self::assertCount( 1, $this->mails, 'The mail goes out wherever the owner looks first' );
	}

	public function test_a_schedule_that_keeps_its_time_says_nothing(): void {
		$this->planned( '1h', 60 );
		self::assertSame( '', $this->notice( 1 ) );
		self::assertSame( array(), $this->mails );
	}

	public function test_a_scheduled_fetch_that_cannot_begin_is_told_of_until_one_works(): void {
		Account::forget();
		$this->planned( '15m', -5 );
		self::assertSame( 0, ( new Schedule() )->tick() );
		self::assertStringContainsString( 'Save the account', $this->notice( 1 ) );
		$this->planned( '15m', -5 );
		( new Schedule() )->tick();
		self::assertCount( 1, $this->mails, 'The same trouble, one mail' );
		Account::save( 'u', 't', self::URL );
		$this->planned( '15m', -5 );
		self::assertGreaterThan( 0, ( new Schedule() )->tick() );
		$this->work();
		self::assertSame( '', $this->notice( 1 ) );
	}

	public function test_two_troubles_that_take_turns_are_told_of_once_each(): void {
		foreach ( array( 'auth', 'refused', 'auth', 'refused' ) as $kind ) {
			$this->office->next = array( new Failure( $kind, 'no' ) );
			$this->planned( '15m', -5 );
			( new Schedule() )->tick();
			$this->work();
		}
		self::assertCount( 2, $this->mails );
	}

	public function test_while_the_link_is_off_nothing_is_fetched_and_nobody_is_told(): void {
		$this->planned( '15m', -5, array( 'enabled' => false ) );
		self::assertSame( 0, ( new Schedule() )->tick() );
		self::assertSame( '', $this->notice( 1 ) );
		self::assertSame( array(), $this->mails );
		self::assertGreaterThan( Swap::now(), Schedule::due() );
	}

	public function test_while_a_fetch_is_held_no_other_one_is_begun_and_the_owner_is_told_once(): void {
		$brake = array( 'brake_products' => 1 );
		foreach ( array( 'b', 'c' ) as $label ) {
			$this->shop->simple( $label, array( 'stock' => 5 ) );
			$this->office->has( 'Magazin', array( $this->shop->sku( $label ) => '0' ) );
		}
		$this->planned( '15m', -5, $brake );
		$run = ( new Schedule() )->tick();
		$this->work();
		self::assertSame( 'held', $this->run_of( $run )->state );
		for ( $i = 0; $i < 3; $i++ ) {
			$this->planned( '15m', -5, $brake );
			self::assertSame( 0, ( new Schedule() )->tick() );
			self::assertGreaterThan( Swap::now(), Schedule::due(), 'It is not overdue, it waits' );
		}
		self::assertSame( '', $this->notice( 1 ) );
		self::assertCount( 1, $this->mails );
		self::assertTrue( ( new Verdict() )->discard( $run ) );
		$this->planned( '15m', -5, $brake );
		self::assertGreaterThan( $run, ( new Schedule() )->tick() );
	}

	public function test_a_scheduled_fetch_that_fails_is_told_of(): void {
		$this->office->next = array( new Failure( 'auth', '401' ) );
		$this->planned( '15m', -5 );
		$run = ( new Schedule() )->tick();
		$this->work();
		self::assertSame( 'failed', $this->run_of( $run )->state );
		self::assertStringContainsString( 'refuses the account', $this->notice( 1 ) );
		self::assertStringContainsString( 'refuses the account', $this->mails[0][1] );
	}

	/** @param array<string, mixed> $settings */
	private function planned( string $choice, int $seconds, array $settings = array() ): void {
		$this->settings( array( 'schedule' => $choice ) + $settings );
		Swap::drop( Schedule::DUE );
		Schedule::plan();
		$plan = explode( '|', (string) Swap::read( Schedule::DUE ) )[0];
		Swap::set( Schedule::DUE, $plan . '|' . ( Swap::now() + $seconds ) );
	}

	/** What the page shows; the end of the request is past it. */
	private function notice( int $user, string $screen = 'dashboard' ): string {
		require_once ABSPATH . 'wp-admin/includes/admin.php';
		wp_set_current_user( $user );
		set_current_screen( $screen );
		$overdue = new Overdue();
		$overdue->look();
		$mails = count( $this->mails );
		ob_start();
		$overdue->show();
		$shown = (string) ob_get_clean();
		self::assertCount( $mails, $this->mails, 'No mail while the page is made' );
		if ( false !== has_action( 'shutdown', array( $overdue, 'tell_behind' ) ) ) {
			remove_action( 'shutdown', array( $overdue, 'tell_behind' ) );
			$overdue->tell_behind();
		}
		wp_set_current_user( 0 );
		unset( $GLOBALS['current_screen'] );
		return $shown;
	}
}
