<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * What listeners may count on, and what they cannot spoil.
 */

declare(strict_types=1);

namespace Stockwire\Tests;

use PHPUnit\Framework\TestCase;
use Stockwire\Shop\Announce\Caches;
use Stockwire\Tests\Support\LogBook;
use Stockwire\Tests\Support\Push;
use Stockwire\Tests\Support\Shop;

final class AnnouncerTest extends TestCase {

	private Shop $shop;

	/** @var list<array{0: string, 1: callable, 2: int}> */
	private array $hooked = array();

	protected function setUp(): void {
		$this->shop = new Shop( 'ann' . substr( md5( uniqid() ), 0, 6 ) );
		foreach ( array( 'a', 'b', 'c' ) as $label ) {
			$this->shop->simple( $label, array( 'stock' => 5 ) );
		}
		$this->shop->settle();
		LogBook::read();
	}

	protected function tearDown(): void {
		foreach ( $this->hooked as list( $hook, $callback, $priority ) ) {
			remove_filter( $hook, $callback, $priority );
		}
		$this->shop->remove();
	}

	public function test_before_hooks_see_the_old_number_and_later_ones_the_new(): void {
		$seen = array();
		foreach ( array( 'woocommerce_product_before_set_stock', 'woocommerce_before_product_object_save', 'woocommerce_product_set_stock' ) as $hook ) {
			$this->on( $hook, static function ( \WC_Product $product ) use ( $hook, &$seen ): void {
				$seen[ $hook ][] = $product->get_stock_quantity();
			} );
		}
		Push::by_us( $this->shop, array( 'a' => '7' ) );
		$this->assertSame( array( array( 5 ), array( 7 ), array( 7 ) ), array_values( $seen ) );
	}

	public function test_listeners_read_the_new_number_by_every_function(): void {
		$id   = $this->shop->ids['a'];
		$read = array();
		get_post_meta( $id, '_stock', true );
		$this->on( 'woocommerce_product_set_stock', static function () use ( $id, &$read ): void {
			global $wpdb;
			$read = array(
				(float) get_post_meta( $id, '_stock', true ),
				(float) wc_get_product( $id )->get_stock_quantity(),
				(float) $wpdb->get_var( "SELECT stock_quantity FROM {$wpdb->prefix}wc_product_meta_lookup WHERE product_id = $id" ),
			);
		} );
		Push::by_us( $this->shop, array( 'a' => '7' ) );
		$this->assertSame( array( 7.0, 7.0, 7.0 ), $read );
	}

	public function test_only_changed_holders_are_told_and_each_once(): void {
		Push::by_us( $this->shop, array( 'a' => '5' ) );
		$told = array();
		$this->on( 'woocommerce_product_set_stock', static function ( \WC_Product $product ) use ( &$told ): void {
			$told[] = $product->get_id();
		} );
		Push::by_us( $this->shop, array( 'a' => '5', 'b' => '6', 'c' => '0' ) );
		$this->assertSame( array( $this->shop->ids['b'], $this->shop->ids['c'] ), $told );
	}

	public function test_a_listener_that_throws_keeps_nobody_from_being_told(): void {
		$told = array();
		$this->on( 'woocommerce_product_set_stock', static function (): void {
			throw new \RuntimeException( 'broken feed' );
		}, 5 );
		$this->on( 'woocommerce_product_set_stock', static function ( \WC_Product $product ) use ( &$told ): void {
			$told[] = $product->get_id();
		}, 10 );
		$receipt = Push::by_us( $this->shop, array( 'a' => '1', 'b' => '2' ) );

		$this->assertSame( array( 'updated' => 2 ), array_filter( $receipt->counts ) );
		$this->assertSame( array( $this->shop->ids['a'], $this->shop->ids['b'] ), $told );
		$log = implode( "\n", LogBook::read() );
		$this->assertStringContainsString( 'error A listener of woocommerce_product_set_stock failed: broken feed', $log );
		$this->assertFalse( doing_action( 'woocommerce_product_set_stock' ), 'No hook is left open' );
	}

	public function test_a_listener_that_throws_before_the_write_stops_no_write(): void {
		$this->on( 'woocommerce_product_before_set_stock', static function (): void {
			throw new \Error( 'broken translation plugin' );
		} );
		Push::by_us( $this->shop, array( 'a' => '9' ) );
		$this->assertSame( 9, wc_get_product( $this->shop->ids['a'] )->get_stock_quantity() );
		$this->assertStringContainsString( 'broken translation plugin', implode( LogBook::read() ) );
	}

	public function test_callbacks_are_as_before_after_a_run(): void {
		global $wp_filter;
		$this->on( 'woocommerce_update_product', static function (): void {
			throw new \RuntimeException( 'broken' );
		} );
		$callbacks = static fn(): array => array_map( static fn( \WP_Hook $hook ): array => $hook->callbacks, $wp_filter );
		$before    = $callbacks();
		Push::by_us( $this->shop, array( 'a' => '0' ) );
		$this->assertSame( $before, $callbacks() );
	}

	public function test_a_listener_may_take_itself_away(): void {
		$calls    = 0;
		$listener = static function () use ( &$calls, &$listener ): void {
			++$calls;
			remove_action( 'woocommerce_product_set_stock', $listener );
		};
		$this->on( 'woocommerce_product_set_stock', $listener );
		Push::by_us( $this->shop, array( 'a' => '1', 'b' => '2' ) );
		$this->assertSame( 1, $calls );
		$this->assertFalse( has_action( 'woocommerce_product_set_stock', $listener ) );
	}

	public function test_what_a_listener_changes_on_the_object_is_saved(): void {
		$this->on( 'woocommerce_before_product_object_save', static function ( \WC_Product $product ): void {
			$product->set_short_description( 'Restocked' );
		} );
		Push::by_us( $this->shop, array( 'a' => '3' ) );
		wp_cache_flush();
		$product = wc_get_product( $this->shop->ids['a'] );
		$this->assertSame( array( 'Restocked', 3 ), array( $product->get_short_description(), $product->get_stock_quantity() ) );
	}

	public function test_clearers_of_the_whole_catalogue_run_once_a_push(): void {
		$writes = 0;
		$this->on( 'pre_set_transient_product_query-transient-version', static function ( mixed $value ) use ( &$writes ): mixed {
			++$writes;
			return $value;
		} );
		Push::by_us( $this->shop, array( 'a' => '0', 'b' => '0', 'c' => '0' ) );
		$this->assertSame( 1, $writes );
	}

	public function test_transients_of_changed_products_are_gone(): void {
		$transient = 'wc_related_' . $this->shop->ids['a'];
		$other     = 'wc_related_' . $this->shop->ids['b'];
		foreach ( array( $transient, $other, 'wc_low_stock_count' ) as $name ) {
			set_transient( $name, array( 1 ), HOUR_IN_SECONDS );
		}
		Push::by_us( $this->shop, array( 'a' => '0' ) );
		$this->assertSame( array( false, array( 1 ), false ), array( get_transient( $transient ), get_transient( $other ), get_transient( 'wc_low_stock_count' ) ) );
		$this->assertFalse( get_option( "_transient_timeout_$transient" ) );
		delete_transient( $other );
	}

	public function test_a_push_leaves_nothing_in_the_process_own_cache(): void {
		$this->assertNotTrue( wp_using_ext_object_cache() );
		$id     = $this->shop->ids['a'];
		$prefix = \WC_Cache_Helper::get_cache_prefix( "product_$id" );
		wp_cache_set( "{$prefix}kept", 'old', 'products' );
		$caches = new Caches();
		$caches->forget( array( $id ) );
		// What WooCommerce keeps below the product's prefix is out of reach, and a product that nobody read has none.
		$this->assertNotSame( $prefix, \WC_Cache_Helper::get_cache_prefix( "product_$id" ) );
		$before = memory_get_usage();
		$caches->forget( range( 900000001, 900005000 ) );
		$this->assertLessThan( 100000, memory_get_usage() - $before );
	}

	public function test_a_rewritten_statement_is_run_instead(): void {
		global $wpdb;
		$other = $this->shop->ids['c'];
		$this->on( 'woocommerce_update_product_stock_query', static fn( string $sql, int $id ): string => str_replace( "post_id = $id", "post_id IN ($id, $other)", $sql ), 10, 2 );
		Push::by_us( $this->shop, array( 'a' => '8' ) );
		$this->assertSame( 8.0, (float) get_post_meta( $this->shop->ids['a'], '_stock', true ) );
		$this->assertSame( 8.0, (float) $wpdb->get_var( "SELECT meta_value FROM {$wpdb->postmeta} WHERE post_id = $other AND meta_key = '_stock'" ) );
	}

	public function test_a_preview_tells_nobody(): void {
		$told = 0;
		foreach ( array( 'woocommerce_product_before_set_stock', 'woocommerce_product_set_stock' ) as $hook ) {
			$this->on( $hook, static function () use ( &$told ): void {
				++$told;
			} );
		}
		$announcer = new \Stockwire\Shop\Announcer();
		$receipt   = Push::engine( $announcer )->receive( Push::body( $this->shop, array( 'a' => '0' ) ), \Stockwire\Engine::V1, true );
		$announcer->after( $receipt, $receipt->run );
		$this->assertFalse( $receipt->applied );
		$this->assertSame( 0, $told );
	}

	private function on( string $hook, callable $callback, int $priority = 10, int $arguments = 9 ): void {
		add_filter( $hook, $callback, $priority, $arguments );
		$this->hooked[] = array( $hook, $callback, $priority );
	}
}
