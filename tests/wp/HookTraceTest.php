<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * A push fires the hooks that WooCommerce's own function fires: the same ones, in order, with the same arguments.
 */

declare(strict_types=1);

namespace Stockwire\Tests;

use PHPUnit\Framework\TestCase;
use Stockwire\Tests\Support\HookTracer;
use Stockwire\Tests\Support\Push;
use Stockwire\Tests\Support\Shop;

final class HookTraceTest extends TestCase {

	/** Actions that are about how WooCommerce does it, not about what happened; each with its reason. */
	private const LEFT_OUT = array(
		'reading: nothing is told'                                   => '/^(parse_|pre_get_|posts_selection|metadata_lazyloader|woocommerce_product_read )/',
		'caches are cleaned once a run, not once a step'             => '/^(wp_cache_set_|clean_object_term_cache|clean_term_cache)/',
		'transients and their options are deleted set-wise'          => '/^(delete_transient|deleted_transient|set_transient|setted_transient|(add|added|update|updated|delete|deleted)_option)/',
		'the type is set anew to what it is'                         => "/^set_object_terms .*'product_type'/",
		'prices are written only where they differ'                  => "/^((add|added|delete|deleted)_post_?meta) .*('_price'|\['?\d+'?\]\))/",
		'the queued update of the attribute lookup is written at once' => '/^(action_scheduler_|woocommerce_run_product_attribute_lookup_update_callback)/',
		'counts are taken once a run, and written where they differ' => '/^(update|updated|added|add)_term_meta /',
		'our own'                                                    => '/^stockwire_/',
	);

	/** @var list<Shop> */
	private array $shops = array();

	protected function setUp(): void {
		// Only where somebody listens is the statement shown at all.
		add_filter( 'woocommerce_update_product_stock_query', array( $this, 'listen' ) );
	}

	protected function tearDown(): void {
		remove_filter( 'woocommerce_update_product_stock_query', array( $this, 'listen' ) );
		foreach ( $this->shops as $shop ) {
			$shop->remove();
		}
		update_option( 'woocommerce_hide_out_of_stock_items', 'no' );
	}

	public function listen( string $sql ): string {
		return $sql;
	}

	/** @return iterable<string, array{0: string, 1: callable(Shop):mixed, 2?: string}> */
	public static function holders(): iterable {
		$one_left  = array( 'S' => array( 'stock' => 5 ), 'M' => array( 'stock' => 3 ) );
		$last      = array( 'S' => array( 'stock' => 5 ), 'M' => array( 'stock' => 0 ) );
		$waiting   = array( 'S' => array( 'stock' => 5 ), 'M' => array( 'stock' => 0, 'backorders' => 'notify' ) );
		$followers = array( 'S' => array( 'manage' => false ), 'M' => array( 'stock' => 3 ), 'L' => array( 'manage' => false ) );

		yield 'a product' => array( 'p', static fn( Shop $shop ) => $shop->simple( 'p', array( 'stock' => 5 ) ) );
		yield 'a product with backorders' => array( 'p', static fn( Shop $shop ) => $shop->simple( 'p', array( 'stock' => 5, 'backorders' => 'yes' ) ) );
		yield 'a hidden draft' => array( 'p', static fn( Shop $shop ) => $shop->simple( 'p', array( 'stock' => 5, 'status' => 'draft', 'visibility' => 'hidden' ) ) );
		yield 'a variation beside another in stock' => array( 'v/S', static fn( Shop $shop ) => $shop->variable( 'v', array( 'manage' => false ), $one_left ) );
		yield 'the last variation in stock' => array( 'v/S', static fn( Shop $shop ) => $shop->variable( 'v', array( 'manage' => false ), $last ) );
		yield 'a variation beside another on backorder' => array( 'v/S', static fn( Shop $shop ) => $shop->variable( 'v', array( 'manage' => false ), $waiting ) );
		yield 'a parent with variations that follow it' => array( 'v', static fn( Shop $shop ) => $shop->variable( 'v', array( 'stock' => 5 ), $followers ) );
		yield 'a product, out of stock hidden' => array( 'p', static fn( Shop $shop ) => $shop->simple( 'p', array( 'stock' => 5 ) ), 'yes' );
		yield 'the last variation, out of stock hidden' => array( 'v/S', static fn( Shop $shop ) => $shop->variable( 'v', array( 'manage' => false ), $last ), 'yes' );
	}

	/**
	 * @dataProvider holders
	 * @param callable(Shop):mixed $make
	 */
	public function test_a_push_fires_what_woocommerce_fires( string $holder, callable $make, string $hide = 'no' ): void {
		update_option( 'woocommerce_hide_out_of_stock_items', $hide );
		foreach ( array( 'hooka', 'hookb' ) as $tag ) {
			$shop          = new Shop( $tag . substr( md5( uniqid() ), 0, 6 ) );
			$this->shops[] = $shop;
			$make( $shop );
			$shop->settle();
		}
		list( $theirs, $ours ) = $this->shops;

		foreach ( array( '4', '0', '-2', '2', ...$this->random_numbers( 2 ) ) as $quantity ) {
			$expected = ( new HookTracer( $theirs ) )->trace( static fn() => Push::by_woocommerce( $theirs, array( $holder => $quantity ) ) );
			$actual   = ( new HookTracer( $ours ) )->trace( static fn() => Push::by_us( $ours, array( $holder => $quantity ) ) );
			$this->assertNotSame( array(), self::told( $actual ) );
			$this->assertSame( self::told( $expected ), self::told( $actual ), "$holder to $quantity" );
		}
	}

	/**
	 * HOOK_CASES=504 is the long form, over all holders; SEED=n repeats a run.
	 *
	 * @return list<string> no number twice in a row: where nothing changes WooCommerce saves all the same, and we do not
	 */
	private function random_numbers( int $last ): array {
		$seed = (int) ( getenv( 'SEED' ) ?: random_int( 1, 999999 ) );
		mt_srand( $seed );
		$numbers = array();
		$wanted  = (int) ceil( (int) ( getenv( 'HOOK_CASES' ) ?: 54 ) / count( iterator_to_array( $this->holders() ) ) ) - 4;
		while ( count( $numbers ) < $wanted ) {
			$number = mt_rand( 0, 2 ) > 0 ? mt_rand( -3, 3 ) : mt_rand( 4, 100000 );
			if ( $number !== $last ) {
				$numbers[] = (string) $number;
				$last      = $number;
			}
		}
		fwrite( STDERR, "  hooks with seed $seed: {$this->dataName()}\n" );
		return $numbers;
	}

	/**
	 * @param list<string> $trace
	 * @return list<string> without what is left out, and without numbers that two copies cannot share
	 */
	private static function told( array $trace ): array {
		$told = array();
		foreach ( $trace as $call ) {
			if ( self::keeps_visibility( $call ) ) {
				continue;
			}
			foreach ( self::LEFT_OUT as $pattern ) {
				if ( 1 === preg_match( $pattern, $call ) ) {
					continue 2;
				}
			}
			$call   = (string) preg_replace( "/^((?:update|updated|add|added)_post_?meta) \('?\d+'?,/", '$1 (row,', $call );
			$told[] = (string) preg_replace( "/^(update_term_count \(\d+, 'product_visibility'), \d+/", '$1, count', $call );
		}
		return $told;
	}

	/** WooCommerce sets a variation's visibility terms with every save, also to those it has. */
	private static function keeps_visibility( string $call ): bool {
		return 1 === preg_match( "/^set_object_terms \\(.*, \\[(.*?)\\], 'product_visibility', false, \\[(.*?)\\]\\)$/", $call, $terms )
			&& str_replace( "'", '', $terms[1] ) === $terms[2];
	}
}
