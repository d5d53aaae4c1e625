<?php
// SPDX-License-Identifier: MIT
// For SetBased: the products of a chunk with their parents and variations, and what becomes of them.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

final class Family {
	private const KEYS = "'_stock','_stock_status','_manage_stock','_backorders','_stockwire_follow','_stockwire_buffer'";

	/** @var array<int, array{parent: int, type: string, published: bool, lookup: string, status: string, term: bool, meta: array<string, array{int, string}>}> */
	public array $products = array();

	/** @var array<string, int> product by code */
	public array $of_code = array();

	/** @var array<int, list<int>> variations by parent */
	private array $children = array();

	public int $outofstock = 0;

	/** @param array<string, array{line: int, name: string, warehouse: string, quantity: int|float}> $lines */
	public function __construct( private \wpdb $wpdb, public array $lines ) {
		$this->outofstock = (int) $wpdb->get_var( "SELECT x.term_taxonomy_id FROM $wpdb->term_taxonomy x JOIN $wpdb->terms t ON t.term_id = x.term_id WHERE x.taxonomy = 'product_visibility' AND t.slug = 'outofstock'" );
		$codes            = implode( ',', array_map( static fn( string|int $code ): string => "_utf8mb4 X'" . bin2hex( (string) $code ) . "'", array_keys( $lines ) ) );
		$rows             = $this->rows(
			"SELECT l.product_id, CAST(CONVERT(l.sku USING utf8mb4) AS BINARY) FROM {$wpdb->prefix}wc_product_meta_lookup l JOIN $wpdb->posts p ON p.ID = l.product_id
			WHERE p.post_type IN ('product','product_variation') AND p.post_status NOT IN ('trash','auto-draft') AND l.sku IN ($codes)"
		);
		foreach ( $rows as list( $id, $code ) ) {
			$this->of_code[ $code ] = (int) $id;
		}
		$this->load( array_values( $this->of_code ) );
		$parents = array_values( array_unique( array_filter( array_column( $this->products, 'parent' ) ) ) );
		$this->load( $parents );
		foreach ( $parents ? $this->rows( "SELECT ID, post_parent FROM $wpdb->posts WHERE post_parent IN (" . implode( ',', $parents ) . ") AND post_type = 'product_variation' AND post_status IN ('publish','private') ORDER BY ID" ) : array() as list( $id, $parent ) ) {
			$this->children[ (int) $parent ][] = (int) $id;
		}
		$this->load( array_values( array_diff( array_merge( array(), ...array_values( $this->children ) ), array_keys( $this->products ) ) ) );
	}

	/** Everything again, under lock, by the rows' primary key. */
	public function lock(): void {
		$metas = array();
		foreach ( $this->products as $product ) {
			array_push( $metas, ...array_column( $product['meta'], 0 ) );
		}
		sort( $metas );
		foreach ( array_chunk( $metas, 500 ) as $part ) {
			$this->take_metas( 'meta_id IN (' . implode( ',', $part ) . ') ORDER BY meta_id FOR UPDATE' );
		}
		$this->take_posts( array_keys( $this->products ) );
		$this->rows( "SELECT holder_id, warehouse, quantity FROM {$this->wpdb->prefix}stockwire_levels WHERE holder_id IN (" . implode( ',', array_map( array( $this, 'holder' ), $this->of_code ) ) . ') ORDER BY holder_id, warehouse FOR UPDATE' );
	}

	public function holder( int $id ): int {
		return 'yes' === ( $this->products[ $id ]['meta']['_manage_stock'][1] ?? '' ) ? $id : $this->products[ $id ]['parent'];
	}

	/**
	 * What changes: holders, parents that follow their variations, variations that follow their parent.
	 *
	 * @return list<array{id: int, kind: string, type: string, parent: int, old: ?string, new: ?string, old_status: string, new_status: string}>
	 */
	public function plan(): array {
		$changes = array();
		$status  = array_map( static fn( array $product ): string => $product['meta']['_stock_status'][1] ?? '', $this->products );
		$touched = array();
		foreach ( $this->lines as $code => $line ) {
			$holder  = $this->holder( $this->of_code[ $code ] );
			$product = $this->products[ $holder ];
			$new     = $line['quantity'] > 0 ? 'instock' : ( 'no' === ( $product['meta']['_backorders'][1] ?? 'no' ) ? 'outofstock' : 'onbackorder' );
			$number  = number_format( $line['quantity'], 6, '.', '' );
			$old     = $product['meta']['_stock'][1] ?? null;
			if ( $old !== $number || $new !== $status[ $holder ] ) {
				$changes[ $holder ]     = $this->change( $holder, 'holder', $old, $number, $new );
				$status[ $holder ]      = $new;
				$touched[ $product['parent'] ] = true;
				$touched[ $holder ]     = true;
			}
		}
		foreach ( $this->children as $parent => $children ) {
			$manages = 'yes' === ( $this->products[ $parent ]['meta']['_manage_stock'][1] ?? '' );
			if ( ! isset( $touched[ $parent ] ) ) {
				continue;
			}
			if ( ! $manages ) {
				$all                = array_map( static fn( int $id ): string => $status[ $id ], $children );
				$changes[ $parent ] = $this->change( $parent, 'parent', null, null, in_array( 'instock', $all, true ) ? 'instock' : ( in_array( 'onbackorder', $all, true ) ? 'onbackorder' : 'outofstock' ) );
				continue;
			}
			foreach ( $children as $child ) {
				if ( 'yes' !== ( $this->products[ $child ]['meta']['_manage_stock'][1] ?? '' ) && $status[ $child ] !== $status[ $parent ] ) {
					$changes[ $child ] = $this->change( $child, 'child', null, null, $status[ $parent ] );
				}
			}
		}
		return array_values( $changes );
	}

	/** @return array{id: int, kind: string, type: string, parent: int, old: ?string, new: ?string, old_status: string, new_status: string} */
	private function change( int $id, string $kind, ?string $old, ?string $new, string $status ): array {
		$product = $this->products[ $id ];
		return array( 'id' => $id, 'kind' => $kind, 'type' => $product['type'], 'parent' => $product['parent'], 'old' => $old, 'new' => $new, 'old_status' => $product['meta']['_stock_status'][1] ?? '', 'new_status' => $status );
	}

	/** @param list<int> $ids */
	private function load( array $ids ): void {
		foreach ( array_chunk( array_diff( $ids, array_keys( $this->products ) ), 500 ) as $part ) {
			$this->take_posts( $part );
			$this->take_metas( 'post_id IN (' . implode( ',', $part ) . ') AND meta_key IN (' . self::KEYS . ') ORDER BY meta_id' );
		}
	}

	/** @param list<int> $ids */
	private function take_posts( array $ids ): void {
		$wpdb = $this->wpdb;
		foreach ( array_chunk( $ids, 500 ) as $part ) {
			$in = implode( ',', $part );
			foreach ( $this->rows( "SELECT p.ID, p.post_parent, p.post_type, p.post_status, l.product_id, l.stock_quantity, l.stock_status FROM $wpdb->posts p LEFT JOIN {$wpdb->prefix}wc_product_meta_lookup l ON l.product_id = p.ID WHERE p.ID IN ($in)" ) as $row ) {
				$variation                        = 'product_variation' === $row[2];
				$this->products[ (int) $row[0] ] = array(
					'parent'    => $variation ? (int) $row[1] : 0,
					'type'      => $variation ? 'variation' : 'simple',
					'published' => 'publish' === $row[3],
					'lookup'    => (string) $row[5],
					'status'    => (string) $row[6],
					'term'      => false,
					'meta'      => $this->products[ (int) $row[0] ]['meta'] ?? array(),
				);
			}
			foreach ( $this->rows( "SELECT object_id, term_taxonomy_id FROM $wpdb->term_relationships WHERE object_id IN ($in) AND term_taxonomy_id IN ($this->outofstock)" ) as $row ) {
				$this->products[ (int) $row[0] ]['term'] = true;
			}
		}
	}

	private function take_metas( string $where ): void {
		foreach ( $this->rows( "SELECT post_id, meta_key, meta_value, meta_id FROM {$this->wpdb->postmeta} WHERE $where" ) as $row ) {
			$this->products[ (int) $row[0] ]['meta'][ $row[1] ] = array( (int) $row[3], (string) $row[2] );
		}
	}

	/** @return list<list<?string>> */
	private function rows( string $sql ): array {
		// Past wpdb's own bookkeeping, as the engine is.
		$result = mysqli_query( $this->wpdb->dbh, $sql );
		return $result instanceof \mysqli_result ? $result->fetch_all() : array();
	}
}
