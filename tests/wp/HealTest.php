<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The race between an order and a push, for real: the push commits on a second connection while the order is between
 * its read and its write.
 */

declare(strict_types=1);

namespace Stockwire\Tests;

use PHPUnit\Framework\TestCase;
use Stockwire\Engine;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Heal;
use Stockwire\Tests\Support\LogBook;
use Stockwire\Tests\Support\Obstacle;
use Stockwire\Tests\Support\Push;
use Stockwire\Tests\Support\Rows;
use Stockwire\Tests\Support\Shop;

final class HealTest extends TestCase {

	private Shop $shop;

	private Heal $heal;

	protected function setUp(): void {
		$this->shop = new Shop( 'heal' . substr( md5( uniqid() ), 0, 6 ) );
		$this->shop->simple( 'p', array( 'stock' => 1 ) );
		$this->shop->variable( 'v', array( 'manage' => false ), array( 'S' => array( 'stock' => 1 ) ) );
		$this->shop->settle();
		$this->heal = new Heal( static fn(): Engine => ( new EngineFactory() )->engine( 'heal' ) );
		$this->heal->register();
	}

	protected function tearDown(): void {
		remove_action( 'woocommerce_updated_product_stock', array( $this->heal, 'note' ) );
		remove_action( 'woocommerce_product_set_stock', array( $this->heal, 'note_product' ) );
		remove_action( 'woocommerce_variation_set_stock', array( $this->heal, 'note_product' ) );
		remove_action( Heal::HOOK, array( $this->heal, 'heal' ) );
		remove_action( 'shutdown', array( $this->heal, 'finish' ), 20 );
		Obstacle::take_away();
		$this->shop->remove();
	}

	public function test_a_push_between_an_orders_read_and_write_leaves_a_product_that_can_be_bought(): void {
		$this->order_while_a_push_sets( 'p', '50' );
		$this->assertSame( array( '49.000000', 'outofstock' ), $this->stock( 'p' ), 'This WooCommerce has the race' );
		$this->heal->finish();
		$this->assertSame( array( '49.000000', 'instock' ), $this->stock( 'p' ) );
		$this->assert_rows_agree( 'p', '49', 'instock' );
		$this->assertTrue( wc_get_product( $this->shop->ids['p'] )->is_in_stock() );
	}

	public function test_the_parent_of_a_healed_variation_is_healed(): void {
		$this->order_while_a_push_sets( 'v/S', '50' );
		Shop::finish();
		$this->assertSame( 'outofstock', get_post_meta( $this->shop->ids['v'], '_stock_status', true ) );
		$this->heal->finish();
		$this->assertSame( array( '49.000000', 'instock' ), $this->stock( 'v/S' ) );
		wp_cache_flush();
		$this->assertSame( 'instock', get_post_meta( $this->shop->ids['v'], '_stock_status', true ) );
	}

	public function test_what_was_healed_is_told(): void {
		$this->order_while_a_push_sets( 'p', '50' );
		$told   = array();
		$listen = static function ( int $id, string $status ) use ( &$told ): void {
			$told[] = array( $id, $status );
		};
		add_action( 'woocommerce_product_set_stock_status', $listen, 10, 2 );
		$this->heal->finish();
		remove_action( 'woocommerce_product_set_stock_status', $listen );
		$this->assertSame( array( array( $this->shop->ids['p'], 'instock' ) ), $told );
	}

	public function test_an_order_that_nobody_disturbed_is_left_as_it_is(): void {
		$this->assert_an_order_is_left_as_woocommerce_leaves_it();
		$this->assert_rows_agree( 'p', '0', 'outofstock' );
	}

	public function test_pieces_that_a_shop_in_whole_pieces_does_not_show_are_not_brought_back(): void {
		// Left by a plugin for decimals that is gone: WooCommerce reads 2.5 as 2, and its lookup row says so.
		update_post_meta( $this->shop->ids['p'], '_stock', '2.5' );
		wp_cache_flush();
		$this->assert_an_order_is_left_as_woocommerce_leaves_it();
	}

	public function test_our_own_runs_are_not_healed(): void {
		$asked = 0;
		$heal  = new Heal( static function () use ( &$asked ): Engine {
			++$asked;
			return ( new EngineFactory() )->engine( 'heal' );
		} );
		add_action( 'woocommerce_product_set_stock', array( $heal, 'note_product' ) );
		Push::by_us( $this->shop, array( 'p' => '7' ) );
		$heal->finish();
		remove_action( 'woocommerce_product_set_stock', array( $heal, 'note_product' ) );
		$this->assertSame( 0, $asked );
	}

	public function test_while_something_stands_in_the_way_nothing_is_healed_ko(): void {
		$this->order_while_a_push_sets( 'p', '50' );
		Obstacle::put();
		$this->heal->finish();
		$this->assertSame( array( '49.000000', 'outofstock' ), $this->stock( 'p' ) );
		$this->assertFalse( as_next_scheduled_action( Heal::HOOK, array( array( $this->shop->ids['p'] ) ), 'stockwire' ), 'Nobody comes round for it each half minute' );
		Obstacle::take_away();
		do_action( Heal::HOOK, array( $this->shop->ids['p'] ) );
		$this->assertSame( array( '49.000000', 'instock' ), $this->stock( 'p' ) );
	}

	public function test_asking_whether_anything_stands_in_the_way_costs_a_checkout_no_look_into_the_dictionary_ok(): void {
		$this->heal->heal( array( $this->shop->ids['p'] ) );
		$asked = array();
		$hear  = static function ( string $sql ) use ( &$asked ): string {
			$asked[] = $sql;
			return $sql;
		};
		add_filter( 'query', $hear );
		$this->heal->heal( array( $this->shop->ids['p'] ) );
		remove_filter( 'query', $hear );
		$this->assertSame( array(), preg_grep( '/information_schema/', $asked ) );
	}

	public function test_what_cannot_be_healed_now_is_put_off(): void {
		LogBook::read();
		$heal = new Heal( static function (): Engine {
			throw new \RuntimeException( 'the rows are locked' );
		} );
		$id   = $this->shop->ids['p'];
		$heal->heal( array( $id ) );
		$this->assertNotFalse( as_next_scheduled_action( Heal::HOOK, array( array( $id ) ), 'stockwire' ) );
		$this->assertStringContainsString( 'the rows are locked', implode( LogBook::read() ) );

		// The background calls the hook that the living instance listens to.
		$this->order_while_a_push_sets( 'p', '50' );
		do_action( Heal::HOOK, array( $id ) );
		$this->assertSame( array( '49.000000', 'instock' ), $this->stock( 'p' ) );
		as_unschedule_all_actions( Heal::HOOK, array( array( $id ) ), 'stockwire' );
	}

	public function test_what_one_part_healed_is_told_when_the_next_is_put_off(): void {
		$ids   = array( $this->shop->ids['p'], ...range( 900000001, 900000600 ) );
		$calls = 0;
		$heal  = new Heal( static function () use ( &$calls ): Engine {
			return 0 === $calls++ ? ( new EngineFactory() )->engine( 'heal' ) : throw new \RuntimeException( 'the rows are locked' );
		} );
		update_post_meta( $this->shop->ids['p'], '_stock_status', 'outofstock' );
		$told = array();
		$hear = static function ( mixed $id ) use ( &$told ): void {
			$told[] = $id;
		};
		add_action( 'woocommerce_product_set_stock_status', $hear );
		$heal->heal( $ids );
		remove_action( 'woocommerce_product_set_stock_status', $hear );
		$this->assertContains( $this->shop->ids['p'], $told );
		$rest = array( array_slice( $ids, 500 ) );
		$this->assertNotFalse( as_next_scheduled_action( Heal::HOOK, $rest, 'stockwire' ) );
		as_unschedule_all_actions( Heal::HOOK, $rest, 'stockwire' );
	}

	public function test_however_many_cannot_be_healed_now_none_is_forgotten(): void {
		// Action Scheduler takes 8,000 characters of arguments, and drops an action that has more.
		$ids  = range( 1234567001, 1234568800 );
		$heal = new Heal( static fn(): Engine => throw new \RuntimeException( 'the rows are locked' ) );
		$heal->heal( $ids );
		$put_off = array();
		foreach ( as_get_scheduled_actions( array( 'hook' => Heal::HOOK, 'status' => 'pending', 'per_page' => -1 ) ) as $action ) {
			$put_off = array_merge( $put_off, $action->get_args()[0] );
		}
		as_unschedule_all_actions( Heal::HOOK );
		sort( $put_off );
		$this->assertSame( $ids, array_values( array_intersect( $put_off, $ids ) ) );
	}

	private function assert_an_order_is_left_as_woocommerce_leaves_it(): void {
		wc_update_product_stock( $this->shop->ids['p'], 1, 'decrease' );
		Shop::finish();
		wp_cache_flush();
		$rows = ( new Rows( $this->shop ) )->read();
		$this->heal->finish();
		$this->assertSame( array(), Rows::differences( $rows, ( new Rows( $this->shop ) )->read() ) );
	}

	/** WooCommerce lowers by one; right before its UPDATE a push commits on another connection. */
	private function order_while_a_push_sets( string $label, string $quantity ): void {
		global $wpdb;
		$push = function ( string $sql ) use ( $label, $quantity, &$push ): string {
			remove_filter( 'woocommerce_update_product_stock_query', $push );
			$config  = array( 'warehouses' => array( Push::WAREHOUSE ), 'source' => 'tests' ) + ( new EngineFactory() )->config();
			$second  = new \mysqli( 'localhost', DB_USER, DB_PASSWORD, DB_NAME, 0, (string) getenv( 'DB_SOCKET' ) );
			$second->set_charset( 'utf8mb4' );
			$receipt = ( new Engine( $second, $config ) )->receive( Push::body( $this->shop, array( $label => $quantity ) ), Engine::V1 );
			$this->assertSame( 1, $receipt->counts['updated'] );
			return $sql;
		};
		add_filter( 'woocommerce_update_product_stock_query', $push );
		wc_update_product_stock( $this->shop->ids[ $label ], 1, 'decrease' );
		wp_cache_flush();
	}

	/** @return array{0: string, 1: string} number and status in postmeta */
	private function stock( string $label ): array {
		wp_cache_flush();
		$id = $this->shop->ids[ $label ];
		return array( number_format( (float) get_post_meta( $id, '_stock', true ), 6, '.', '' ), (string) get_post_meta( $id, '_stock_status', true ) );
	}

	private function assert_rows_agree( string $label, string $quantity, string $status ): void {
		global $wpdb;
		$id  = $this->shop->ids[ $label ];
		$row = $wpdb->get_row( "SELECT stock_quantity, stock_status FROM {$wpdb->prefix}wc_product_meta_lookup WHERE product_id = $id" );
		$this->assertSame( array( (float) $quantity, $status ), array( (float) $row->stock_quantity, $row->stock_status ) );
		$this->assertSame( 'outofstock' === $status, has_term( 'outofstock', 'product_visibility', $id ) );
	}
}
