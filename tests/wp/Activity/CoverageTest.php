<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Which followed products the back office ever confirmed: counted by what the engine itself would write.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Activity;

use Stockwire\Shop\Admin\CoveragePage;
use Stockwire\Shop\Coverage;
use Stockwire\Tests\Support\ActivityTestCase;

final class CoverageTest extends ActivityTestCase {

	public function test_only_followed_products_count_and_only_followed_warehouses_confirm(): void {
		$before = $this->coverage()->summary();
		foreach ( range( 1, 4 ) as $n ) {
			$this->article( $n );
		}
		$this->article( 5, 0, false );
		update_post_meta( $this->article( 6 ), '_stockwire_follow', 'no' );
		wp_trash_post( $this->article( 7 ) );
		$this->push( array( 1 => 9 ) );
		$this->push( array( 2 => 9 ), array( 'warehouses' => array( 'Elsewhere' ) ) );
		$after = $this->coverage()->summary();
		self::assertSame( array( 4, 2 ), array( $after['followed'] - $before['followed'], $after['confirmed'] - $before['confirmed'] ) );
		self::assertSame( 0, ( new Coverage( array( 'Elsewhere' ) ) )->summary()['confirmed'] );
		self::assertSame( 0, ( new Coverage( array() ) )->summary()['confirmed'] );
	}

	public function test_a_warehouse_is_the_same_in_any_case(): void {
		$this->article( 1 );
		$this->push( array( 1 => 9 ) );
		$upper = new Coverage( array( ' ' . strtoupper( self::WAREHOUSE ) . ' ' ) );
		self::assertSame( $this->coverage()->summary(), $upper->summary() );
		self::assertGreaterThan( 0, $upper->summary()['confirmed'] );
	}

	public function test_a_product_that_is_left_out_leaves_its_variations_out(): void {
		$parent = new \WC_Product_Variable();
		$parent->set_name( "Variabil {$this->tag}" );
		$id        = $this->keep( $parent->save() );
		$variation = new \WC_Product_Variation();
		$variation->set_parent_id( $id );
		$variation->set_manage_stock( true );
		$variation->set_stock_quantity( 4 );
		$child = $this->keep( $variation->save() );
		self::assertContains( $child, $this->ids( 'never' ) );
		update_post_meta( $id, '_stockwire_follow', 'no' );
		self::assertNotContains( $child, $this->ids( 'never' ) );
	}

	public function test_the_never_confirmed_come_first_then_the_oldest(): void {
		global $wpdb;
		$never = $this->article( 1 );
		$old   = $this->article( 2 );
		$fresh = $this->article( 3 );
		$this->push( array( 2 => 9, 3 => 9 ) );
		$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_levels SET updated_at = updated_at - INTERVAL 40 DAY WHERE holder_id = $old" );
		$place = array_flip( $this->ids( 'all' ) );
		self::assertTrue( $place[ $never ] < $place[ $old ] && $place[ $old ] < $place[ $fresh ] );
		self::assertSame( $fresh, $this->ids( 'all', true )[0] );
		self::assertSame( array( true, false, false ), array( in_array( $never, $this->ids( 'never' ), true ), in_array( $old, $this->ids( 'never' ), true ), in_array( $fresh, $this->ids( 'never' ), true ) ) );
		self::assertSame( array( $old ), array_values( array_intersect( array( $never, $old, $fresh ), $this->ids( 'old' ) ) ) );
		self::assertSame( array( $fresh ), array_values( array_intersect( array( $never, $old, $fresh ), $this->ids( 'fresh' ) ) ) );
		self::assertSame( count( $this->ids( 'old' ) ), $this->coverage()->count( 'old' ) );
	}

	public function test_the_same_number_again_confirms_anew(): void {
		global $wpdb;
		$id = $this->article( 1 );
		$this->push( array( 1 => 9 ) );
		$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_levels SET updated_at = updated_at - INTERVAL 40 DAY WHERE holder_id = $id" );
		$this->push( array( 1 => 9 ) );
		self::assertContains( $id, $this->ids( 'fresh' ) );
	}

	public function test_the_sentence_says_how_many_and_how_old(): void {
		self::assertSame( 'Followed products ever confirmed by the back office: 5 of 100, the oldest 1 month ago.', CoveragePage::sentence( array( 'followed' => 100, 'confirmed' => 5, 'oldest' => gmdate( 'Y-m-d H:i:s', time() - 40 * DAY_IN_SECONDS ) ) ) );
		self::assertSame( 'Followed products ever confirmed by the back office: 0 of 100.', CoveragePage::sentence( array( 'followed' => 100, 'confirmed' => 0, 'oldest' => null ) ) );
		self::assertStringContainsString( 'No product', CoveragePage::sentence( array( 'followed' => 0, 'confirmed' => 0, 'oldest' => null ) ) );
	}

	public function test_products_and_switches_are_looked_up_by_index(): void {
		global $wpdb;
		$rows = $wpdb->get_results( 'EXPLAIN SELECT COUNT(*), MIN(c.confirmed) ' . $this->coverage()->from() );
		self::assertContains( 'o', array_column( $rows, 'table' ) );
		foreach ( $rows as $row ) {
			// What is left out is read once; nothing is asked anew for each product but by a key.
			self::assertNotSame( 'DEPENDENT SUBQUERY', 'o' === $row->table ? $row->select_type : '' );
			self::assertTrue( ! in_array( $row->table, array( 'p', 'o' ), true ) || null !== $row->possible_keys, $row->table );
		}
	}

	private function coverage(): Coverage {
		return new Coverage( array( self::WAREHOUSE ) );
	}

	/** @return list<int> */
	private function ids( string $filter, bool $newest = false ): array {
		return array_map( 'intval', array_column( $this->coverage()->page( $filter, $newest, 100000, 0 ), 'id' ) );
	}
}
