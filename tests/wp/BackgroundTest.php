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
use Stockwire\Shop\Announcer;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Jobs\AnnounceRoute;
use Stockwire\Shop\Jobs\NamesRebuild;
use Stockwire\Shop\Jobs\Signature;
use Stockwire\Shop\Jobs\Sweep;
use Stockwire\Shop\Jobs\Wake;
use Stockwire\Shop\Jobs\Worker;
use Stockwire\Tests\Support\LogBook;
use Stockwire\Tests\Support\MuPlugin;
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

	public function test_what_listeners_leave_to_the_end_of_a_request_is_done_when_a_woken_web_server_announces(): void {
		// As WooCommerce's webhooks, its deferred parents and its transients are.
		MuPlugin::install(
			"add_action( 'woocommerce_update_product', function ( \$id ) { \$GLOBALS['left_to_the_end'][] = \$id; } );
			add_action( 'shutdown', function () {
				if ( isset( \$GLOBALS['left_to_the_end'] ) ) {
					update_option( 'stockwire_test_end', \$GLOBALS['left_to_the_end'] );
				}
			} );"
		);
		$receipt = $this->push( 2 );
		remove_filter( 'pre_http_request', array( $this, 'hold' ) );
		Wake::send( $receipt->run );
		for ( $i = 0; $i < 100 && ( 0 !== $this->waiting( $receipt ) || false === $this->option( 'stockwire_test_end' ) ); $i++ ) {
			usleep( 100000 );
		}
		MuPlugin::remove_all();
		$done = $this->option( 'stockwire_test_end' );
		delete_option( 'stockwire_test_end' );
		$this->assertSame( array( $this->shop->ids['p0'], $this->shop->ids['p1'] ), $done );
	}

	public function test_the_background_tells_what_is_true_by_now(): void {
		$this->push( 1 );
		$id = $this->shop->ids['p0'];
		wc_update_product_stock( $id, 0 );
		wp_cache_flush();
		// What a listener changes is saved by WooCommerce, with the status that the object has.
		$change = static function ( \WC_Product $product ): void {
			$product->set_short_description( 'changed by a listener' );
		};
		$this->told = array();
		add_action( 'woocommerce_before_product_object_save', $change );
		( new Worker() )->work( 30.0 );
		remove_action( 'woocommerce_before_product_object_save', $change );
		wp_cache_flush();
		$this->assertSame( array( array( $id, 0.0 ) ), $this->told );
		$this->assertSame( array( '0', 'outofstock' ), array( (string) (float) get_post_meta( $id, '_stock', true ), get_post_meta( $id, '_stock_status', true ) ) );
		$this->assertSame( 'changed by a listener', get_post( $id )->post_excerpt );
	}

	public function test_a_status_that_somebody_else_changed_since_is_not_told_again(): void {
		$this->push( 1 );
		$id = $this->shop->ids['p0'];
		wc_update_product_stock( $id, 0 );
		wp_cache_flush();
		$heard  = 0;
		$listen = static function () use ( &$heard ): void {
			++$heard;
		};
		add_action( 'woocommerce_product_set_stock_status', $listen );
		( new Worker() )->work( 30.0 );
		remove_action( 'woocommerce_product_set_stock_status', $listen );
		$this->assertSame( 0, $heard );
	}

	public function test_a_parent_is_told_with_the_status_that_it_has_by_now(): void {
		$this->shop->variable( 'v', array( 'manage' => false ), array( 'S' => array( 'stock' => 5 ) ) );
		$this->shop->settle();
		Push::by_us( $this->shop, array( 'v/S' => '0' ) );
		wc_update_product_stock( $this->shop->ids['v/S'], 3 );
		Shop::finish();
		wp_cache_flush();
		$change = static function ( \WC_Product $product ): void {
			$product->set_short_description( 'changed by a listener' );
		};
		add_action( 'woocommerce_before_product_object_save', $change );
		( new Worker() )->work( 30.0 );
		remove_action( 'woocommerce_before_product_object_save', $change );
		wp_cache_flush();
		$this->assertSame( array( 'instock', 'instock' ), array_map( fn( string $label ): string => get_post_meta( $this->shop->ids[ $label ], '_stock_status', true ), array( 'v', 'v/S' ) ) );
	}

	public function test_slow_listeners_are_left_to_the_background_when_the_time_is_over(): void {
		$receipt = $this->push( 150 );
		$slow    = static function (): void {
			usleep( 20000 );
		};
		add_action( 'woocommerce_product_set_stock', $slow );
		$this->assertFalse( ( new Announcer() )->resume( $receipt->run, 0.5 ) );
		remove_action( 'woocommerce_product_set_stock', $slow );
		$this->assertGreaterThan( 0, $this->waiting( $receipt ) );
		$this->assertCount( 150 - $this->waiting( $receipt ), $this->told );
	}

	public function test_slow_listeners_of_what_comes_before_do_not_keep_the_writing(): void {
		$this->push( 120 );
		( new Worker() )->work( 30.0 );
		$this->told  = array();
		$this->limit = 2000;
		$heard       = 0;
		$slow        = static function () use ( &$heard ): void {
			++$heard;
			usleep( 200000 );
		};
		add_action( 'woocommerce_product_before_set_stock', $slow );
		$receipt = Push::by_us( $this->shop, array_map( static fn( int $number ): string => (string) ( 500 + $number ), array_combine( array_map( static fn( int $number ): string => "p$number", range( 0, 119 ) ), range( 0, 119 ) ) ) );
		$this->assertLessThan( 120, $heard );
		remove_action( 'woocommerce_product_before_set_stock', $slow );
		( new Worker() )->work( 30.0 );
		$this->assertSame( range( 500.0, 619.0 ), array_column( $this->sorted( $this->told ), 1 ) );
		$this->assertSame( 0, $this->waiting( $receipt ) );
	}

	public function test_a_listener_that_ends_the_process_at_one_product_keeps_nothing_from_the_others(): void {
		$receipt = $this->push( 4 );
		$file    = tempnam( sys_get_temp_dir(), 'stockwire' );
		for ( $i = 0; $i < 5; $i++ ) {
			$this->expire( $receipt );
			proc_close( proc_open( array( PHP_BINARY, '-d', 'auto_prepend_file=', __DIR__ . '/fixtures/worker.php', $file, (string) $this->shop->ids['p1'] ), array( 2 => STDERR ), $pipes ) );
		}
		$this->assertSame( 1, $this->waiting( $receipt ) );
		$this->expire( $receipt );
		LogBook::read();
		( new Worker() )->work( 30.0 );
		$told = array_count_values( array_map( 'intval', (array) file( $file, FILE_IGNORE_NEW_LINES ) ) );
		unlink( $file );
		$this->assertSame( 0, $this->waiting( $receipt ), 'It is given up at last' );
		$this->assertSame( array( 1, 1 ), array( $told[ $this->shop->ids['p2'] ], $told[ $this->shop->ids['p3'] ] ) );
		$this->assertSame( 2, $told[ $this->shop->ids['p0'] ], 'Once with the part that died, once alone' );
		$this->assertSame( 5, $told[ $this->shop->ids['p1'] ] );
		$this->assertSame( array(), $this->told );
		$this->assertStringContainsString( "the stock of product {$this->shop->ids['p1']} ", implode( LogBook::read() ) );
	}

	public function test_where_nothing_can_be_claimed_nobody_is_woken_again(): void {
		global $wpdb;
		$receipt    = $this->push( 2 );
		$this->sent = array();
		// As where the database has become read-only.
		$refuse = static fn( string $sql ): string => str_starts_with( $sql, "UPDATE {$wpdb->prefix}stockwire_lines SET claim" ) ? 'UPDATE nothing_of_that_name SET a = 1' : $sql;
		$wpdb->suppress_errors( true );
		add_filter( 'query', $refuse );
		( new AnnounceRoute() )->work();
		remove_filter( 'query', $refuse );
		$wpdb->suppress_errors( false );
		$this->assertSame( array(), $this->sent );
		$this->assertSame( 2, $this->waiting( $receipt ) );
	}

	private function expire( Receipt $receipt ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}stockwire_lines SET claimed_at = claimed_at - INTERVAL 10 MINUTE WHERE run_id = %d", $receipt->run ) );
	}

	/** Past every cache: the web server wrote it. */
	private function option( string $name ): mixed {
		wp_cache_flush();
		return get_option( $name );
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
