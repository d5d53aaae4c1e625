<?php
// SPDX-License-Identifier: MIT
// Term relationships and the attribute lookup rows of products and variations.

declare(strict_types=1);

namespace Stockwire\Sandbox;

/**
 * @phpstan-import-type Product from Catalogue
 * @phpstan-import-type Variation from Catalogue
 */
final class Terms {
	private Table $relationships;
	private Table $lookup;

	public function __construct( private Taxonomy $taxonomy ) {
		global $wpdb;
		$this->relationships = new Table( $wpdb->dbh, $wpdb->term_relationships, array( 'object_id', 'term_taxonomy_id' ) );
		$this->lookup        = new Table( $wpdb->dbh, "{$wpdb->prefix}wc_product_attributes_lookup", array( 'product_id', 'product_or_parent_id', 'taxonomy', 'term_id', 'is_variation_attribute', 'in_stock' ) );
	}

	/** @param Product $spec */
	public function product( int $id, array $spec ): void {
		$this->relate( $id, 'product_type', $spec['type'] );
		$this->out_of_stock( $id, $spec['stock_status'] );
		if ( ! $spec['categories'] ) {
			$this->relationships->add( array( $id, $this->taxonomy->default_category()['tt_id'] ) );
		}
		foreach ( $spec['categories'] as $path ) {
			$this->relationships->add( array( $id, $this->taxonomy->category( $path )['tt_id'] ) );
		}
		foreach ( $spec['attributes'] as $attribute ) {
			if ( $attribute['taxonomy'] ) {
				$this->attribute( $id, $spec, $attribute );
			}
		}
	}

	/**
	 * @param Product $spec
	 * @param array{name: string, taxonomy: bool, values: list<string>, variation: bool} $attribute
	 */
	private function attribute( int $id, array $spec, array $attribute ): void {
		$name  = $this->taxonomy->attribute( $attribute['name'] );
		$whole = ! $attribute['variation'] && 'trash' !== $spec['status'];
		foreach ( $attribute['values'] as $value ) {
			$term = $this->taxonomy->term( $name, $value );
			$this->relationships->add( array( $id, $term['tt_id'] ) );
			if ( $whole ) {
				$this->lookup->add( array( $id, $id, $name, $term['term_id'], 0, (int) ( 'outofstock' !== $spec['stock_status'] ) ) );
			}
		}
	}

	/**
	 * @param Product   $spec
	 * @param Variation $variation
	 */
	public function variation( int $id, int $parent, array $spec, array $variation ): void {
		// One that the parent manages follows the parent's status, but has no term of its own.
		if ( ! $spec['manage'] || $variation['manage'] ) {
			$this->out_of_stock( $id, $variation['stock_status'] );
		}
		$chosen = $variation['values'];
		foreach ( $spec['attributes'] as $attribute ) {
			if ( ! $attribute['variation'] ) {
				continue;
			}
			$value = array_shift( $chosen );
			if ( ! $attribute['taxonomy'] ) {
				continue;
			}
			$name = $this->taxonomy->attribute( $attribute['name'] );
			foreach ( null === $value ? $attribute['values'] : array( $value ) as $one ) {
				$term = $this->taxonomy->term( $name, $one );
				$this->lookup->add( array( $id, $parent, $name, $term['term_id'], 1, (int) ( 'outofstock' !== $variation['stock_status'] ) ) );
			}
		}
	}

	private function out_of_stock( int $id, string $status ): void {
		if ( 'outofstock' === $status ) {
			$this->relate( $id, 'product_visibility', 'outofstock' );
		}
	}

	private function relate( int $id, string $taxonomy, string $name ): void {
		$this->relationships->add( array( $id, $this->taxonomy->term( $taxonomy, $name )['tt_id'] ) );
	}

	public function flush(): void {
		$this->relationships->flush();
		$this->lookup->flush();
	}
}
