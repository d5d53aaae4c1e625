<?php
// SPDX-License-Identifier: MIT
// The shop's side of a measurement: the first change of each product, and what the second left.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

use Stockwire\Engine;
use Stockwire\Shop\Database;
use Stockwire\Shop\EngineFactory;

/** @phpstan-import-type Line from Lines */
final class Stock {
	/**
	 * The same for every way: rows that a change adds are there afterwards, and the pages of these products are in memory.
	 *
	 * @param list<Line> $lines
	 */
	public static function first_change( array $lines ): void {
		global $wpdb;
		$engine  = new Engine( (object) Database::connection(), array( 'source' => 'first', 'brake_percent' => 0, 'deadline' => 600000 ) + ( new EngineFactory() )->config() );
		$receipt = $engine->receive( Lines::body( $lines, false, 'before' ), Engine::V1 );
		if ( count( $lines ) !== ( $receipt->counts['updated'] ?? 0 ) + ( $receipt->counts['unchanged'] ?? 0 ) ) {
			throw new \RuntimeException( 'the first change: ' . json_encode( $receipt->counts ) );
		}
		self::saved_before( $lines );
		self::forget_pending();
	}

	/**
	 * The row that WooCommerce adds when it saves a variation again, and that it does not add when it makes one: the peers would
	 * have to write it while their time runs, and we never do.
	 *
	 * @param list<Line> $lines
	 */
	private static function saved_before( array $lines ): void {
		global $wpdb;
		foreach ( array_chunk( self::family( $lines ), 500 ) as $part ) {
			$in = implode( ',', $part );
			$wpdb->query(
				"INSERT INTO $wpdb->postmeta (post_id, meta_key, meta_value) SELECT p.ID, '_thumbnail_id', '0' FROM $wpdb->posts p
				LEFT JOIN $wpdb->postmeta m ON m.post_id = p.ID AND m.meta_key = '_thumbnail_id' WHERE p.ID IN ($in) AND p.post_type = 'product_variation' AND m.meta_id IS NULL"
			);
		}
	}

	/**
	 * How many rows of the tables that a save may add to belong to these lines' products: a change that adds some is a first one,
	 * which is not what is measured.
	 *
	 * @param list<Line> $lines
	 */
	public static function rows( array $lines ): int {
		global $wpdb;
		$count = 0;
		foreach ( array_chunk( self::family( $lines ), 500 ) as $part ) {
			$in     = implode( ',', $part );
			$count += (int) $wpdb->get_var( "SELECT (SELECT COUNT(*) FROM $wpdb->postmeta WHERE post_id IN ($in)) + (SELECT COUNT(*) FROM {$wpdb->prefix}wc_product_meta_lookup WHERE product_id IN ($in))" );
		}
		return $count;
	}

	/**
	 * The products of these lines, with parents and their other variations.
	 *
	 * @param list<Line> $lines
	 * @return list<int>
	 */
	private static function family( array $lines ): array {
		global $wpdb;
		$ids     = self::ids( $lines );
		$parents = array_values( array_unique( array_filter( array_column( $ids, 'parent' ) ) ) );
		$family  = array_merge( array_column( $ids, 'id' ), $parents );
		foreach ( array_chunk( $parents, 500 ) as $part ) {
			$family = array_merge( $family, array_map( 'intval', $wpdb->get_col( "SELECT ID FROM $wpdb->posts WHERE post_type = 'product_variation' AND post_parent IN (" . implode( ',', $part ) . ')' ) ) );
		}
		return array_values( array_unique( $family ) );
	}

	/** What the benchmark changed need not be told to anybody. */
	public static function forget_pending(): void {
		global $wpdb;
		$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_lines SET announced_at = UTC_TIMESTAMP(6) WHERE changed = 1 AND announced_at IS NULL" );
		$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_runs SET announced_at = UTC_TIMESTAMP(6) WHERE announced_at IS NULL" );
	}

	/**
	 * Ids and holders by code.
	 *
	 * @param list<Line> $lines
	 * @return array<string, array{id: int, holder: int, parent: int}>
	 */
	public static function ids( array $lines ): array {
		global $wpdb;
		$ids = array();
		foreach ( array_chunk( $lines, 500 ) as $part ) {
			$in    = implode( ',', array_map( static fn( array $line ): string => "'" . esc_sql( $line['code'] ) . "'", $part ) );
			$found = $wpdb->get_results(
				"SELECT l.sku, p.ID, p.post_parent, m.meta_value AS manages FROM {$wpdb->prefix}wc_product_meta_lookup l JOIN $wpdb->posts p ON p.ID = l.product_id
				LEFT JOIN $wpdb->postmeta m ON m.post_id = p.ID AND m.meta_key = '_manage_stock' WHERE l.sku IN ($in)"
			);
			foreach ( $found as $row ) {
				$ids[ $row->sku ] = array( 'id' => (int) $row->ID, 'holder' => 'yes' === $row->manages ? (int) $row->ID : (int) $row->post_parent, 'parent' => (int) $row->post_parent );
			}
		}
		return $ids;
	}

	/**
	 * Lines whose number or status is not what was sent, in meta or lookup row: a way that is wrong is not measured.
	 *
	 * @param list<Line> $lines
	 */
	public static function wrong( array $lines ): int {
		global $wpdb;
		$ids   = self::ids( $lines );
		$wrong = 0;
		foreach ( array_chunk( $lines, 500 ) as $part ) {
			$wanted = array();
			foreach ( $part as $line ) {
				$wanted[ $ids[ $line['code'] ]['holder'] ] = $line['after'];
			}
			$in     = implode( ',', array_keys( $wanted ) );
			$found  = $wpdb->get_results(
				"SELECT l.product_id, l.stock_quantity, l.stock_status, m.meta_value AS stock, s.meta_value AS status FROM {$wpdb->prefix}wc_product_meta_lookup l
				JOIN $wpdb->postmeta m ON m.post_id = l.product_id AND m.meta_key = '_stock'
				JOIN $wpdb->postmeta s ON s.post_id = l.product_id AND s.meta_key = '_stock_status' WHERE l.product_id IN ($in)"
			);
			$wrong += count( $wanted ) - count( $found );
			foreach ( $found as $row ) {
				$number = (float) $wanted[ (int) $row->product_id ];
				$status = $number > 0 ? 'instock' : 'outofstock';
				$wrong += (float) $row->stock_quantity !== $number || (float) $row->stock !== $number || $row->stock_status !== $status || $row->status !== $status ? 1 : 0;
			}
		}
		return $wrong;
	}

	/** Rows that this connection asked the storage engine for so far. */
	public static function reads(): int {
		global $wpdb;
		return (int) array_sum( array_map( 'intval', array_column( (array) $wpdb->get_results( "SHOW SESSION STATUS LIKE 'Handler_read%'", ARRAY_A ), 'Value' ) ) );
	}
}
