<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * A shop with a link, products of the test's own, and an inbox that is empty before and after.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

use Stockwire\Engine;
use Stockwire\Receipt;
use Stockwire\Shop\Announcer;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Inbox\Entries;
use Stockwire\Shop\Inbox\Entry;
use Stockwire\Shop\Inbox\Linking;
use Stockwire\Shop\Inbox\Suggestions;
use Stockwire\Shop\Jobs\Lease;
use Stockwire\Shop\Jobs\Swap;

abstract class InboxTestCase extends LinkTestCase {

	protected string $tag;

	/** @var list<int> */
	protected array $posts = array();

	protected function setUp(): void {
		parent::setUp();
		$this->tag = 'T' . wp_rand( 100000, 999999 );
		$this->clear();
		Swap::drop( Lease::OPTION );
		// The web server must not take part in what a test carries out.
		add_filter( 'pre_http_request', array( $this, 'hold' ) );
	}

	public function hold(): mixed {
		return array( 'response' => array( 'code' => 202 ), 'body' => '', 'headers' => array(), 'cookies' => array() );
	}

	protected function tearDown(): void {
		remove_filter( 'pre_http_request', array( $this, 'hold' ) );
		foreach ( array_reverse( $this->posts ) as $id ) {
			wp_delete_post( $id, true );
		}
		$this->clear();
		parent::tearDown();
	}

	private function clear(): void {
		global $wpdb;
		$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_unmatched" );
		$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_links" );
		// A run that waits for the owner shows on every page.
		$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_runs SET state = 'discarded' WHERE state = 'held'" );
	}

	/** @param array<string, mixed> $props */
	protected function simple( array $props = array() ): int {
		$product = new \WC_Product_Simple();
		$product->set_props( $props + array( 'name' => "Produs {$this->tag}", 'regular_price' => '10', 'manage_stock' => true, 'stock_quantity' => 1 ) );
		return $this->posts[] = $product->save();
	}

	/**
	 * A parent with a variation a size.
	 *
	 * @param list<string>         $sizes
	 * @param array<string, mixed> $props of the parent
	 * @return array{int, list<int>}
	 */
	protected function variable( array $sizes, array $props = array() ): array {
		$attribute = new \WC_Product_Attribute();
		$attribute->set_name( 'Size' );
		$attribute->set_options( $sizes );
		$attribute->set_variation( true );
		$parent = new \WC_Product_Variable();
		$parent->set_props( $props + array( 'name' => "Tricou {$this->tag}", 'attributes' => array( $attribute ) ) );
		$id         = $this->posts[] = $parent->save();
		$variations = array();
		foreach ( $sizes as $size ) {
			$variation = new \WC_Product_Variation();
			$variation->set_props( array( 'parent_id' => $id, 'attributes' => array( 'size' => $size ), 'regular_price' => '10', 'manage_stock' => true, 'stock_quantity' => 1 ) );
			$variations[] = $this->posts[] = $variation->save();
		}
		return array( $id, $variations );
	}

	/** @param array<string, mixed> ...$lines */
	protected function push( array ...$lines ): Receipt {
		$lines     = array_map( static fn( array $line ): array => $line + array( 'warehouse' => self::WAREHOUSE, 'quantity' => 5 ), $lines );
		$announcer = new Announcer();
		$receipt   = ( new EngineFactory() )->engine( 'v1', array(), $announcer )->receive( self::lines( ...$lines ), Engine::V1 );
		$announcer->after( $receipt, $receipt->run );
		wp_cache_flush();
		return $receipt;
	}

	/** @return list<Entry> */
	protected function waiting( string $search = '' ): array {
		return ( new Entries() )->page( $search, 1 )['entries'];
	}

	/** The one entry there is. */
	protected function entry(): Entry {
		$entries = $this->waiting();
		self::assertCount( 1, $entries );
		return $entries[0];
	}

	/** @return list<string> product and reason of each suggestion for the one entry there is */
	protected function suggested(): array {
		$entry = $this->entry();
		return array_map( static fn( $found ): string => "$found->product $found->why", ( new Suggestions() )->of( array( $entry ) )[ $entry->id() ] ?? array() );
	}

	protected function link_entry( int $product ): int {
		$run = ( new Linking() )->link( $this->entry(), $product );
		wp_cache_flush();
		return $run;
	}

	/** @return list<string> outcome and reason of each line of a run */
	protected static function outcomes( int $run ): array {
		global $wpdb;
		return $wpdb->get_col( $wpdb->prepare( "SELECT CONCAT(outcome, ' ', reason) FROM {$wpdb->prefix}stockwire_lines WHERE run_id = %d ORDER BY line", $run ) );
	}

	protected function assertStock( float $expected, int $product ): void {
		self::assertSame( $expected, (float) $this->stock_of( $product ) );
	}
}
