<?php
// SPDX-License-Identifier: MIT
// For SetBased: the statements of a chunk's transaction.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

/** @phpstan-type Change array{id: int, kind: string, type: string, parent: int, old: ?string, new: ?string, old_status: string, new_status: string} */
final class Writing {
	public function __construct( private \wpdb $wpdb, private Family $family, private int $run ) {}

	/** @param list<Change> $changes */
	public function write( array $changes ): void {
		if ( $changes ) {
			$this->rows( $changes );
			$this->terms( $changes );
		}
		$this->levels();
		$this->journal( array_column( $changes, null, 'id' ) );
	}

	/** @param list<Change> $changes */
	private function rows( array $changes ): void {
		$wpdb   = $this->wpdb;
		$metas  = array();
		$lookup = array();
		$posts  = array();
		foreach ( $changes as $change ) {
			$meta    = $this->family->products[ $change['id'] ]['meta'];
			$metas[] = sprintf( "(%d,%d,'_stock_status','%s')", $meta['_stock_status'][0], $change['id'], $change['new_status'] );
			if ( null !== $change['new'] ) {
				$metas[] = sprintf( "(%d,%d,'_stock','%s')", $meta['_stock'][0], $change['id'], $change['new'] );
				$posts[] = $change['id'];
			} elseif ( 'parent' === $change['kind'] ) {
				$posts[] = $change['id'];
			}
			$lookup[] = sprintf( "(%d,%s,'%s')", $change['id'], $change['new'] ?? 'NULL', $change['new_status'] );
		}
		$this->run( "INSERT INTO $wpdb->postmeta (meta_id, post_id, meta_key, meta_value) VALUES " . implode( ',', $metas ) . ' ON DUPLICATE KEY UPDATE meta_value = VALUES(meta_value)' );
		$this->run( "INSERT INTO {$wpdb->prefix}wc_product_meta_lookup (product_id, stock_quantity, stock_status) VALUES " . implode( ',', $lookup ) . ' ON DUPLICATE KEY UPDATE stock_quantity = VALUES(stock_quantity), stock_status = VALUES(stock_status)' );
		$this->run( "UPDATE $wpdb->posts SET post_modified = '" . current_time( 'mysql' ) . "', post_modified_gmt = '" . current_time( 'mysql', true ) . "' WHERE ID IN (" . implode( ',', $posts ) . ')' );
	}

	/** @param list<Change> $changes */
	private function terms( array $changes ): void {
		$wpdb    = $this->wpdb;
		$term    = $this->family->outofstock;
		$add     = array();
		$drop    = array();
		$count   = 0;
		$touched = array();
		foreach ( $changes as $change ) {
			$product = $this->family->products[ $change['id'] ];
			$out     = 'outofstock' === $change['new_status'];
			if ( 'child' === $change['kind'] || ( $out === $product['term'] && $change['old_status'] === $change['new_status'] ) ) {
				continue;
			}
			$touched[ (int) ! $out ][ $change['id'] ] = $change['parent'] ?: $change['id'];
			if ( $out !== $product['term'] ) {
				$out ? $add[] = "({$change['id']},$term,0)" : $drop[] = $change['id'];
				$count       += $product['published'] ? ( $out ? 1 : -1 ) : 0;
			}
		}
		if ( $add ) {
			$this->run( "INSERT IGNORE INTO $wpdb->term_relationships (object_id, term_taxonomy_id, term_order) VALUES " . implode( ',', $add ) );
		}
		if ( $drop ) {
			$this->run( "DELETE FROM $wpdb->term_relationships WHERE term_taxonomy_id = $term AND object_id IN (" . implode( ',', $drop ) . ')' );
		}
		foreach ( $touched as $in => $ids ) {
			$this->run( "UPDATE {$wpdb->prefix}wc_product_attributes_lookup SET in_stock = $in WHERE product_or_parent_id IN (" . implode( ',', $ids ) . ') AND product_id IN (' . implode( ',', array_keys( $ids ) ) . ')' );
		}
		if ( 0 !== $count ) {
			$this->run( "UPDATE $wpdb->term_taxonomy SET count = GREATEST(count + $count, 0) WHERE term_taxonomy_id = $term" );
		}
	}

	private function levels(): void {
		$rows = array();
		foreach ( $this->family->lines as $code => $line ) {
			$rows[] = sprintf( "(%d,X'%s','Bench',%s,%d,UTC_TIMESTAMP(6),'php')", $this->family->holder( $this->family->of_code[ $code ] ), bin2hex( $line['warehouse'] ), $line['quantity'], $this->run );
		}
		$this->run( "INSERT INTO {$this->wpdb->prefix}stockwire_levels (holder_id, warehouse, label, quantity, run_id, updated_at, source) VALUES " . implode( ',', $rows ) . ' ON DUPLICATE KEY UPDATE quantity = VALUES(quantity), run_id = VALUES(run_id), updated_at = VALUES(updated_at), source = VALUES(source)' );
	}

	/** @param array<int, Change> $changes by holder */
	private function journal( array $changes ): void {
		$rows = array();
		foreach ( $this->family->lines as $code => $line ) {
			$product = $this->family->of_code[ $code ];
			$holder  = $this->family->holder( $product );
			$change  = $changes[ $holder ] ?? null;
			$rows[]  = sprintf(
				"(%d,%d,X'%s',X'%s','Bench',%s,'%s','',%d,%d,%s,%s,'%s','%s',%d)",
				$this->run,
				$line['line'],
				bin2hex( (string) $code ),
				bin2hex( $line['name'] ),
				$line['quantity'],
				$change ? 'updated' : 'unchanged',
				$product,
				$holder,
				$change['old'] ?? 'NULL',
				$change['new'] ?? 'NULL',
				$change['old_status'] ?? '',
				$change['new_status'] ?? '',
				$change ? 1 : 0
			);
		}
		$this->run( "INSERT INTO {$this->wpdb->prefix}stockwire_lines (run_id, line, code, name, warehouse, quantity, outcome, reason, product_id, holder_id, old_quantity, new_quantity, old_status, new_status, changed) VALUES " . implode( ',', $rows ) );
	}

	private function run( string $sql ): void {
		if ( ! mysqli_query( $this->wpdb->dbh, $sql ) ) {
			throw new \RuntimeException( mysqli_error( $this->wpdb->dbh ) );
		}
	}
}
