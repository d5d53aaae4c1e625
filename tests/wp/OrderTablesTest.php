<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Orders in tables of their own (HPOS): an order lowers the stock, a push sets it, the race between both is healed.
 */

declare(strict_types=1);

namespace Stockwire\Tests;

use PHPUnit\Framework\TestCase;
use Stockwire\Engine;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Heal;
use Stockwire\Tests\Support\Push;
use Stockwire\Tests\Support\Shop;

final class OrderTablesTest extends TestCase {

	private const SYNCHRONIZER = '\Automattic\WooCommerce\Internal\DataStores\Orders\DataSynchronizer';

	private Shop $shop;

	private ?string $former = null;

	private ?\WC_Order $order = null;

	protected function setUp(): void {
		if ( ! class_exists( self::SYNCHRONIZER ) ) {
			self::markTestSkipped( 'The stand-in keeps orders as posts: this runs on a real WooCommerce.' );
		}
		$this->former = (string) get_option( 'woocommerce_custom_orders_table_enabled', 'no' );
		wc_get_container()->get( self::SYNCHRONIZER )->create_database_tables();
		update_option( 'woocommerce_custom_orders_table_enabled', 'yes' );
		$this->shop = new Shop( 'hpos' . substr( md5( uniqid() ), 0, 6 ) );
		$this->shop->simple( 'p', array( 'stock' => 10 ) );
		$this->shop->settle();
	}

	protected function tearDown(): void {
		if ( null !== $this->former ) {
			$this->order?->delete( true );
			$this->shop->remove();
			update_option( 'woocommerce_custom_orders_table_enabled', $this->former );
		}
	}

	public function test_order_and_push_take_turns(): void {
		$this->order( 3 );
		self::assertSame( array( 7.0, 'instock' ), $this->stock() );
		Push::by_us( $this->shop, array( 'p' => '2' ) );
		self::assertSame( array( 2.0, 'instock' ), $this->stock() );
		$this->order->update_status( 'cancelled' );
		self::assertSame( array( 5.0, 'instock' ), $this->stock() );
	}

	public function test_a_push_between_an_orders_read_and_write_leaves_a_product_that_can_be_bought(): void {
		$heal = new Heal( static fn(): Engine => ( new EngineFactory() )->engine( 'heal' ) );
		$heal->register();
		$push = function ( string $sql ) use ( &$push ): string {
			remove_filter( 'woocommerce_update_product_stock_query', $push );
			$second = new \mysqli( 'localhost', DB_USER, DB_PASSWORD, DB_NAME, 0, (string) getenv( 'DB_SOCKET' ) );
			$second->set_charset( 'utf8mb4' );
			( new Engine( $second, array( 'warehouses' => array( Push::WAREHOUSE ), 'source' => 'tests' ) + ( new EngineFactory() )->config() ) )->receive( Push::body( $this->shop, array( 'p' => '50' ) ), Engine::V1 );
			return $sql;
		};
		add_filter( 'woocommerce_update_product_stock_query', $push );
		$this->order( 10 );
		$heal->finish();
		remove_action( 'woocommerce_updated_product_stock', array( $heal, 'note' ) );
		remove_action( 'woocommerce_product_set_stock', array( $heal, 'note_product' ) );
		remove_action( 'woocommerce_variation_set_stock', array( $heal, 'note_product' ) );
		remove_action( Heal::HOOK, array( $heal, 'heal' ) );
		remove_action( 'shutdown', array( $heal, 'finish' ), 20 );
		self::assertSame( array( 40.0, 'instock' ), $this->stock() );
	}

	/** An order that is paid, of so many pieces, kept in the tables of their own. */
	private function order( int $pieces ): void {
		global $wpdb;
		$this->order = wc_create_order();
		$this->order->add_product( wc_get_product( $this->shop->ids['p'] ), $pieces );
		$this->order->calculate_totals();
		$this->order->update_status( 'processing' );
		$id = $this->order->get_id();
		self::assertTrue( \Automattic\WooCommerce\Utilities\OrderUtil::custom_orders_table_usage_is_enabled() );
		self::assertSame( 'wc-processing', $wpdb->get_var( "SELECT status FROM {$wpdb->prefix}wc_orders WHERE id = $id" ) );
		self::assertNotSame( 'shop_order', get_post_type( $id ), 'It is no post' );
	}

	/** @return array{0: float, 1: string} of the lookup row, which postmeta agrees with */
	private function stock(): array {
		global $wpdb;
		wp_cache_flush();
		$id  = $this->shop->ids['p'];
		$row = $wpdb->get_row( "SELECT stock_quantity, stock_status FROM {$wpdb->prefix}wc_product_meta_lookup WHERE product_id = $id" );
		self::assertSame( array( (float) $row->stock_quantity, $row->stock_status ), array( (float) get_post_meta( $id, '_stock', true ), get_post_meta( $id, '_stock_status', true ) ) );
		return array( (float) $row->stock_quantity, $row->stock_status );
	}
}
