<?php
// SPDX-License-Identifier: MIT
// Writes a catalogue as rows, set by set; the rows equal those that WooCommerce saves for the same products.

declare(strict_types=1);

namespace Stockwire\Sandbox;

/**
 * @phpstan-import-type Product from Catalogue
 * @phpstan-import-type Variation from Catalogue
 */
final class Writer {
	private Posts $posts;
	private Terms $terms;
	private Table $meta;
	private Table $lookup;
	private int $next;

	/** @var array<int, array{int, string}> id and first price by position, for grouped products */
	private array $written = array();

	public function __construct( private Taxonomy $taxonomy ) {
		global $wpdb;
		$this->posts  = new Posts();
		$this->terms  = new Terms( $taxonomy );
		$this->meta   = new Table( $wpdb->dbh, $wpdb->postmeta, array( 'post_id', 'meta_key', 'meta_value' ) );
		$this->lookup = new Table( $wpdb->dbh, "{$wpdb->prefix}wc_product_meta_lookup", Rows::LOOKUP );
		$this->next   = 1 + (int) $wpdb->get_var( "SELECT MAX(ID) FROM $wpdb->posts" );
	}

	/**
	 * @param ?callable(int): void $progress
	 * @return int products written, variations not counted
	 */
	public function write( Catalogue $catalogue, ?callable $progress = null ): int {
		global $wpdb;
		$count = 0;
		$wpdb->dbh->query( 'SET unique_checks = 0, foreign_key_checks = 0' );
		$wpdb->dbh->begin_transaction();
		foreach ( $catalogue->products() as $position => $spec ) {
			$this->product( $position, $spec );
			if ( 0 === ++$count % 10000 && $progress ) {
				$progress( $count );
			}
		}
		foreach ( array( $this->posts, $this->meta, $this->lookup, $this->terms ) as $table ) {
			$table->flush();
		}
		$wpdb->dbh->commit();
		$wpdb->dbh->query( 'SET unique_checks = 1, foreign_key_checks = 1' );
		return $count;
	}

	/** @param Product $spec */
	private function product( int $position, array $spec ): void {
		$id       = $this->next++;
		$children = array_map( fn ( int $at ): int => $this->written[ $at ][0], $spec['children'] );
		$prices   = $this->prices( $spec );
		$slug     = $this->posts->product( $id, $position, $spec );
		foreach ( Rows::product( $spec, $prices, $children ) as list( $key, $value ) ) {
			$this->meta->add( array( $id, $key, $value ) );
		}
		if ( 'trash' === $spec['status'] ) {
			$this->meta->add( array( $id, '_wp_desired_post_slug', $slug ) );
		}
		$this->lookup->add( array( $id, ...Rows::lookup( $spec, $prices, '' ) ) );
		$this->terms->product( $id, $spec );
		$this->written[ $position ] = array( $id, $prices[0] ?? '' );
		foreach ( $spec['variations'] as $variation ) {
			$this->variation( $id, $spec, $variation );
		}
	}

	/**
	 * What `_price` holds: a variable product has its variations' prices, a grouped one its lowest and highest.
	 *
	 * @param Product $spec
	 * @return list<string>
	 */
	private function prices( array $spec ): array {
		if ( 'variable' === $spec['type'] ) {
			$prices = array_filter( array_unique( array_map( array( Rows::class, 'price' ), $spec['variations'] ) ), static fn ( string $price ): bool => '' !== $price );
			sort( $prices, SORT_NUMERIC );
			return $prices;
		}
		if ( 'grouped' === $spec['type'] ) {
			$prices = array_filter( array_map( fn ( int $at ): string => $this->written[ $at ][1], $spec['children'] ) );
			return $prices ? array( min( $prices ), max( $prices ) ) : array();
		}
		return '' === Rows::price( $spec ) ? array() : array( Rows::price( $spec ) );
	}

	/**
	 * @param Product   $spec
	 * @param Variation $variation
	 */
	private function variation( int $parent, array $spec, array $variation ): void {
		$id     = $this->next++;
		$chosen = array();
		$labels = array();
		$values = $variation['values'];
		foreach ( $spec['attributes'] as $attribute ) {
			if ( ! $attribute['variation'] ) {
				continue;
			}
			$value = array_shift( $values );
			$key   = sanitize_title( $attribute['name'] );
			if ( $attribute['taxonomy'] ) {
				$key             = $this->taxonomy->attribute( $attribute['name'] );
				$chosen[ $key ]  = null === $value ? '' : $this->taxonomy->term( $key, $value )['slug'];
			} else {
				$chosen[ $key ] = (string) $value;
			}
			if ( null !== $value ) {
				$labels[ $attribute['name'] ] = $value;
			}
		}
		$this->posts->variation( $id, $parent, $this->title( $spec['name'], $chosen, $labels ), $this->summary( $labels ), $variation['status'] );
		foreach ( Rows::variation( $variation, $chosen ) as list( $key, $value ) ) {
			$this->meta->add( array( $id, $key, $value ) );
		}
		$price = Rows::price( $variation );
		$this->lookup->add( array( $id, ...Rows::lookup( $variation, '' === $price ? array() : array( $price ), 'parent' ) ) );
		$this->terms->variation( $id, $parent, $spec, $variation );
	}

	/**
	 * WooCommerce names the values only where there are one or two attributes, and none of two has a dash in its key.
	 *
	 * @param array<string, string> $chosen
	 * @param array<string, string> $labels
	 */
	private function title( string $name, array $chosen, array $labels ): string {
		$named = count( $chosen ) < 3 && ( 1 === count( $chosen ) || ! str_contains( implode( '', array_keys( $chosen ) ), '-' ) );
		return $named && $labels ? $name . ' - ' . implode( ', ', $labels ) : $name;
	}

	/** @param array<string, string> $labels */
	private function summary( array $labels ): string {
		$parts = array();
		foreach ( $labels as $label => $value ) {
			$parts[] = "$label: $value";
		}
		return implode( ', ', $parts );
	}
}
