<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The rows that a push leaves are those that WooCommerce's own function leaves: the same random numbers both ways.
 *
 * CASES=500 tests/wp/run --filter RowEquality is the long form; SEED=n repeats a run.
 */

declare(strict_types=1);

namespace Stockwire\Tests;

use PHPUnit\Framework\TestCase;
use Stockwire\Receipt;
use Stockwire\Shop\Announcer;
use Stockwire\Tests\Support\Push;
use Stockwire\Tests\Support\RandomShop;
use Stockwire\Tests\Support\Rows;
use Stockwire\Tests\Support\Shop;

final class RowEqualityTest extends TestCase {

	private const HOLDERS_A_ROUND = 10;

	/** @var list<Shop> */
	private array $shops = array();

	/** @var list<string> labels whose number was right already when a line last named them, so that it is spelled as it was */
	private array $kept = array();

	protected function tearDown(): void {
		foreach ( $this->shops as $shop ) {
			$shop->remove();
		}
		$this->shops = array();
		$this->kept  = array();
		remove_all_filters( 'woocommerce_get_children' );
		update_option( 'woocommerce_hide_out_of_stock_items', 'no' );
		update_option( 'woocommerce_notify_no_stock_amount', '0' );
	}

	/** @return iterable<string, array{0: string, 1: string, 2: string}> */
	public static function kinds(): iterable {
		foreach ( array( 'simple', 'variations', 'parent' ) as $kind ) {
			foreach ( array( 'shown', 'hidden' ) as $hide ) {
				yield "$kind, out of stock $hide" => array( $kind, 'hidden' === $hide ? 'yes' : 'no', '0' );
			}
		}
		yield 'simple, out of stock from 3 on' => array( 'simple', 'no', '3' );
		yield 'variations, out of stock from 3 on' => array( 'variations', 'yes', '3' );
	}

	/**
	 * @dataProvider kinds
	 */
	public function test_a_push_leaves_the_rows_that_woocommerce_leaves( string $kind, string $hide, string $threshold ): void {
		update_option( 'woocommerce_hide_out_of_stock_items', $hide );
		update_option( 'woocommerce_notify_no_stock_amount', $threshold );
		$cases  = max( 1, (int) ceil( (int) ( getenv( 'CASES' ) ?: 48 ) / 8 ) );
		$random = new RandomShop( (int) ( getenv( 'SEED' ) ?: random_int( 1, 999999 ) ) );
		'simple' === $kind ? $random->invent_simple( self::HOLDERS_A_ROUND ) : $random->invent_variable( 5, $kind );

		$theirs      = $random->build( 'rowa' . substr( md5( uniqid() ), 0, 6 ) );
		$ours        = $random->build( 'rowb' . substr( md5( uniqid() ), 0, 6 ) );
		$this->shops = array( $theirs, $ours );
		Push::engine( new Announcer() )->indexNames( array_values( $ours->ids ) );
		$this->same( ( new Rows( $theirs ) )->read(), ( new Rows( $ours ) )->read(), "seed {$random->seed}, before any push" );

		for ( $done = 0; $done < $cases; $done += count( $quantities ) ) {
			$quantities = $this->round( $random, min( self::HOLDERS_A_ROUND, $cases - $done ) );
		}
		fwrite( STDERR, "  $done cases with seed {$random->seed}: {$this->dataName()}\n" );
	}

	/** @return iterable<string, array{callable(Shop): void, array<string, string>}> what happened to a shop before, and the numbers */
	public static function pasts(): iterable {
		$meta = static function ( Shop $shop, string $label, string $key, string $value ): void {
			update_post_meta( $shop->ids[ $label ], $key, $value );
		};
		yield 'a variation whose backorders nobody ever set' => array( static fn( Shop $shop ) => delete_post_meta( $shop->ids['v/S'], '_backorders' ), array( 'v/S' => '0' ) );
		yield 'backorders in a word that is neither yes nor no' => array( static fn( Shop $shop ) => $meta( $shop, 'p', '_backorders', '1' ), array( 'p' => '0' ) );
		yield 'backorders in an empty word' => array( static fn( Shop $shop ) => $meta( $shop, 'p', '_backorders', '' ), array( 'p' => '0' ) );
		yield 'a price that was hidden with its variation' => array(
			static function ( Shop $shop ): void {
				update_option( 'woocommerce_hide_out_of_stock_items', 'yes' );
				Push::by_woocommerce( $shop, array( 'v/L' => '0' ) );
				update_option( 'woocommerce_hide_out_of_stock_items', 'no' );
			},
			array( 'v/L' => '5' ),
		);
		yield 'a price that was hidden, and another variation is written' => array(
			static function ( Shop $shop ): void {
				update_option( 'woocommerce_hide_out_of_stock_items', 'yes' );
				Push::by_woocommerce( $shop, array( 'v/L' => '0' ) );
				update_option( 'woocommerce_hide_out_of_stock_items', 'no' );
			},
			array( 'v/S' => '3' ),
		);
		yield 'a price that somebody wrote by himself' => array( static fn( Shop $shop ) => $meta( $shop, 'v/S', '_price', '7' ), array( 'v/L' => '4' ) );
		yield 'two variations with one price' => array( static fn( Shop $shop ) => $meta( $shop, 'v/S', '_price', '30' ), array( 'v/L' => '4' ) );
		$choose = static function ( Shop $shop ): void {
			$left_out = $shop->ids['v/L'];
			add_filter( 'woocommerce_get_children', static fn( array $ids, $product, bool $visible ): array => $visible ? array_values( array_diff( $ids, array( $left_out ) ) ) : $ids, 10, 3 );
		};
		yield 'a plugin chooses which variations are seen' => array( $choose, array( 'v/S' => '3' ) );
		yield 'a plugin chooses, and what is sold out is hidden' => array(
			static function ( Shop $shop ) use ( $choose ): void {
				update_option( 'woocommerce_hide_out_of_stock_items', 'yes' );
				$choose( $shop );
			},
			array( 'v/S' => '0' ),
		);
		yield 'a parent that lost its prices' => array( static fn( Shop $shop ) => delete_post_meta( $shop->ids['v'], '_price' ), array( 'v/L' => '4' ) );
	}

	/**
	 * @dataProvider pasts
	 * @param callable(Shop): void  $past
	 * @param array<string, string> $quantities
	 */
	public function test_whatever_happened_before_the_next_number_leaves_what_woocommerce_leaves( callable $past, array $quantities ): void {
		foreach ( array( 'rowc', 'rowd' ) as $tag ) {
			$shop = new Shop( $tag . substr( md5( uniqid() ), 0, 6 ) );
			$shop->simple( 'p', array( 'stock' => 5 ) );
			$shop->variable( 'v', array( 'manage' => false ), array( 'S' => array( 'stock' => 5, 'price' => '10' ), 'L' => array( 'stock' => 5, 'price' => '30' ) ) );
			$shop->settle();
			$past( $shop );
			Shop::finish();
			wp_cache_flush();
			$shop->age();
			$this->shops[] = $shop;
		}
		list( $theirs, $ours ) = $this->shops;
		Push::by_woocommerce( $theirs, $quantities );
		Push::by_us( $ours, $quantities );
		$this->same( ( new Rows( $theirs ) )->read(), ( new Rows( $ours ) )->read(), (string) wp_json_encode( $quantities ) );
	}

	/** @return array<string, string> the round's numbers */
	private function round( RandomShop $random, int $count ): array {
		list( $theirs, $ours ) = $this->shops;
		$labels                = $this->targets( $theirs );
		$quantities            = $random->quantities( $labels, $count );
		// What nobody writes to, nobody repairs.
		$holders = array_filter( array_map( 'strval', array_keys( $quantities ) ), static fn( string $label ): bool => true === wc_get_product( $theirs->ids[ $label ] )->get_manage_stock() );
		$damage  = $random->damage( array_values( $holders ), 3 );
		foreach ( $damage as $label => $what ) {
			RandomShop::break( $theirs, $label, $what );
			RandomShop::break( $ours, $label, $what );
		}
		$theirs->age();
		$ours->age();
		$of_theirs = $this->counted( $theirs, static fn() => Push::by_woocommerce( $theirs, $quantities ) );
		$by_name   = array_map( 'strval', array_keys( $damage, 'no lookup', true ) );
		$unchanged = array();
		$of_ours   = $this->counted(
			$ours,
			function () use ( $ours, $quantities, $by_name, &$unchanged ): void {
				$unchanged = $this->unchanged( Push::by_us( $ours, $quantities, $by_name ), array_keys( $quantities ) );
			}
		);

		$story = "seed {$random->seed}, numbers " . wp_json_encode( $quantities ) . ', damage ' . wp_json_encode( $damage );
		// A spelling lasts until the next line that changes the number, which may be rounds later or never.
		$this->kept = array_merge( array_diff( $this->kept, array_map( 'strval', array_keys( $quantities ) ) ), $unchanged );
		$rows       = ( new Rows( $ours ) )->read();
		$expected   = self::without_idle_saves( ( new Rows( $theirs ) )->read(), $rows, $unchanged );
		foreach ( $this->kept as $label ) {
			$expected[ "$label: postmeta" ] = self::spelled_as( $rows[ "$label: postmeta" ] ?? array(), $expected[ "$label: postmeta" ] ?? array() );
		}
		$this->same( $expected, $rows, $story );
		$this->assertSame( $of_theirs, $of_ours, "Term counts: $story" );
		return $quantities;
	}

	/**
	 * Labels of the lines that found everything right already.
	 *
	 * @param list<int|string> $labels in the order of the lines
	 * @return list<string>
	 */
	private function unchanged( ?Receipt $receipt, array $labels ): array {
		$unchanged = array();
		foreach ( null === $receipt ? array() : $receipt->lines() as $at => $line ) {
			$this->assertContains( $line['outcome'], array( 'updated', 'unchanged', 'not_managed' ), 'Every line reaches its product' );
			if ( 'unchanged' === $line['outcome'] ) {
				$unchanged[] = (string) $labels[ $at ];
			}
		}
		return $unchanged;
	}

	/**
	 * WooCommerce saves a product, and so its date, also when nothing changes. We do not.
	 *
	 * @param array<string, list<string>> $theirs
	 * @param array<string, list<string>> $ours
	 * @param list<string>                $unchanged
	 * @return array<string, list<string>> theirs, with the dates of such products and their parents as before
	 */
	private static function without_idle_saves( array $theirs, array $ours, array $unchanged ): array {
		foreach ( $unchanged as $label ) {
			foreach ( array( $label, explode( '/', $label )[0] ) as $product ) {
				$key = "$product: posts";
				if ( str_contains( $ours[ $key ][0], 'post_modified=untouched' ) ) {
					$theirs[ $key ] = str_replace( array( 'post_modified=now', 'post_modified_gmt=now' ), array( 'post_modified=untouched', 'post_modified_gmt=untouched' ), $theirs[ $key ] );
				}
			}
		}
		return $theirs;
	}

	/**
	 * WooCommerce spells a number anew ("0" becomes "0.000000") though it stays the same; we leave such a row alone.
	 *
	 * @param list<string> $ours
	 * @param list<string> $theirs
	 * @return list<string>
	 */
	private static function spelled_as( array $ours, array $theirs ): array {
		foreach ( $theirs as $at => $row ) {
			$our = $ours[ $at ] ?? '';
			if ( str_starts_with( $row, '_stock = ' ) && str_starts_with( $our, '_stock = ' ) && (float) substr( $row, 9 ) === (float) substr( $our, 9 ) ) {
				$theirs[ $at ] = $our;
			}
		}
		return $theirs;
	}

	/**
	 * What may be written to, so that no two lines reach one holder.
	 *
	 * @return list<string>
	 */
	private function targets( Shop $shop ): array {
		$targets = array();
		foreach ( $shop->ids as $label => $id ) {
			$product = wc_get_product( $id );
			$holder  = $product instanceof \WC_Product ? (int) $product->get_stock_managed_by_id() : 0;
			if ( $product instanceof \WC_Product_Variable && ! $product->get_manage_stock() ) {
				continue;
			}
			$targets[ $holder ] ??= (string) $label;
		}
		return array_values( $targets );
	}

	/**
	 * @param callable():void $work
	 * @return array<string, int> by how much each count moved
	 */
	private function counted( Shop $shop, callable $work ): array {
		$rows   = new Rows( $shop );
		$before = $rows->counts();
		$work();
		$moved = array();
		foreach ( $rows->counts() as $what => $count ) {
			// The copy's own counts are compared as they are: both began with the same products.
			$moved[ $what ] = str_starts_with( $what, 'termmeta' ) ? $count : $count - ( $before[ $what ] ?? 0 );
		}
		return array_filter( $moved );
	}

	/**
	 * @param array<string, list<string>> $expected
	 * @param array<string, list<string>> $actual
	 */
	private function same( array $expected, array $actual, string $story ): void {
		$this->assertNotSame( array(), $expected );
		$this->assertSame( array(), Rows::differences( $expected, $actual ), $story );
	}
}
