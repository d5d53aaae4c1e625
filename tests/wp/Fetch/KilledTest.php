<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Workers that are killed at random moments: every fetch goes on and ends right. Long form: KILLS=20 tests/wp/run --filter Killed
 */

declare(strict_types=1);

namespace Stockwire\Tests\Fetch;

use Stockwire\Shop\Jobs\Fetch;
use Stockwire\Shop\Jobs\Lease;
use Stockwire\Shop\Jobs\Worker;
use Stockwire\Tests\Support\FetchTestCase;
use Stockwire\Tests\Support\Node;

final class KilledTest extends FetchTestCase {

	private const PRODUCTS = 60;

	private const UNKNOWN = 600;

	public function test_a_fetch_whose_worker_is_killed_goes_on_and_ends_right(): void {
		$kills = max( 1, (int) ( getenv( 'KILLS' ) ?: 3 ) );
		for ( $i = 0; $i < self::PRODUCTS; $i++ ) {
			$this->shop->simple( "p$i", array( 'stock' => 1 ) );
		}
		$calm  = $this->round( 0, array() );
		$dead  = array();
		for ( $round = 1; count( $dead ) < $kills; $round++ ) {
			$moment = random_int( 0, (int) ( 1e6 * $calm ) );
			// Now and then the next worker dies, too.
			$moments = 0 === $round % 4 ? array( $moment, random_int( 0, (int) ( 1e6 * $calm ) ) ) : array( $moment );
			$this->round( $round, $moments, $dead );
		}
		fwrite( STDERR, sprintf( "\nkilled %d times at %s; every fetch ended right\n", count( $dead ), implode( ', ', array_unique( $dead ) ) ) );
	}

	/**
	 * One fetch in processes of their own.
	 *
	 * @param list<int>    $moments microseconds after which its workers are killed
	 * @param list<string> $dead    states in which they were
	 * @return float seconds of the last worker
	 */
	private function round( int $round, array $moments, array &$dead = array() ): float {
		$this->books( $round );
		$run    = ( new Fetch() )->start();
		$office = $this->file( (string) wp_json_encode( $this->office->stock ) );
		foreach ( $moments as $moment ) {
			$node = $this->node( $run, $office );
			usleep( $moment );
			if ( $node->runs() ) {
				$node->kill();
				$dead[] = $this->run_of( $run )->state;
			} else {
				$node->end();
			}
		}
		$node  = $this->node( $run, $office );
		$start = microtime( true );
		$node->end();
		$time = microtime( true ) - $start;
		unlink( $office );
		$this->check( $run, $round );
		return $time;
	}

	/** Other numbers each time, the halves of them in two warehouses. */
	private function books( int $round ): void {
		$this->office->stock = array();
		foreach ( array( 'Magazin', 'Depozit' ) as $warehouse ) {
			$quantities = array();
			for ( $i = 0; $i < self::PRODUCTS; $i++ ) {
				$quantities[ $this->shop->sku( "p$i" ) ] = (string) ( 1000 * $round + $i );
			}
			for ( $i = 0; $i < self::UNKNOWN; $i++ ) {
				$quantities[ "nobody-$i" ] = '1';
			}
			$this->office->has( $warehouse, $quantities );
		}
	}

	private function node( int $run, string $office ): Node {
		$ready = $this->file( '' );
		unlink( $ready );
		$node = new Node( 'fetch', (string) $run, $office, $ready );
		for ( $i = 0; $i < 1000 && ! file_exists( $ready ); $i++ ) {
			usleep( 10000 );
			clearstatcache();
		}
		@unlink( $ready );
		return $node;
	}

	private function file( string $text ): string {
		$file = (string) tempnam( sys_get_temp_dir(), 'stockwire' );
		file_put_contents( $file, $text );
		return $file;
	}

	private function check( int $run, int $round ): void {
		global $wpdb;
		wp_cache_flush();
		$row = $this->run_of( $run );
		self::assertSame( array( 'done', '' ), array( $row->state, $row->facts['error'] ) );
		$lines = 2 * ( self::PRODUCTS + self::UNKNOWN );
		self::assertSame( array( $lines, 2 * self::UNKNOWN ), array( $row->numbers['lines'], $row->counts['unmatched'] ) );
		self::assertSame( (string) $lines, $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_lines WHERE run_id = %d", $run ) ), 'A row a line' );
		for ( $i = 0; $i < self::PRODUCTS; $i++ ) {
			self::assertSame( 2.0 * ( 1000 * $round + $i ), $this->stock( "p$i" ), "p$i in round $round" );
		}
		$ids = implode( ',', $this->shop->ids );
		self::assertSame( '0', $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}wc_product_meta_lookup l JOIN {$wpdb->postmeta} m ON m.post_id = l.product_id AND m.meta_key = '_stock' WHERE l.product_id IN ($ids) AND l.stock_quantity <> m.meta_value + 0" ), 'Both tables say the same' );
		self::assertSame( 0, $this->staged( $run ) );
		// The shop's own background may look at this moment whether anything is left to do.
		for ( $i = 0; $i < 200 && Lease::held(); $i++ ) {
			usleep( 50000 );
		}
		self::assertFalse( Lease::held() );
		// What a dead worker had claimed is free again after five minutes.
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}stockwire_lines SET claimed_at = claimed_at - INTERVAL 10 MINUTE WHERE run_id = %d", $run ) );
		( new Worker() )->work( 30.0 );
		self::assertSame( '0', $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_lines WHERE run_id = %d AND changed = 1 AND announced_at IS NULL", $run ) ), 'Everybody was told' );
	}
}
