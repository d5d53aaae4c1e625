<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * A test on runs of its own: products and whatever the runs wrote are gone afterwards.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

use Stockwire\Engine;
use Stockwire\Receipt;
use Stockwire\Shop\Announcer;
use Stockwire\Shop\History\Recorder;

abstract class ActivityTestCase extends LinkTestCase {

	protected const TABLES = array( 'runs' => 'id', 'lines' => 'run_id', 'staged' => 'run_id', 'history' => 'id' );

	/** Of codes, so that no two tests speak of the same product. */
	protected string $tag;

	/** @var list<int> */
	private array $products = array();

	/** @var array<string, int> */
	private array $before = array();

	/** Writes changes of others down, in place of the shop's own, which does so at the end of this process. */
	protected Recorder $recorder;

	protected function setUp(): void {
		global $wpdb;
		parent::setUp();
		$this->recorder = new Recorder();
		self::silence();
		$this->recorder->register();
		$this->tag = 'A' . strtoupper( uniqid() );
		foreach ( self::TABLES as $table => $column ) {
			$this->before[ $table ] = (int) $wpdb->get_var( "SELECT MAX($column) FROM {$wpdb->prefix}stockwire_$table" );
		}
	}

	protected function tearDown(): void {
		global $wpdb;
		wp_set_current_user( 0 );
		$this->recorder->flush();
		self::silence();
		foreach ( $this->products as $id ) {
			$order = wc_get_order( $id );
			$order ? $order->delete( true ) : wp_delete_post( $id, true );
			$wpdb->delete( "{$wpdb->prefix}stockwire_levels", array( 'holder_id' => $id ) );
			$wpdb->delete( "{$wpdb->prefix}stockwire_history", array( 'holder_id' => $id ) );
		}
		foreach ( self::TABLES as $table => $column ) {
			$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}stockwire_$table WHERE $column > %d", $this->before[ $table ] ) );
		}
		$wpdb->query( "DELETE FROM {$wpdb->options} WHERE option_name LIKE 'stockwire\\_held\\_%'" );
		parent::tearDown();
	}

	/** Takes every recorder off its hooks. */
	private static function silence(): void {
		global $wp_filter;
		foreach ( $wp_filter as $name => $hook ) {
			foreach ( $hook->callbacks as $priority => $callbacks ) {
				foreach ( $callbacks as $callback ) {
					if ( is_array( $callback['function'] ) && $callback['function'][0] instanceof Recorder ) {
						remove_filter( $name, $callback['function'], $priority );
					}
				}
			}
		}
	}

	/** A product with stock, known by the tag and a number. */
	protected function article( int $number, float $stock = 5, bool $managed = true ): int {
		$product = new \WC_Product_Simple();
		$product->set_name( "Articol {$this->tag} $number" );
		$product->set_sku( $this->code( $number ) );
		$product->set_regular_price( '10' );
		$product->set_manage_stock( $managed );
		if ( $managed ) {
			$product->set_stock_quantity( $stock );
		}
		return $this->keep( $product->save() );
	}

	protected function keep( int $id ): int {
		$this->products[] = $id;
		return $id;
	}

	protected function code( int $number ): string {
		return "{$this->tag}-$number";
	}

	/**
	 * @param array<int|string, int|string> $quantities by number of the article, or by code
	 * @param array<string, mixed>          $config     on top of the shop's
	 */
	protected function push( array $quantities, array $config = array() ): Receipt {
		$lines = array();
		foreach ( $quantities as $code => $quantity ) {
			$lines[] = array(
				'code'      => is_int( $code ) ? $this->code( $code ) : $code,
				'warehouse' => self::WAREHOUSE,
				'quantity'  => $quantity,
			);
		}
		$announcer = new Announcer();
		$receipt   = Push::engine( $announcer, $config )->receive( (string) wp_json_encode( array( 'lines' => $lines ) ), Engine::V1 );
		$announcer->after( $receipt, $receipt->run );
		wp_cache_flush();
		return $receipt;
	}

	/** A push that the brake holds: more than one product to zero. */
	protected function held( int ...$numbers ): int {
		$receipt = $this->push( array_fill_keys( $numbers, 0 ), array( 'brake_products' => 1, 'brake_percent' => 0 ) );
		self::assertSame( 'held', $receipt->state );
		return $receipt->run;
	}

	protected function state_of( int $run ): ?string {
		global $wpdb;
		return $wpdb->get_var( $wpdb->prepare( "SELECT state FROM {$wpdb->prefix}stockwire_runs WHERE id = %d", $run ) );
	}

	/** Makes a run as old as a retention may want it. */
	protected function age( int $run, int $days ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}stockwire_runs SET started_at = started_at - INTERVAL %d DAY, finished_at = finished_at - INTERVAL %d DAY WHERE id = %d", $days, $days, $run ) );
	}

	/** @return list<object> rows of the history of a holder, oldest first */
	protected function history( int $holder ): array {
		global $wpdb;
		return $wpdb->get_results( $wpdb->prepare( "SELECT * FROM {$wpdb->prefix}stockwire_history WHERE holder_id = %d ORDER BY id", $holder ) );
	}

	protected function stock( int $product ): float {
		return (float) $this->stock_of( $product );
	}
}
