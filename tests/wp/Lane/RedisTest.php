<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The fast lane in a shop whose objects are cached in Redis: whoever reads after a push reads the new number, nothing was announced
 * yet, and what the push did not touch stays cached.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Lane;

use Stockwire\Shop\Jobs\Worker;
use Stockwire\Shop\TokenUse;
use Stockwire\Tests\Support\LaneTestCase;
use Stockwire\Tests\Support\MuPlugin;
use Stockwire\Tests\Support\Redis;

final class RedisTest extends LaneTestCase {

	/** What a visitor's request finds, and what it leaves in the cache where a test wants old values there. */
	private const READS = <<<'PHP'
		add_action( 'wp_loaded', function () {
			$id = (int) ( $_GET['redis_test'] ?? 0 );
			if ( 0 === $id ) {
				return;
			}
			$product = wc_get_product( $id );
			if ( isset( $_GET['lie'] ) ) {
				$meta           = get_post_meta( $id );
				$meta['_stock'] = array( (string) (float) $_GET['lie'] );
				wp_cache_set( $id, $meta, 'post_meta' );
			}
			echo wp_json_encode( array(
				'pid'    => getmypid(),
				'cached' => wp_using_ext_object_cache(),
				'number' => (float) wc_get_product( $id )->get_stock_quantity(),
				'meta'   => (float) get_post_meta( $id, '_stock', true ),
				'status' => $product->get_stock_status(),
				'hidden' => has_term( 'outofstock', 'product_visibility', $id ),
			) );
			exit;
		} );
		PHP;

	private Redis $redis;

	private int $product;

	private int $other;

	protected function setUp(): void {
		parent::setUp();
		( new Worker() )->work( 30.0 );
		$this->product = $this->product( 'REDIS-1' );
		$this->other   = $this->product( 'REDIS-2' );
		$this->redis   = new Redis();
		// Nothing but the lane itself can have cleaned the cache.
		MuPlugin::install( MuPlugin::DEAF );
		MuPlugin::install( self::READS );
		$this->in_new_process( '( new Stockwire\Shop\Connection\Test() )->run();' );
		usleep( 1200000 );
	}

	protected function tearDown(): void {
		$this->redis->stop();
		wp_delete_post( $this->product, true );
		wp_delete_post( $this->other, true );
		parent::tearDown();
	}

	public function test_every_reader_says_the_new_number_and_the_rest_stays_cached(): void {
		$this->assert_read( 1.0, 'instock', false );
		$this->visit( $this->other );
		$before = $this->entry( $this->other );
		self::assertNotSame( '', $before, 'The other product is cached' );
		self::assertGreaterThan( 20, (int) $this->redis->ask( 'DBSIZE' ) );
		foreach ( array( 7 => array( 'instock', false ), 0 => array( 'outofstock', true ), 3 => array( 'instock', false ) ) as $quantity => list( $status, $hidden ) ) {
			$this->by_lane( fn(): array => $this->push( $quantity ) );
			$this->assert_read( (float) $quantity, $status, $hidden );
		}
		self::assertGreaterThan( 0, $this->waiting( $this->product ), 'Nothing was announced' );
		self::assertSame( $before, $this->entry( $this->other ), 'The cache was not emptied' );
	}

	public function test_a_push_loads_none_of_the_options_that_pages_need(): void {
		$this->by_lane( fn(): array => $this->push( 7 ) );
		// That the token was used is noted after the answer, once a minute, and like all writing of options by WordPress itself.
		usleep( 500000 );
		$this->redis->ask( 'FLUSHALL' );
		// Nothing changes, so that the background, which is a whole WordPress, is not woken.
		$same = fn(): array => $this->http->stock( self::lines( array( 'code' => 'REDIS-1', 'warehouse' => 'Test', 'quantity' => 7 ) ) );
		self::assertStringContainsString( '"unchanged":1', $this->by_lane( $same )['body'] );
		self::assertSame( '', $this->redis->ask( 'GET', 'wp:' . sha1( "1\noptions\nalloptions" ) ) );
		$this->visit( $this->product );
		self::assertNotSame( '', $this->redis->ask( 'GET', 'wp:' . sha1( "1\noptions\nalloptions" ) ), 'A page does' );
	}

	public function test_what_the_lane_writes_down_leaves_the_options_of_pages_whole(): void {
		// One of long ago, so that an option is changed, and not only added.
		$used = array( hash( 'sha256', (string) getenv( 'TOKEN' ) ) => array( 'at' => 1, 'from' => '127.0.0.1' ) );
		update_option( TokenUse::OPTION, $used, false );
		$this->redis->ask( 'FLUSHALL' );
		$this->by_lane( fn(): array => $this->push( 7 ) );
		self::assertTrue( self::within( 5, fn(): bool => '' !== $this->redis->ask( 'GET', 'wp:' . sha1( "1\noptions\n" . TokenUse::OPTION ) ) ), 'The use of the token is noted' );
		$say    = "echo count( wp_load_alloptions() ), ' ', md5( serialize( array_diff_key( wp_load_alloptions(), array( 'cron' => 1 ) ) ) );";
		$cached = $this->in_new_process( $say );
		self::assertSame( $this->in_new_process( "wp_cache_flush(); $say" ), $cached );
	}

	public function test_old_values_that_somebody_left_in_the_cache_are_gone_after_a_push(): void {
		$this->visit( $this->product, '&lie=99' );
		self::assertSame( array( 99.0, 99.0 ), array( (float) $this->visit( $this->product )['number'], (float) $this->ask()['number'] ), 'The cache is believed' );
		$this->by_lane( fn(): array => $this->push( 5 ) );
		$this->assert_read( 5.0, 'instock', false );
	}

	public function test_a_push_by_the_ordinary_route_is_read_as_well(): void {
		$this->assert_read( 1.0, 'instock', false );
		self::configure( "StockwireLane Off\n" );
		try {
			self::assertContains( self::PUSH, $this->boots( fn(): array => $this->push( 4 ) ) );
			$this->assert_read( 4.0, 'instock', false );
		} finally {
			self::configure();
		}
	}

	/** Requests on several workers, a process of its own, and where WooCommerce has one its public API. */
	private function assert_read( float $number, string $status, bool $hidden ): void {
		$said = array_map( fn(): array => $this->visit( $this->product ), range( 1, 6 ) );
		foreach ( array( ...$said, $this->ask() + array( 'cached' => true, 'meta' => $number ) ) as $answer ) {
			self::assertSame( array( true, $number, $number, $status, $hidden ), array( $answer['cached'], (float) $answer['number'], (float) $answer['meta'], $answer['status'], $answer['hidden'] ) );
		}
		$api = $this->http->send( 'GET', "/wp-json/wc/store/v1/products/{$this->product}" );
		if ( 200 === $api['status'] ) {
			self::assertSame( 'instock' === $status, json_decode( $api['body'], true )['is_in_stock'] );
		}
	}

	/** @return array<string, mixed> what a request of the web server reads */
	private function visit( int $product, string $query = '' ): array {
		return (array) json_decode( $this->http->send( 'GET', "/?redis_test=$product$query" )['body'], true );
	}

	/** @return array<string, mixed> what a process of its own reads */
	private function ask(): array {
		return (array) json_decode( $this->in_new_process( '$p = wc_get_product( ' . $this->product . ' ); echo wp_json_encode( array( "number" => (float) $p->get_stock_quantity(), "status" => $p->get_stock_status(), "hidden" => has_term( "outofstock", "product_visibility", $p->get_id() ) ) );' ), true );
	}

	/** The entry of a product's meta as it lies in the server. */
	private function entry( int $product ): string {
		return $this->redis->ask( 'GET', 'wp:' . sha1( "1\npost_meta\n$product" ) );
	}

	/** @return array{status: int, headers: array<string, string>, body: string} */
	private function push( int $quantity ): array {
		$answer = $this->http->stock( self::lines( array( 'code' => 'REDIS-1', 'warehouse' => 'Test', 'quantity' => $quantity ) ) );
		self::assertSame( 1, json_decode( $answer['body'], true )['counts']['updated'] ?? null, $answer['body'] );
		return $answer;
	}
}
