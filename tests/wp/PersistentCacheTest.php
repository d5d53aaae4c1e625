<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * With a persistent object cache full of old values, every page, API and process says the new number after a push.
 */

declare(strict_types=1);

namespace Stockwire\Tests;

use PHPUnit\Framework\TestCase;
use Stockwire\Tests\Support\Shop;

final class PersistentCacheTest extends TestCase {

	private Shop $shop;

	private string $folder;

	private string $drop_in;

	protected function setUp(): void {
		$this->shop = new Shop( 'cach' . substr( md5( uniqid() ), 0, 6 ) );
		$this->shop->simple( 'p', array( 'stock' => 5 ) );
		$this->shop->variable( 'v', array( 'manage' => false ), array( 'S' => array( 'stock' => 5 ), 'M' => array( 'stock' => 0 ) ) );
		$this->shop->settle();
		update_option( 'woocommerce_hide_out_of_stock_items', 'yes' );

		$this->drop_in = WP_CONTENT_DIR . '/object-cache.php';
		$this->assertFileDoesNotExist( $this->drop_in );
		// Below the shop's own folder, as the web server's user has to reach it.
		$this->folder = WP_CONTENT_DIR . '/uploads/stockwire-cache-' . bin2hex( random_bytes( 4 ) );
		mkdir( $this->folder );
		chmod( $this->folder, 0777 );
		file_put_contents( $this->drop_in, str_replace( '@FOLDER@', $this->folder, (string) file_get_contents( __DIR__ . '/fixtures/object-cache.php' ) ) );
		register_shutdown_function( array( $this, 'take_away' ) );
		// The web server may still know that there was no such file.
		usleep( 2100000 );
	}

	protected function tearDown(): void {
		$this->take_away();
		update_option( 'woocommerce_hide_out_of_stock_items', 'no' );
		$this->shop->remove();
		usleep( 2100000 );
	}

	public function take_away(): void {
		if ( is_file( $this->drop_in ) ) {
			unlink( $this->drop_in );
		}
		if ( is_dir( $this->folder ) ) {
			array_map( 'unlink', (array) glob( $this->folder . '/*' ) );
			rmdir( $this->folder );
		}
	}

	public function test_every_reader_says_the_new_number(): void {
		$warm = array( $this->ask( 'p' ), $this->ask( 'v/S' ) );
		$this->assertTrue( $warm[0]['cached'], 'The cache is in use' );
		$this->assertSame( array( 5, 5 ), array_column( $warm, 'object' ) );
		$pages = $this->pages();
		$this->assertSame( $warm[0], $this->ask( 'p' ) );

		$this->push( array( 'p' => 7, 'v/S' => 0 ) );
		$product   = $this->ask( 'p' );
		$variation = $this->ask( 'v/S' );
		$this->assertSame( array( 7, 7.0, 'instock', false, true, true ), array( $product['object'], (float) $product['meta'], $product['status'], $product['term'], $product['listed as in'], $product['modified'] ) );
		$this->assertSame( array( 0, 'outofstock', 'outofstock', true, array() ), array( $variation['object'], $variation['status'], $variation['parent status'], $variation['term'], $variation['children'] ) );
		$this->assert_pages_say( $pages, array( '5 in stock' => '7 in stock' ) );

		$this->push( array( 'p' => 0, 'v/S' => 3 ) );
		$product   = $this->ask( 'p' );
		$variation = $this->ask( 'v/S' );
		$this->assertSame( array( 0, 'outofstock', true, false, true ), array( $product['object'], $product['status'], $product['term'], $product['listed as in'], $product['listed as out'] ) );
		$this->assertSame( array( 3, 'instock', 'instock', false, array( $this->shop->ids['v/S'] ) ), array( $variation['object'], $variation['status'], $variation['parent status'], $variation['term'], $variation['children'] ) );
		$this->assert_pages_say( $pages, array( '5 in stock' => 'Out of stock' ) );
	}

	/** @return array<string, mixed> what a new process says */
	private function ask( string $label ): array {
		$process = proc_open( array( PHP_BINARY, __DIR__ . '/fixtures/ask.php', (string) $this->shop->ids[ $label ] ), array( 1 => array( 'pipe', 'w' ), 2 => STDERR ), $pipes );
		$answer  = (string) stream_get_contents( $pipes[1] );
		$this->assertSame( 0, proc_close( $process ), $answer );
		$said = json_decode( $answer, true );
		$this->assertIsArray( $said, $answer );
		return $said;
	}

	/** @param array<string, int> $quantities */
	private function push( array $quantities ): void {
		$lines = array();
		foreach ( $quantities as $label => $quantity ) {
			$lines[] = array( 'code' => $this->shop->sku( $label ), 'name' => '', 'warehouse' => get_option( 'stockwire_settings' )['warehouses'][0], 'quantity' => $quantity );
		}
		$answer = wp_remote_post( rest_url( 'stockwire/v1/stock' ), array(
			'timeout' => 60,
			'headers' => array( 'Authorization' => 'Bearer ' . getenv( 'TOKEN' ), 'Content-Type' => 'application/json' ),
			'body'    => (string) wp_json_encode( array( 'lines' => $lines ) ),
		) );
		$this->assertSame( 200, wp_remote_retrieve_response_code( $answer ), is_wp_error( $answer ) ? $answer->get_error_message() : wp_remote_retrieve_body( $answer ) );
		$this->assertSame( count( $quantities ), json_decode( wp_remote_retrieve_body( $answer ), true )['counts']['updated'] ?? 0, wp_remote_retrieve_body( $answer ) );
	}

	/**
	 * What a visitor sees; the stand-in shows nothing of a product's stock.
	 *
	 * @return array<string, string> address => its text before the push
	 */
	private function pages(): array {
		$id    = $this->shop->ids['p'];
		$pages = array();
		foreach ( array( get_permalink( $id ), rest_url( "wc/store/v1/products/$id" ) ) as $address ) {
			$text = wp_remote_retrieve_body( wp_remote_get( (string) $address, array( 'timeout' => 60 ) ) );
			if ( str_contains( $text, '5 in stock' ) ) {
				$pages[ $address ] = $text;
			}
		}
		return $pages;
	}

	/**
	 * @param array<string, string> $pages
	 * @param array<string, string> $changes
	 */
	private function assert_pages_say( array $pages, array $changes ): void {
		if ( defined( 'WC_VERSION' ) && class_exists( \Automattic\WooCommerce\StoreApi\StoreApi::class ) ) {
			$this->assertNotSame( array(), $pages, 'Pages and APIs are asked' );
		}
		foreach ( array_keys( $pages ) as $address ) {
			foreach ( $changes as $old => $new ) {
				$text = $this->get( $address );
				$this->assertStringContainsStringIgnoringCase( $new, $text, $address );
				$this->assertStringNotContainsString( $old, $text, $address );
			}
		}
	}

	private function get( string $address ): string {
		$answer = wp_remote_get( $address, array( 'timeout' => 60 ) );
		$this->assertSame( 200, wp_remote_retrieve_response_code( $answer ), $address );
		return wp_remote_retrieve_body( $answer );
	}
}
