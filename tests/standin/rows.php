<?php
// SPDX-License-Identifier: MIT
// Applies the same stock changes to the same products on any shop and prints which rows each one changed.

declare(strict_types=1);

require __DIR__ . '/shop.php';

/** What the tables say about the products of a shelf, as lines that are equal from shop to shop. */
final class Rows {
	/** @var array<string, int> */
	private array $base;
	/** @var list<string> */
	private array $last = array();

	public function __construct( private Shelf $shelf ) {
		$this->base = $this->counts();
	}

	/** Makes every product look untouched, so that a new time of change shows. */
	public function age(): void {
		global $wpdb;
		$wpdb->query( "UPDATE $wpdb->posts SET post_modified = '2020-01-01', post_modified_gmt = '2020-01-01' WHERE ID IN ({$this->list()})" );
		wp_cache_flush();
	}

	public function print( string $title ): void {
		$now = $this->read();
		echo "== $title\n";
		foreach ( array_diff( $this->last, $now ) as $line ) {
			echo "- $line\n";
		}
		foreach ( array_diff( $now, $this->last ) as $line ) {
			echo "+ $line\n";
		}
		// That something was touched is news each time: it is never part of what was known before.
		$this->last = array_values( array_filter( $now, fn( string $line ): bool => ! str_ends_with( $line, ' modified' ) ) );
	}

	/** @return list<string> */
	private function read(): array {
		$lines = array_merge( $this->posts(), $this->meta(), $this->lookup(), $this->terms(), $this->attributes(), $this->queue(), $this->differences() );
		sort( $lines );
		return $lines;
	}

	private function list(): string {
		return implode( ',', $this->shelf->ids ) . ( $this->shelf->ids ? '' : '0' );
	}

	/** @return list<string> */
	private function posts(): array {
		global $wpdb;
		$lines = array();
		$rows  = $wpdb->get_results( "SELECT *, post_modified > '2020-01-02' AS fresh, post_modified_gmt > '2020-01-02' AS fresh_gmt FROM $wpdb->posts WHERE ID IN ({$this->list()})" );
		foreach ( $rows as $row ) {
			$who     = $this->shelf->alias( (int) $row->ID );
			$parent  = $row->post_parent ? $this->shelf->alias( (int) $row->post_parent ) : '-';
			$lines[] = "$who post $row->post_type $row->post_status $parent '$row->post_title' '$row->post_excerpt' '$row->post_content' $row->post_name $row->menu_order $row->comment_status $row->ping_status $row->post_author";
			$lines[] = "$who guid " . str_replace( array( home_url(), (string) $row->ID ), array( 'HOME', 'ID' ), $row->guid );
			if ( $row->fresh && $row->fresh_gmt ) {
				$lines[] = "$who modified";
			}
		}
		return $lines;
	}

	/** @return list<string> */
	private function meta(): array {
		global $wpdb;
		$lines = array();
		$rows  = $wpdb->get_results( "SELECT post_id, meta_key, GROUP_CONCAT(IFNULL(meta_value, 'NULL') ORDER BY meta_id SEPARATOR ' | ') AS held FROM $wpdb->postmeta WHERE post_id IN ({$this->list()}) AND meta_key <> '_product_version' GROUP BY post_id, meta_key" );
		foreach ( $rows as $row ) {
			$held    = '_children' === $row->meta_key ? implode( ' ', array_map( array( $this->shelf, 'alias' ), maybe_unserialize( $row->held ) ) ) : $row->held;
			$lines[] = $this->shelf->alias( (int) $row->post_id ) . " meta $row->meta_key = $held";
		}
		return $lines;
	}

	/** @return list<string> */
	private function lookup(): array {
		global $wpdb;
		$lines = array();
		foreach ( $wpdb->get_results( "SELECT * FROM {$wpdb->prefix}wc_product_meta_lookup WHERE product_id IN ({$this->list()})", ARRAY_A ) as $row ) {
			$who = $this->shelf->alias( (int) $row['product_id'] );
			unset( $row['product_id'] );
			$lines[] = "$who lookup " . wp_json_encode( $row );
		}
		return $lines;
	}

	/** @return list<string> */
	private function terms(): array {
		global $wpdb;
		$lines = array();
		$rows  = $wpdb->get_results( "SELECT object_id, taxonomy, slug FROM $wpdb->term_relationships JOIN $wpdb->term_taxonomy USING (term_taxonomy_id) JOIN $wpdb->terms USING (term_id) WHERE object_id IN ({$this->list()}) ORDER BY taxonomy, slug" );
		foreach ( $rows as $row ) {
			$lines[] = $this->shelf->alias( (int) $row->object_id ) . " term $row->taxonomy $row->slug";
		}
		return $lines;
	}

	/** @return list<string> */
	private function attributes(): array {
		global $wpdb;
		$lines = array();
		$rows  = $wpdb->get_results( "SELECT l.*, slug FROM {$wpdb->prefix}wc_product_attributes_lookup AS l JOIN $wpdb->terms USING (term_id) WHERE product_id IN ({$this->list()})" );
		foreach ( $rows as $row ) {
			$lines[] = $this->shelf->alias( (int) $row->product_id ) . ' attribute ' . $this->shelf->alias( (int) $row->product_or_parent_id ) . " $row->taxonomy $row->slug $row->is_variation_attribute in_stock=$row->in_stock";
		}
		return $lines;
	}

	/** @return list<string> */
	private function queue(): array {
		global $wpdb;
		$lines = array();
		foreach ( $wpdb->get_results( "SELECT hook, args FROM {$wpdb->prefix}actionscheduler_actions WHERE status = 'pending' AND hook REGEXP '^(wc_delete|woocommerce_run)_'" ) as $row ) {
			$args = json_decode( $row->args, true );
			if ( array_intersect( $args, $this->shelf->ids ) ) {
				$lines[] = "queued $row->hook " . implode( ' ', array_map( array( $this->shelf, 'alias' ), $args ) );
			}
		}
		return $lines;
	}

	/** @return array<string, int> */
	private function counts(): array {
		global $wpdb;
		$rows = $wpdb->get_results( "SELECT CONCAT('count ', taxonomy, ' ', slug) AS name, count AS n FROM $wpdb->term_taxonomy JOIN $wpdb->terms USING (term_id) WHERE taxonomy LIKE 'product%' OR taxonomy LIKE 'pa%' UNION SELECT CONCAT(meta_key, ' ', slug), meta_value FROM $wpdb->termmeta JOIN $wpdb->terms USING (term_id) WHERE meta_key LIKE 'product_count%'" );
		return array_map( 'intval', array_column( $rows, 'n', 'name' ) );
	}

	/** @return list<string> */
	private function differences(): array {
		$lines = array();
		foreach ( $this->counts() as $name => $count ) {
			$change = $count - ( $this->base[ $name ] ?? 0 );
			if ( 0 !== $change ) {
				$lines[] = "$name: $change";
			}
		}
		return $lines;
	}
}

$shelf = new Shelf();
require __DIR__ . '/rows-cases.php';
