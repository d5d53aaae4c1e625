<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Products, codes, warehouses, labels and shops whose names are scripts: every page of ours shows them, and none runs them.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Attacks;

use Stockwire\Tests\Support\AttackTestCase;
use Stockwire\Tests\Support\Http;

final class ScriptsTest extends AttackTestCase {

	private const EVIL = '"><script>evil(1)</script><img src=x onerror=evil(2)>\'';

	/** @var list<int> */
	private array $products = array();

	private int $last_run;

	protected function setUp(): void {
		global $wpdb;
		parent::setUp();
		$this->last_run = (int) $wpdb->get_var( "SELECT MAX(id) FROM {$wpdb->prefix}stockwire_runs" );
		$this->link( array( 'warehouses' => array( self::WAREHOUSE, self::WAREHOUSE . self::EVIL ), 'brake_percent' => 0, 'brake_products' => 1 ) );
	}

	protected function tearDown(): void {
		global $wpdb;
		foreach ( $this->products as $id ) {
			wp_delete_post( $id, true );
			$wpdb->delete( "{$wpdb->prefix}stockwire_levels", array( 'holder_id' => $id ) );
			$wpdb->delete( "{$wpdb->prefix}stockwire_history", array( 'holder_id' => $id ) );
		}
		foreach ( array( 'runs' => 'id', 'lines' => 'run_id', 'staged' => 'run_id' ) as $table => $column ) {
			$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_$table WHERE $column > {$this->last_run}" );
		}
		$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_unmatched" );
		$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_links" );
		$wpdb->query( "DELETE FROM {$wpdb->options} WHERE option_name LIKE 'stockwire\\_held\\_%'" );
		parent::tearDown();
	}

	/** As an import writes it, past what a form would take away. */
	private function evil_product( string $code ): int {
		global $wpdb;
		$this->products[] = $id = $this->product( $code );
		$wpdb->update( $wpdb->posts, array( 'post_title' => "Produs $code " . self::EVIL ), array( 'ID' => $id ) );
		$wpdb->update( $wpdb->postmeta, array( 'meta_value' => $code . self::EVIL ), array( 'post_id' => $id, 'meta_key' => '_sku' ) );
		$wpdb->update( "{$wpdb->prefix}wc_product_meta_lookup", array( 'sku' => $code . self::EVIL ), array( 'product_id' => $id ) );
		clean_post_cache( $id );
		return $id;
	}

	/** @param array<string, int> $quantities by code */
	private function push( array $quantities ): int {
		$lines = array();
		foreach ( $quantities as $code => $quantity ) {
			$lines[] = array( 'code' => $code . self::EVIL, 'name' => $code . self::EVIL, 'warehouse' => self::WAREHOUSE . self::EVIL, 'quantity' => $quantity, 'unit' => self::EVIL );
		}
		$answer = $this->http->stock( self::lines( ...$lines ) );
		self::assertSame( 200, $answer['status'], $answer['body'] );
		self::assertStringStartsWith( 'application/json', $answer['headers']['content-type'] );
		self::assertSame( 'nosniff', $answer['headers']['x-content-type-options'] ?? '' );
		return json_decode( $answer['body'], true )['run'];
	}

	/** @return array{list<string>, list<string>} addresses that show what others named, and further ones */
	private function pages(): array {
		$first = $this->evil_product( 'EVIL-1' );
		$this->evil_product( 'EVIL-2' );
		$done = $this->push( array( 'EVIL-1' => 7, 'EVIL-2' => 8, 'EVIL-NONE' => 3 ) );
		$held = $this->push( array( 'EVIL-1' => 0, 'EVIL-2' => 0 ) );
		$odd  = rawurlencode( self::EVIL );
		$tabs = array( '', 'fetch', 'activity', 'inbox', 'coverage', 'settings' );
		return array(
			array( self::PAGE, self::PAGE . "&tab=activity&run=$done", self::PAGE . "&tab=activity&product=$first", self::PAGE . '&tab=activity&s=Produs+EVIL-1', self::PAGE . '&tab=inbox', self::PAGE . '&tab=inbox&s=EVIL', self::PAGE . "&tab=activity&run=$held" ),
			array(
				...array_map( static fn( string $tab ): string => self::PAGE . "&tab=$tab&done=$odd&s=$odd&view=$odd&paged=$odd&run=$odd&product=$odd&from=$odd&to=$odd&on=$odd&state=$odd&source=$odd&outcome=$odd&orderby=$odd&order=$odd", $tabs ),
				self::PAGE . "&tab=$odd",
				'/wp-admin/index.php',
				'/wp-admin/site-health.php',
				"/wp-admin/post.php?post=$first&action=edit",
			),
		);
	}

	public function test_no_page_runs_what_others_named(): void {
		list( $showing, $further ) = $this->pages();
		$owner                     = new Http();
		$owner->log_in( (string) getenv( 'ADMIN_USER' ), (string) getenv( 'ADMIN_PASSWORD' ) );
		foreach ( array( ...$showing, ...$further ) as $address ) {
			$answer = $owner->send( 'GET', $address );
			self::assertSame( 200, $answer['status'], $address );
			self::assertStringContainsString( '</html>', $answer['body'], $address );
			foreach ( array( '<script>evil', '<img src=x', '"><script' ) as $raw ) {
				self::assertStringNotContainsString( $raw, $answer['body'], $address );
			}
			if ( in_array( $address, $showing, true ) ) {
				self::assertStringContainsString( '&lt;script&gt;evil(1)', $answer['body'], "$address shows it" );
			}
		}
	}

	public function test_no_answer_of_the_api_is_a_page(): void {
		$this->pages();
		global $wpdb;
		$run = (int) $wpdb->get_var( "SELECT MAX(id) FROM {$wpdb->prefix}stockwire_runs" );
		foreach ( array( 'runs', 'unmatched', 'coverage', 'status', "receipts/$run" ) as $path ) {
			$answer = $this->http->send( 'GET', "/wp-json/stockwire/v1/$path", array( Http::bearer(), 'Accept: text/html' ) );
			self::assertSame( array( 200, 'nosniff' ), array( $answer['status'], $answer['headers']['x-content-type-options'] ?? '' ), $path );
			self::assertStringStartsWith( 'application/json', $answer['headers']['content-type'], $path );
		}
	}
}
