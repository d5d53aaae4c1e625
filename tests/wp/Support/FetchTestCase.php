<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * A test that fetches: its own products, settings and account, and nothing left behind.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

use PHPUnit\Framework\TestCase;
use Stockwire\Shop\Fetch\Account;
use Stockwire\Shop\Jobs\Fetch;
use Stockwire\Shop\Jobs\Job;
use Stockwire\Shop\Jobs\Lease;
use Stockwire\Shop\Jobs\Overdue;
use Stockwire\Shop\Jobs\Recompute;
use Stockwire\Shop\Jobs\Run;
use Stockwire\Shop\Jobs\Schedule;
use Stockwire\Shop\Jobs\Stages;
use Stockwire\Shop\Jobs\Steps;
use Stockwire\Shop\Jobs\Swap;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Settings;
use Stockwire\Shop\Shadow;

abstract class FetchTestCase extends TestCase {

	protected const URL = 'https://office.example/api';

	protected const OPTIONS = array( Job::OPTION, Lease::OPTION, Schedule::DUE, Schedule::TROUBLE, Overdue::TOLD, Recompute::OPTION, Recompute::SEEN, Recompute::BEGUN, Shadow::OPTION, Stages::PACE, Stages::LINES, Account::OPTION );

	protected Shop $shop;

	protected FakeOffice $office;

	/** @var list<array{0: string, 1: string}> mails: address and text */
	protected array $mails = array();

	private mixed $settings;

	protected function setUp(): void {
		global $wpdb;
		$this->settings = get_option( Settings::OPTION );
		$this->shop     = new Shop( 'fetch' . substr( md5( uniqid() ), 0, 6 ) );
		$this->office   = new FakeOffice();
		array_map( array( Swap::class, 'drop' ), self::OPTIONS );
		// What others left would be carried on here.
		$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_runs SET state = 'cancelled' WHERE state IN ('staging', 'matching', 'trying', 'applying')" );
		$this->settings( array() );
		Account::save( 'owner@shop.example', 'a-token', self::URL );
		add_filter( 'pre_http_request', array( $this, 'hold' ) );
		add_filter( 'pre_wp_mail', array( $this, 'catch_mail' ), 20, 2 );
	}

	protected function tearDown(): void {
		remove_filter( 'pre_http_request', array( $this, 'hold' ) );
		remove_filter( 'pre_wp_mail', array( $this, 'catch_mail' ), 20 );
		Obstacle::take_away();
		as_unschedule_all_actions( Steps::HOOK );
		array_map( array( Swap::class, 'drop' ), self::OPTIONS );
		$this->shop->remove();
		update_option( Settings::OPTION, $this->settings );
	}

	/** The web server must not take part. */
	public function hold(): mixed {
		return array( 'response' => array( 'code' => 202 ), 'body' => '', 'headers' => array(), 'cookies' => array() );
	}

	/** @param array<string, mixed> $mail */
	public function catch_mail( mixed $sent, array $mail ): bool {
		$this->mails[] = array( $mail['to'], $mail['message'] );
		return true;
	}

	/** @param array<string, mixed> $changes */
	protected function settings( array $changes ): void {
		$base = array(
			'enabled'       => true,
			'warehouses'    => array( 'Magazin', 'Depozit' ),
			'fetch_url'     => self::URL,
			'fetch_company' => 'RO12345678',
			'brake_percent' => 0,
		);
		update_option( Settings::OPTION, Settings::sanitise( $changes + $base ) );
	}

	protected function steps( int $lines = 500 ): Steps {
		return new Steps( new EngineFactory(), fn() => $this->office, $lines );
	}

	/** Begins a fetch and works until nothing is left to do at once. */
	protected function fetch( bool $preview = false, string $source = 'fetch' ): Run {
		$run = ( new Fetch() )->start( $source, $preview );
		$this->work();
		return $this->run_of( $run );
	}

	protected function work(): void {
		$steps = $this->steps();
		for ( $i = 0; $i < 50 && ! $steps->work( 5.0 ); $i++ ) {
			continue;
		}
		wp_cache_flush();
	}

	protected function run_of( int $id ): Run {
		$run = Run::find( $id );
		self::assertNotNull( $run );
		return $run;
	}

	/** What the database says, past every cache. */
	protected function stock( string $label ): ?float {
		global $wpdb;
		$stock = $wpdb->get_var( $wpdb->prepare( "SELECT meta_value FROM {$wpdb->postmeta} WHERE post_id = %d AND meta_key = '_stock'", $this->shop->ids[ $label ] ) );
		return null === $stock ? null : (float) $stock;
	}

	/** The run's last sign of life was so long ago. */
	protected function age( int $run, int $seconds ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}stockwire_runs SET heartbeat_at = UTC_TIMESTAMP(6) - INTERVAL %d SECOND, started_at = UTC_TIMESTAMP(6) - INTERVAL %d SECOND WHERE id = %d", $seconds, $seconds, $run ) );
	}

	/** The time that a run waits for has come. */
	protected function later( int $run ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}stockwire_runs SET retry_at = NULL WHERE id = %d", $run ) );
	}

	protected function staged( int $run ): int {
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_staged WHERE run_id = %d", $run ) );
	}
}
