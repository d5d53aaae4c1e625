<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Parents of a plugin's own variable type follow their variations, as WooCommerce's own do.
 */

declare(strict_types=1);

namespace Stockwire\Tests;

use PHPUnit\Framework\TestCase;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Jobs\Worker;
use Stockwire\Shop\VariableTypes;
use Stockwire\Tests\Support\Options;
use Stockwire\Tests\Support\Push;
use Stockwire\Tests\Support\Rows;
use Stockwire\Tests\Support\Shop;

final class VariableTypesTest extends TestCase {

	/** @var list<Shop> */
	private array $shops = array();

	protected function setUp(): void {
		Options::register();
	}

	protected function tearDown(): void {
		foreach ( $this->shops as $shop ) {
			$shop->remove();
		}
		Options::unregister();
		$term = get_term_by( 'slug', Options::TYPE, 'product_type' );
		if ( $term instanceof \WP_Term ) {
			wp_delete_term( $term->term_id, 'product_type' );
		}
	}

	public function test_the_rows_are_those_that_woocommerce_leaves(): void {
		foreach ( array( 'vta', 'vtb' ) as $tag ) {
			$shop = new Shop( $tag . substr( md5( uniqid() ), 0, 6 ) );
			$shop->variable( 'p', array( 'manage' => false ), array( 'S' => array( 'stock' => 2 ), 'M' => array( 'stock' => 0 ) ), Options::class );
			$shop->settle();
			$this->shops[] = $shop;
		}
		list( $theirs, $ours ) = $this->shops;
		self::assertSame( Options::TYPE, \WC_Product_Factory::get_product_type( $ours->ids['p'] ) );
		foreach ( array( '0' => 'outofstock', '4' => 'instock' ) as $quantity => $status ) {
			$theirs->age();
			$ours->age();
			Push::by_woocommerce( $theirs, array( 'p/S' => (string) $quantity ) );
			Push::by_us( $ours, array( 'p/S' => (string) $quantity ) );
			self::assertSame( $status, get_post_meta( $theirs->ids['p'], '_stock_status', true ), 'WooCommerce syncs such a parent' );
			self::assertSame( array(), Rows::differences( ( new Rows( $theirs ) )->read(), ( new Rows( $ours ) )->read() ) );
		}
	}

	public function test_in_the_background_its_variations_are_told_as_in_the_request(): void {
		$shop = new Shop( 'vtc' . substr( md5( uniqid() ), 0, 6 ) );
		$shop->variable( 'p', array( 'stock' => 5 ), array( 'S' => array( 'manage' => false ), 'M' => array( 'manage' => false ) ), Options::class );
		$shop->settle();
		$this->shops[] = $shop;
		$told          = array();
		$listen        = static function ( mixed $meta, int $id, string $key, mixed $value ) use ( &$told, $shop ): void {
			if ( '_stock_status' === $key ) {
				$told[] = array_search( $id, $shop->ids, true ) . " $value";
			}
		};
		$wait          = static fn(): int => 0;
		$hold          = static fn(): array => array( 'response' => array( 'code' => 202 ), 'body' => '', 'headers' => array(), 'cookies' => array() );
		add_filter( 'pre_http_request', $hold );
		add_action( 'updated_post_meta', $listen, 10, 4 );
		try {
			Push::by_us( $shop, array( 'p' => '0' ) );
			self::assertSame( array( 'p outofstock', 'p/S outofstock', 'p/M outofstock' ), $told );
			$told = array();
			add_filter( 'stockwire_announce_limit', $wait );
			Push::by_us( $shop, array( 'p' => '4' ) );
			self::assertSame( array(), $told );
			( new Worker() )->work( 30.0 );
			self::assertSame( array( 'p instock', 'p/S instock', 'p/M instock' ), $told );
		} finally {
			remove_filter( 'stockwire_announce_limit', $wait );
			remove_filter( 'pre_http_request', $hold );
			remove_action( 'updated_post_meta', $listen );
		}
	}

	public function test_only_children_of_the_variable_product_are_named(): void {
		wp_insert_term( Options::TYPE, 'product_type' );
		self::assertSame( array( Options::TYPE ), VariableTypes::slugs() );
		self::assertSame( array( Options::TYPE ), ( new EngineFactory() )->config()['variable_types'] );
		remove_filter( 'woocommerce_data_stores', array( Options::class, 'stores' ) );
		self::assertSame( array(), VariableTypes::slugs(), 'Without such a store WooCommerce syncs nothing' );
		Options::unregister();
		self::assertSame( array(), VariableTypes::slugs(), 'Its plugin is gone' );
	}

	public function test_a_type_that_no_product_has_yet_is_named_where_it_is_offered(): void {
		$offer = static fn( array $types ): array => $types + array( Options::TYPE => 'With options', "odd'type" => 'Odd' );
		add_filter( 'product_type_selector', $offer );
		self::assertSame( array( Options::TYPE ), VariableTypes::slugs() );
		remove_filter( 'product_type_selector', $offer );
	}
}
