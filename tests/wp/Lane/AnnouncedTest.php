<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * What the fast lane changed is announced within seconds, with WP-Cron off and nobody visiting; and caches are right before.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Lane;

use Stockwire\Shop\Jobs\Sweep;
use Stockwire\Shop\Jobs\Worker;
use Stockwire\Tests\Support\LaneTestCase;
use Stockwire\Tests\Support\MuPlugin;
use Stockwire\Tests\Support\WpCron;

final class AnnouncedTest extends LaneTestCase {

	private int $product;

	private string $heard;

	protected function setUp(): void {
		parent::setUp();
		( new Worker() )->work( 30.0 );
		$this->product = $this->product( 'LANE-N' );
		$this->heard   = self::run_folder() . '/log/heard-' . bin2hex( random_bytes( 4 ) );
		touch( $this->heard );
		chown( $this->heard, 'www-data' );
		MuPlugin::install(
			"foreach ( array( 'woocommerce_product_before_set_stock', 'woocommerce_product_set_stock' ) as \$hook ) {
				add_action( \$hook, function ( \$p ) use ( \$hook ) { file_put_contents( '{$this->heard}', \$hook . ' ' . \$p->get_sku() . ' ' . (float) \$p->get_stock_quantity() . \"\\n\", FILE_APPEND ); } );
			}"
		);
	}

	protected function tearDown(): void {
		wp_delete_post( $this->product, true );
		unlink( $this->heard );
		parent::tearDown();
	}

	public function test_hooks_fire_once_within_seconds(): void {
		self::assertTrue( defined( 'DISABLE_WP_CRON' ) && DISABLE_WP_CRON, 'WP-Cron is off in the sandbox' );
		$this->open();
		$this->by_lane( fn(): array => $this->push( 7 ) );
		self::assertTrue( self::within( 15.0, fn(): bool => $this->waiting( $this->product ) === 0 ), 'Announced' );
		self::assertSame( "woocommerce_product_before_set_stock LANE-N 1\nwoocommerce_product_set_stock LANE-N 7\n", file_get_contents( $this->heard ) );
	}

	public function test_what_nobody_woke_up_for_is_announced_with_the_next_push(): void {
		global $wpdb;
		MuPlugin::install( MuPlugin::DEAF );
		$this->open();
		$this->by_lane( fn(): array => $this->push( 7 ) );
		sleep( 1 );
		self::assertSame( 1, $this->waiting( $this->product ) );
		MuPlugin::remove_all();
		// The sweep would do, too: here it is the next push's wake, once the lane is open again.
		$this->open();
		$this->by_lane( fn(): array => $this->push( 8 ) );
		self::assertTrue( self::within( 15.0, fn(): bool => $this->waiting( $this->product ) === 0 ) );
		$wpdb->flush();
	}

	public function test_the_sweep_announces_what_nobody_woke_up_for(): void {
		MuPlugin::install( MuPlugin::DEAF );
		$this->open();
		$this->by_lane( fn(): array => $this->push( 7 ) );
		sleep( 1 );
		self::assertSame( 1, $this->waiting( $this->product ) );
		$told = array();
		$note = static function ( \WC_Product $product ) use ( &$told ): void {
			$told[] = $product->get_sku();
		};
		add_action( 'woocommerce_product_set_stock', $note );
		do_action( 'stockwire_sweep' );
		remove_action( 'woocommerce_product_set_stock', $note );
		self::assertSame( array( 0, array( 'LANE-N' ) ), array( $this->waiting( $this->product ), $told ) );
	}

	/** @return iterable<string, array{0: string}> */
	public static function clocks(): iterable {
		yield 'our own event' => array( Sweep::HOOK );
		yield "the run of Action Scheduler's queue" => array( \ActionScheduler_QueueRunner::WP_CRON_HOOK );
	}

	/** @dataProvider clocks */
	public function test_wp_cron_announces_each_minute_what_nobody_woke_up_for( string $event ): void {
		MuPlugin::install( MuPlugin::NO_WAKE );
		$this->open();
		$this->by_lane( fn(): array => $this->push( 7 ) );
		sleep( 1 );
		// What else Action Scheduler has to do would ask elsewhere, and wait for it.
		MuPlugin::install( MuPlugin::CALLS_NOBODY );
		self::assertLessThanOrEqual( time() + MINUTE_IN_SECONDS, WpCron::next( $event ), 'The shop has it come within a minute' );
		// An action of ours that an earlier push left would do it, too.
		as_unschedule_all_actions( Sweep::HOOK );
		$cron = new WpCron();
		try {
			$this->http->send( 'GET', WpCron::ADDRESS );
			sleep( 1 );
			self::assertSame( array( 1, '' ), array( $this->waiting( $this->product ), file_get_contents( $this->heard ) ), 'Nothing is due' );
			$cron->only( $event );
			$this->http->send( 'GET', WpCron::ADDRESS );
			self::assertTrue( self::within( 15.0, fn(): bool => 0 === $this->waiting( $this->product ) ), 'Announced' );
			self::assertSame( "woocommerce_product_before_set_stock LANE-N 1\nwoocommerce_product_set_stock LANE-N 7\n", file_get_contents( $this->heard ) );
			self::assertLessThanOrEqual( time() + MINUTE_IN_SECONDS, WpCron::next( $event ), 'It comes again' );
			self::assertGreaterThan( time() - MINUTE_IN_SECONDS, WpCron::next( $event ) );
		} finally {
			$cron->put_back();
		}
	}

	public function test_a_persistent_cache_is_right_before_anything_is_announced(): void {
		$drop_in = WP_CONTENT_DIR . '/object-cache.php';
		self::assertFileDoesNotExist( $drop_in );
		$folder = WP_CONTENT_DIR . '/uploads/stockwire-cache-' . bin2hex( random_bytes( 4 ) );
		mkdir( $folder );
		chmod( $folder, 0777 );
		file_put_contents( $drop_in, str_replace( '@FOLDER@', $folder, (string) file_get_contents( dirname( __DIR__ ) . '/fixtures/object-cache.php' ) ) );
		usleep( 2100000 );
		try {
			MuPlugin::install( MuPlugin::DEAF );
			$this->in_new_process( '( new Stockwire\Shop\Connection\Test() )->run();' );
			usleep( 1200000 );
			self::assertSame( '1', $this->ask()['object'] );
			$this->by_lane( fn(): array => $this->push( 0 ) );
			sleep( 1 );
			self::assertSame( 1, $this->waiting( $this->product ), 'Nothing is announced' );
			$said = $this->ask();
			self::assertSame( array( '0', 'outofstock' ), array( $said['object'], $said['status'] ) );
		} finally {
			unlink( $drop_in );
			array_map( 'unlink', (array) glob( $folder . '/*' ) );
			rmdir( $folder );
			usleep( 2100000 );
		}
	}

	/** @return array<string, string> what a process of its own reads */
	private function ask(): array {
		return (array) json_decode( $this->in_new_process( '$p = wc_get_product( ' . $this->product . ' ); echo wp_json_encode( array( "object" => (string) (float) $p->get_stock_quantity(), "status" => $p->get_stock_status() ) );' ), true );
	}

	/** @return array{status: int, headers: array<string, string>, body: string} */
	private function push( int $quantity ): array {
		return $this->http->stock( self::lines( array( 'code' => 'LANE-N', 'warehouse' => 'Test', 'quantity' => $quantity ) ) );
	}
}
