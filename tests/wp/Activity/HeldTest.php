<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * A held run is told once: by a hook and a mail to whom the owner named.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Activity;

use Stockwire\Shop\Activity\Held;
use Stockwire\Shop\Activity\Lines;
use Stockwire\Shop\Activity\Runs;
use Stockwire\Shop\Activity\Verdict;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Jobs\Steps;
use Stockwire\Shop\Jobs\Sweep;
use Stockwire\Tests\Support\ActivityTestCase;
use Stockwire\Tests\Support\MuPlugin;

final class HeldTest extends ActivityTestCase {

	/** @var list<array{to: string, subject: string, message: string}> */
	private array $mails = array();

	protected function setUp(): void {
		parent::setUp();
		add_filter( 'pre_wp_mail', array( $this, 'catch_mail' ), 20, 2 );
	}

	protected function tearDown(): void {
		remove_filter( 'pre_wp_mail', array( $this, 'catch_mail' ), 20 );
		parent::tearDown();
	}

	/** @param array{to: string, subject: string, message: string} $mail */
	public function catch_mail( mixed $sent, array $mail ): bool {
		$this->mails[] = $mail;
		return true;
	}

	public function test_the_owner_is_written_to_once_and_the_hook_fires_once(): void {
		$calls  = array();
		$listen = static function ( int $run, array $facts ) use ( &$calls ): void {
			$calls[] = array( $run, $facts['zeroed'], $facts['changed'] );
		};
		add_action( 'stockwire_run_held', $listen, 10, 2 );
		$run = $this->some_held();
		( new Held() )->tell( $run );
		( new Held() )->tell( $run );
		remove_action( 'stockwire_run_held', $listen );
		self::assertSame( array( array( $run, 2, 2 ) ), $calls );
		self::assertCount( 1, $this->mails );
		self::assertSame( get_option( 'admin_email' ), $this->mails[0]['to'] );
		self::assertStringContainsString( "tab=activity&run=$run", $this->mails[0]['message'] );
		self::assertStringContainsString( 'Of these to zero or below: 2.', $this->mails[0]['message'] );
	}

	public function test_it_goes_to_the_address_that_the_owner_named(): void {
		$this->link( array( 'notify' => 'depozit@example.org' ) );
		( new Held() )->tell( $this->some_held() );
		self::assertSame( 'depozit@example.org', $this->mails[0]['to'] );
	}

	public function test_nothing_is_told_of_a_run_that_is_not_held(): void {
		$this->article( 1 );
		( new Held() )->tell( $this->push( array( 1 => 7 ) )->run );
		$run = $this->some_held( 2, 3 );
		( new Verdict() )->discard( $run );
		( new Held() )->tell( $run );
		( new Held() )->tell( PHP_INT_MAX );
		self::assertSame( array(), $this->mails );
	}

	public function test_of_two_workers_one_tells_whatever_a_cache_says(): void {
		global $wpdb;
		$run = $this->some_held();
		get_option( "stockwire_held_$run" );
		$wpdb->insert( $wpdb->options, array( 'option_name' => "stockwire_held_$run", 'option_value' => '1', 'autoload' => 'no' ) );
		( new Held() )->tell( $run );
		self::assertSame( array(), $this->mails );
	}

	public function test_the_sweep_tells_what_nobody_told(): void {
		$this->some_held();
		do_action( Sweep::SWEPT );
		do_action( Sweep::SWEPT );
		self::assertCount( 1, $this->mails );
	}

	public function test_a_push_over_http_is_held_and_told(): void {
		$this->link( array( 'brake_products' => 1, 'brake_percent' => 0 ) );
		$ids    = array( $this->article( 1 ), $this->article( 2 ) );
		$line   = fn( int $n ): array => array( 'code' => $this->code( $n ), 'warehouse' => self::WAREHOUSE, 'quantity' => 0 );
		$answer = json_decode( $this->http->stock( self::lines( $line( 1 ), $line( 2 ) ) )['body'], true );
		self::assertSame( array( false, 2 ), array( $answer['applied'], $answer['counts']['held'] ) );
		self::assertSame( 5.0, $this->stock( $ids[0] ) );
		self::assertTrue( self::within( 15.0, static fn(): bool => false !== get_option( "stockwire_held_{$answer['run']}" ) ), 'nobody was told' );
	}

	public function test_the_sender_of_a_held_push_waits_for_no_mail_server_and_hears_of_no_fault_of_a_listener(): void {
		MuPlugin::install( "add_filter( 'pre_wp_mail', function () { sleep( 4 ); update_option( 'stockwire_test_mails', 1 + (int) get_option( 'stockwire_test_mails' ) ); return true; } );" );
		MuPlugin::install( "add_action( 'stockwire_run_held', function () { throw new \Error( 'a listener' ); } );" );
		$this->link( array( 'brake_products' => 1, 'brake_percent' => 0 ) );
		$this->article( 1 );
		$this->article( 2 );
		$line = fn( int $n ): array => array( 'code' => $this->code( $n ), 'warehouse' => self::WAREHOUSE, 'quantity' => 0 );
		try {
			$start  = microtime( true );
			$answer = $this->http->stock( self::lines( $line( 1 ), $line( 2 ) ) );
			self::assertLessThan( 3.5, microtime( true ) - $start );
			self::assertSame( array( 200, 2 ), array( $answer['status'], json_decode( $answer['body'], true )['counts']['held'] ?? null ), $answer['body'] );
			self::assertTrue( self::within( 20.0, static fn(): bool => false !== get_option( 'stockwire_test_mails' ) ), 'nobody was written to' );
			self::assertSame( '1', get_option( 'stockwire_test_mails' ) );
		} finally {
			delete_option( 'stockwire_test_mails' );
		}
	}

	public function test_where_nobody_can_be_woken_the_sweep_tells_of_a_held_push(): void {
		MuPlugin::install( MuPlugin::DEAF );
		$this->link( array( 'brake_products' => 1, 'brake_percent' => 0 ) );
		$this->article( 1 );
		$this->article( 2 );
		$line = fn( int $n ): array => array( 'code' => $this->code( $n ), 'warehouse' => self::WAREHOUSE, 'quantity' => 0 );
		$run  = json_decode( $this->http->stock( self::lines( $line( 1 ), $line( 2 ) ) )['body'], true )['run'];
		wp_cache_flush();
		self::assertFalse( get_option( "stockwire_held_$run" ) );
		do_action( Sweep::SWEPT );
		self::assertCount( 1, $this->mails );
	}

	public function test_runs_that_were_told_of_stand_in_nobody_s_way(): void {
		$this->article( 1 );
		$this->article( 2 );
		$runs = array_map( fn(): int => $this->held( 1, 2 ), range( 1, 21 ) );
		foreach ( array_slice( $runs, 0, 20 ) as $run ) {
			add_option( "stockwire_held_$run", '1', '', false );
		}
		do_action( Sweep::SWEPT );
		self::assertCount( 1, $this->mails );
		self::assertStringContainsString( "run={$runs[20]}", $this->mails[0]['message'] );
	}

	public function test_a_listener_that_throws_keeps_nobody_from_being_told(): void {
		$listen = static function (): void {
			throw new \Error( 'a listener' );
		};
		add_action( 'stockwire_run_held', $listen );
		$this->some_held();
		$this->some_held( 3, 4 );
		try {
			do_action( Sweep::SWEPT );
		} finally {
			remove_action( 'stockwire_run_held', $listen );
		}
		self::assertCount( 2, $this->mails );
	}

	public function test_a_fetch_that_is_held_is_told_by_the_workers_and_shows_what_waits(): void {
		$this->link( array( 'brake_products' => 1, 'brake_percent' => 0 ) );
		$ids    = array( $this->article( 1 ), $this->article( 2 ) );
		$engine = ( new EngineFactory() )->engine( 'fetch' );
		$run    = $engine->open();
		$engine->stage( $run, array_map( fn( int $n ): array => array( 'code' => $this->code( $n ), 'warehouse' => self::WAREHOUSE, 'quantity' => 0 ), array( 1, 2 ) ) );
		$engine->stage( $run, array( array( 'code' => 'none', 'warehouse' => self::WAREHOUSE, 'quantity' => 1 ), array( 'code' => 'bad', 'quantity' => 'many' ) ) );
		$engine->commit( $run );
		( new Steps() )->work( 20.0, $run );
		self::assertSame( 'held', $this->state_of( $run ) );
		self::assertCount( 1, $this->mails );
		$row = ( new Runs() )->find( $run );
		self::assertEquals( array( 'held' => 3, 'invalid' => 1 ), ( new Lines() )->counts( $row ) );
		self::assertSame( array( '5.000000', '0.000000' ), array_values( array_intersect_key( ( new Lines() )->page( $row, 'held', 1, 0 )[0], array_flip( array( 'old_quantity', 'new_quantity' ) ) ) ) );
		self::assertTrue( ( new Verdict() )->release( $run ) );
		self::assertSame( array( 'done', 0.0, 0.0 ), array( $this->state_of( $run ), ...array_map( $this->stock( ... ), $ids ) ) );
	}

	private function some_held( int $one = 1, int $two = 2 ): int {
		$this->article( $one );
		$this->article( $two );
		return $this->held( $one, $two );
	}
}
