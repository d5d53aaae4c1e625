<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * What a request does not announce is announced once, whoever comes first, and whoever dies.
 */

declare(strict_types=1);

namespace Stockwire\Tests;

use PHPUnit\Framework\TestCase;
use Stockwire\Engine;
use Stockwire\Receipt;
use Stockwire\Shop\Announce\Journal;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Jobs\AnnounceRoute;
use Stockwire\Shop\Jobs\NamesRebuild;
use Stockwire\Shop\Jobs\Signature;
use Stockwire\Shop\Jobs\Sweep;
use Stockwire\Shop\Jobs\Wake;
use Stockwire\Shop\Jobs\Worker;
use Stockwire\Tests\Support\Push;
use Stockwire\Tests\Support\Shop;

final class BackgroundTest extends TestCase {

	private Shop $shop;

	private int $limit = 0;

	/** @var list<array{0: string, 1: array<string, mixed>}> requests that would have gone out */
	private array $sent = array();

	/** @var list<array{0: int, 1: float}> products told, with the number before and after */
	private array $told = array();

	protected function setUp(): void {
		( new Worker() )->work( 30.0 );
		$this->shop = new Shop( 'back' . substr( md5( uniqid() ), 0, 6 ) );
		add_filter( 'stockwire_announce_limit', array( $this, 'limit' ) );
		add_filter( 'pre_http_request', array( $this, 'hold' ), 10, 3 );
		add_action( 'woocommerce_product_set_stock', array( $this, 'listen' ) );
		add_action( 'woocommerce_variation_set_stock', array( $this, 'listen' ) );
	}

	protected function tearDown(): void {
		remove_filter( 'stockwire_announce_limit', array( $this, 'limit' ) );
		remove_filter( 'pre_http_request', array( $this, 'hold' ) );
		remove_action( 'woocommerce_product_set_stock', array( $this, 'listen' ) );
		remove_action( 'woocommerce_variation_set_stock', array( $this, 'listen' ) );
		( new Worker() )->work( 30.0 );
		$this->shop->remove();
	}

	public function limit(): int {
		return $this->limit;
	}

	/** @param array<string, mixed> $request */
	public function hold( mixed $answer, array $request, string $url ): mixed {
		$this->sent[] = array( $url, $request );
		return array( 'response' => array( 'code' => 202 ), 'body' => '', 'headers' => array(), 'cookies' => array() );
	}

	public function listen( \WC_Product $product ): void {
		$this->told[] = array( $product->get_id(), (float) $product->get_stock_quantity() );
	}

	public function test_beyond_the_limit_the_rest_waits_for_the_background(): void {
		$this->limit = 2;
		$receipt     = $this->push( 5 );
		$this->assertCount( 2, $this->told );
		$this->assertSame( 3, $this->waiting( $receipt ) );
		$this->assertNull( $this->announced_at( $receipt ) );

		$this->assertSame( 0, ( new Worker() )->work( 30.0 ) );
		$this->assertSame( $this->all_told( 5 ), $this->sorted( $this->told ) );
		$this->assertSame( 0, $this->waiting( $receipt ) );
		$this->assertNotNull( $this->announced_at( $receipt ) );

		( new Worker() )->work( 30.0 );
		$this->assertCount( 5, $this->told, 'Nobody is told twice' );
	}

	public function test_what_is_announced_in_the_request_is_marked(): void {
		$this->limit = 100;
		$receipt     = $this->push( 3 );
		$this->assertCount( 3, $this->told );
		$this->assertNotNull( $this->announced_at( $receipt ) );
		$this->assertSame( array(), $this->sent, 'Nothing is left to wake anybody for' );
	}

	public function test_the_background_shows_the_old_number_before_the_new_one(): void {
		$seen   = array();
		$before = static function ( \WC_Product $product ) use ( &$seen ): void {
			$seen[] = array( (float) $product->get_stock_quantity(), $product->get_stock_status() );
		};
		$this->push( 1 );
		add_action( 'woocommerce_product_before_set_stock', $before );
		( new Worker() )->work( 30.0 );
		remove_action( 'woocommerce_product_before_set_stock', $before );
		$this->assertSame( array( array( 5.0, 'instock' ) ), $seen );
		$this->assertSame( 100.0, $this->told[0][1] );
	}

	public function test_the_background_tells_of_parents_and_their_status(): void {
		$this->shop->variable( 'v', array( 'manage' => false ), array( 'S' => array( 'stock' => 5 ), 'M' => array( 'stock' => 0 ) ) );
		$this->shop->settle();
		Push::by_us( $this->shop, array( 'v/S' => '0' ) );
		$statuses = array();
		$listen   = static function ( int $id, string $status ) use ( &$statuses ): void {
			$statuses[] = array( $id, $status );
		};
		add_action( 'woocommerce_product_set_stock_status', $listen, 10, 2 );
		add_action( 'woocommerce_variation_set_stock_status', $listen, 10, 2 );
		( new Worker() )->work( 30.0 );
		remove_action( 'woocommerce_product_set_stock_status', $listen );
		remove_action( 'woocommerce_variation_set_stock_status', $listen );
		$this->assertSame( array( array( $this->shop->ids['v/S'], 'outofstock' ), array( $this->shop->ids['v'], 'outofstock' ) ), $statuses );
	}

	public function test_a_variation_with_its_own_number_is_not_told_with_its_parent_however_its_yes_is_spelled(): void {
		global $wpdb;
		$words = array( 'no', '1', 'TRUE', 'Yes', 'yes ', 'parent' );
		$this->shop->variable( 'w', array( 'stock' => 5 ), array_fill_keys( array_map( static fn( string $word ): string => "[$word]", $words ), array( 'manage' => false ) ) );
		$this->shop->settle();
		foreach ( $words as $word ) {
			$wpdb->update( $wpdb->postmeta, array( 'meta_value' => $word ), array( 'post_id' => $this->shop->ids[ "w/[$word]" ], 'meta_key' => '_manage_stock' ) );
		}
		Push::by_us( $this->shop, array( 'w' => '0' ) );
		$told   = array();
		$listen = function ( mixed $meta, int $id, string $key ) use ( &$told ): void {
			if ( '_stock_status' === $key ) {
				$told[] = (string) array_search( $id, $this->shop->ids, true );
			}
		};
		add_action( 'updated_post_meta', $listen, 10, 3 );
		( new Worker() )->work( 30.0 );
		remove_action( 'updated_post_meta', $listen );
		$this->assertSame( array( 'w', 'w/[no]', 'w/[yes ]', 'w/[parent]' ), $told );
	}

	public function test_what_a_dead_worker_held_is_told_by_another(): void {
		global $wpdb;
		$receipt = $this->push( 2 );
		$claim   = ( new Journal() )->claim( $receipt->run, 10 );
		$this->assertCount( 2, $claim->lines );
		( new Worker() )->work( 30.0 );
		$this->assertCount( 0, $this->told, 'A living worker is left alone' );

		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}stockwire_lines SET claimed_at = claimed_at - INTERVAL 10 MINUTE WHERE run_id = %d", $receipt->run ) );
		( new Worker() )->work( 30.0 );
		$this->assertCount( 2, $this->told );
	}

	public function test_a_claim_finds_no_line_twice(): void {
		$receipt = $this->push( 5 );
		$journal = new Journal();
		$lines   = array();
		foreach ( array( 2, 2, 2 ) as $count ) {
			$claim = $journal->claim( $receipt->run, $count );
			$lines = array_merge( $lines, array_column( $claim->lines, 'line' ) );
		}
		$this->assertSame( array( '1', '2', '3', '4', '5' ), array_map( 'strval', $lines ) );
		$this->assertNull( $journal->claim( $receipt->run, 2 ) );
		$this->give_back( $receipt );
	}

	public function test_workers_in_several_processes_tell_everybody_once(): void {
		// Many small runs: each is one claim, and all workers begin with the first.
		$receipts = array();
		for ( $i = 0; $i < 20; $i++ ) {
			$receipts[] = $this->push( 3, 3 * $i );
		}
		$file    = tempnam( sys_get_temp_dir(), 'stockwire' );
		$workers = array();
		for ( $i = 0; $i < 3; $i++ ) {
			$workers[] = proc_open( array( PHP_BINARY, '-d', 'auto_prepend_file=', __DIR__ . '/fixtures/worker.php', $file ), array( 2 => STDERR ), $pipes );
		}
		foreach ( $workers as $worker ) {
			$this->assertSame( 0, proc_close( $worker ) );
		}
		$told = array_map( 'intval', (array) file( $file, FILE_IGNORE_NEW_LINES ) );
		unlink( $file );
		sort( $told );
		$this->assertSame( array_column( $this->all_told( 60 ), 0 ), $told );
		$this->assertSame( 0, array_sum( array_map( $this->waiting( ... ), $receipts ) ) );
	}

	public function test_the_shop_wakes_itself_with_a_signature(): void {
		$receipt              = $this->push( 1 );
		list( $url, $request ) = $this->sent[0];
		$this->assertSame( rest_url( Wake::ROUTE ), $url );
		$this->assertFalse( $request['blocking'] );
		$this->assertSame( (string) $receipt->run, $request['body']['run'] );
		$this->assertSame( 202, $this->post( $request['body'] ) );
	}

	/** @return iterable<string, array{0: callable(array<string, string>): array<string, string>}> */
	public static function forgeries(): iterable {
		yield 'no signature' => array( static fn( array $body ): array => array_diff_key( $body, array( 'signature' => 1 ) ) );
		yield 'another run' => array( static fn( array $body ): array => array( 'run' => (string) ( (int) $body['run'] + 1 ) ) + $body );
		yield 'another time' => array( static fn( array $body ): array => array( 'time' => (string) ( (int) $body['time'] + 1 ) ) + $body );
		yield 'an old one' => array( static function ( array $body ): array {
			$time = (int) $body['time'] - Signature::LIFETIME - 1;
			return array( 'time' => (string) $time, 'signature' => Signature::make( $time, (int) $body['run'] ) ) + $body;
		} );
		yield 'one from tomorrow' => array( static function ( array $body ): array {
			$time = (int) $body['time'] + DAY_IN_SECONDS;
			return array( 'time' => (string) $time, 'signature' => Signature::make( $time, (int) $body['run'] ) ) + $body;
		} );
		yield 'a list for a signature' => array( static fn( array $body ): array => array( 'signature' => array( 'a' ) ) + $body );
		yield 'nothing' => array( static fn(): array => array() );
	}

	/**
	 * @dataProvider forgeries
	 * @param callable(array<string, string>): array<string, mixed> $forge
	 */
	public function test_a_forged_request_is_refused( callable $forge ): void {
		$this->push( 1 );
		$this->assertSame( 403, $this->post( $forge( $this->sent[0][1]['body'] ) ) );
		$this->assertCount( 0, $this->told );
	}

	/** @return iterable<string, array{0: string}> */
	public static function sweepers(): iterable {
		yield 'WP-Cron, and an action of ours' => array( Sweep::HOOK );
		yield 'Action Scheduler, whenever its queue runs' => array( 'action_scheduler_before_process_queue' );
	}

	/** @dataProvider sweepers */
	public function test_a_sweep_finds_what_nobody_was_woken_for( string $hook ): void {
		$receipt = $this->push( 2 );
		$sweep   = new Sweep( new NamesRebuild( static fn(): Engine => ( new EngineFactory() )->engine( 'names' ) ) );
		if ( false === has_action( $hook ) ) {
			$sweep->register();
		}
		do_action( $hook );
		$this->assertSame( 0, $this->waiting( $receipt ) );
		$this->assertCount( 2, $this->told );
	}

	public function test_the_next_sweep_is_always_scheduled(): void {
		$sweep = new Sweep( new NamesRebuild( static fn(): Engine => ( new EngineFactory() )->engine( 'names' ) ) );
		add_filter( 'cron_schedules', array( $sweep, 'add_schedule' ) );
		wp_clear_scheduled_hook( Sweep::HOOK );
		$sweep->schedule();
		$this->assertSame( MINUTE_IN_SECONDS, wp_get_scheduled_event( Sweep::HOOK )->interval );
		$this->push( 1 );
		$this->assertTrue( as_has_scheduled_action( Sweep::HOOK, array(), 'stockwire' ), 'Work that is left is an action, too' );
		Sweep::unschedule();
		$this->assertFalse( wp_next_scheduled( Sweep::HOOK ) );
		$this->assertFalse( as_has_scheduled_action( Sweep::HOOK, array(), 'stockwire' ) );
		$sweep->schedule();
	}

	public function test_a_woken_web_server_announces(): void {
		$receipt = $this->push( 2 );
		remove_filter( 'pre_http_request', array( $this, 'hold' ) );
		Wake::send( $receipt->run );
		for ( $i = 0; $i < 100 && 0 !== $this->waiting( $receipt ); $i++ ) {
			usleep( 100000 );
		}
		$this->assertSame( 0, $this->waiting( $receipt ) );
		$this->assertCount( 0, $this->told, 'The web server did it' );
	}

	private function push( int $products, int $from = 0 ): Receipt {
		$quantities = array();
		for ( $i = $from; $i < $from + $products; $i++ ) {
			$this->shop->simple( "p$i", array( 'stock' => 5 ) );
			$quantities[ "p$i" ] = (string) ( 100 + $i );
		}
		$this->told = array();
		return Push::by_us( $this->shop, $quantities );
	}

	/** @return list<array{0: int, 1: float}> */
	private function all_told( int $products ): array {
		$all = array();
		for ( $i = 0; $i < $products; $i++ ) {
			$all[] = array( $this->shop->ids[ "p$i" ], 100.0 + $i );
		}
		return $this->sorted( $all );
	}

	/**
	 * @param list<array{0: int, 1: float}> $told
	 * @return list<array{0: int, 1: float}>
	 */
	private function sorted( array $told ): array {
		sort( $told );
		return $told;
	}

	private function waiting( Receipt $receipt ): int {
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_lines WHERE run_id = %d AND changed = 1 AND announced_at IS NULL", $receipt->run ) );
	}

	private function announced_at( Receipt $receipt ): ?string {
		global $wpdb;
		return $wpdb->get_var( $wpdb->prepare( "SELECT announced_at FROM {$wpdb->prefix}stockwire_runs WHERE id = %d", $receipt->run ) );
	}

	private function give_back( Receipt $receipt ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}stockwire_lines SET claimed_at = NULL, claim = NULL WHERE run_id = %d", $receipt->run ) );
	}

	/** @param array<string, mixed> $body */
	private function post( array $body ): int {
		$route   = new AnnounceRoute();
		$request = new \WP_REST_Request( 'POST', '/' . Wake::ROUTE );
		$request->set_body_params( $body );
		// The server registers its routes when it is first asked for.
		add_action( 'rest_api_init', array( $route, 'declare_route' ) );
		$status = rest_do_request( $request )->get_status();
		remove_all_actions( 'shutdown', 1000 );
		return $status;
	}
}
