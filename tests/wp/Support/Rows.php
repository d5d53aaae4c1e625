<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * All database rows of a copy of a shop, without what makes two copies differ: ids, codes, the time of day.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

final class Rows {

	/** @var array<int, string> product id => label */
	private array $labels;

	/** @var array<int, string> term_taxonomy_id => name */
	private array $names = array();

	public function __construct( private readonly Shop $shop ) {
		$this->labels = array_flip( $shop->ids );
	}

	/**
	 * @return array<string, list<string>> "label: table" => rows, sorted
	 */
	public function read(): array {
		global $wpdb;
		$in   = implode( ',', $this->shop->ids );
		$rows = array();
		$this->name_terms();
		// phpcs:disable WordPress.DB
		foreach ( $wpdb->get_results( "SELECT * FROM {$wpdb->posts} WHERE ID IN ($in)", ARRAY_A ) as $row ) {
			$rows[ $this->label( $row['ID'] ) . ': posts' ][] = $this->post( $row );
		}
		foreach ( $wpdb->get_results( "SELECT post_id, meta_key, meta_value FROM {$wpdb->postmeta} WHERE post_id IN ($in)", ARRAY_A ) as $row ) {
			$rows[ $this->label( $row['post_id'] ) . ': postmeta' ][] = $row['meta_key'] . ' = ' . $this->anonymous( (string) $row['meta_value'] );
		}
		foreach ( $wpdb->get_results( "SELECT * FROM {$wpdb->prefix}wc_product_meta_lookup WHERE product_id IN ($in)", ARRAY_A ) as $row ) {
			$rows[ $this->label( $row['product_id'] ) . ': lookup' ][] = $this->plain( $row, array( 'product_id' ) );
		}
		if ( $this->has_table( 'wc_product_attributes_lookup' ) ) {
			foreach ( $wpdb->get_results( "SELECT * FROM {$wpdb->prefix}wc_product_attributes_lookup WHERE product_id IN ($in)", ARRAY_A ) as $row ) {
				$row['product_or_parent_id']                                      = $this->label( $row['product_or_parent_id'] );
				$rows[ $this->label( $row['product_id'] ) . ': attribute lookup' ][] = $this->plain( $row, array( 'product_id' ) );
			}
		}
		foreach ( $wpdb->get_results( "SELECT object_id, term_taxonomy_id, term_order FROM {$wpdb->term_relationships} WHERE object_id IN ($in)", ARRAY_A ) as $row ) {
			$rows[ $this->label( $row['object_id'] ) . ': terms' ][] = $this->term( $row['term_taxonomy_id'] ) . ' ' . $row['term_order'];
		}
		// phpcs:enable
		array_walk( $rows, static fn( array &$of ) => sort( $of ) );
		ksort( $rows );
		return $rows;
	}

	/**
	 * The counts kept beside the terms that all products share, and beside this copy's own.
	 *
	 * @return array<string, int> "what" => count
	 */
	public function counts(): array {
		global $wpdb;
		$this->name_terms();
		$counts = array();
		$own    = array_values( $this->shop->terms() );
		// phpcs:disable WordPress.DB
		foreach ( $wpdb->get_results( "SELECT term_taxonomy_id, term_id, taxonomy, count FROM {$wpdb->term_taxonomy}", ARRAY_A ) as $row ) {
			$shared = ! in_array( $row['taxonomy'], array( 'product_cat', 'product_tag', 'product_brand' ), true );
			if ( $shared || in_array( (int) $row['term_id'], $own, true ) ) {
				$counts[ 'count of ' . $this->term( $row['term_taxonomy_id'] ) ] = (int) $row['count'];
			}
		}
		foreach ( $this->shop->terms() as $taxonomy => $term ) {
			$value = $wpdb->get_var( $wpdb->prepare( "SELECT meta_value FROM {$wpdb->termmeta} WHERE term_id = %d AND meta_key = %s", $term, "product_count_$taxonomy" ) );

			$counts[ "termmeta product_count_$taxonomy" ] = null === $value ? -1 : (int) $value;
		}
		// phpcs:enable
		return $counts;
	}

	/**
	 * @param array<string, list<string>> $expected
	 * @param array<string, list<string>> $actual
	 * @return list<string> one line a difference
	 */
	public static function differences( array $expected, array $actual ): array {
		$lines = array();
		foreach ( array_unique( array_merge( array_keys( $expected ), array_keys( $actual ) ) ) as $key ) {
			foreach ( self::without( $expected[ $key ] ?? array(), $actual[ $key ] ?? array() ) as $row ) {
				$lines[] = "$key  - $row";
			}
			foreach ( self::without( $actual[ $key ] ?? array(), $expected[ $key ] ?? array() ) as $row ) {
				$lines[] = "$key  + $row";
			}
		}
		return $lines;
	}

	/**
	 * Multiset difference: a row that is there twice is not the same as once.
	 *
	 * @param list<string> $rows
	 * @param list<string> $others
	 * @return list<string>
	 */
	private static function without( array $rows, array $others ): array {
		foreach ( $others as $other ) {
			$at = array_search( $other, $rows, true );
			if ( false !== $at ) {
				unset( $rows[ $at ] );
			}
		}
		return array_values( $rows );
	}

	/** @param array<string, string|null> $row */
	private function post( array $row ): string {
		foreach ( array( 'post_modified', 'post_modified_gmt' ) as $column ) {
			$gmt            = 'post_modified' === $column ? current_time( 'mysql' ) : current_time( 'mysql', true );
			$age            = abs( strtotime( $gmt . ' UTC' ) - strtotime( $row[ $column ] . ' UTC' ) );
			$row[ $column ] = Shop::OLD === $row[ $column ] ? 'untouched' : ( $age < 600 ? 'now' : $row[ $column ] );
		}
		$row['post_parent'] = '0' === $row['post_parent'] ? '0' : $this->label( $row['post_parent'] );
		return $this->plain( $row, array( 'ID', 'guid', 'post_date', 'post_date_gmt' ) );
	}

	/**
	 * @param array<string, string|null> $row
	 * @param list<string>               $without
	 */
	private function plain( array $row, array $without ): string {
		$parts = array();
		foreach ( array_diff_key( $row, array_flip( $without ) ) as $column => $value ) {
			$parts[] = $column . '=' . ( null === $value ? 'NULL' : $this->anonymous( $value ) );
		}
		return implode( ' ', $parts );
	}

	private function anonymous( string $text ): string {
		return str_ireplace( $this->shop->tag, 'TAG', $text );
	}

	private function label( int|string|null $id ): string {
		return $this->labels[ (int) $id ] ?? "other product $id";
	}

	private function term( int|string $id ): string {
		return $this->names[ (int) $id ] ?? "term $id";
	}

	private function name_terms(): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB
		foreach ( $wpdb->get_results( "SELECT term_taxonomy_id, taxonomy, slug FROM {$wpdb->term_taxonomy} JOIN {$wpdb->terms} USING (term_id)", ARRAY_A ) as $row ) {
			$this->names[ (int) $row['term_taxonomy_id'] ] = $this->anonymous( $row['taxonomy'] . '/' . $row['slug'] );
		}
	}

	private function has_table( string $table ): bool {
		global $wpdb;
		// phpcs:ignore WordPress.DB
		return null !== $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $wpdb->prefix . $table ) ) );
	}
}
