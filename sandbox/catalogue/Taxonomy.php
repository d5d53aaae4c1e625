<?php
// SPDX-License-Identifier: MIT
// Categories and attribute terms: made on first use by WordPress' own functions, then remembered.

declare(strict_types=1);

namespace Stockwire\Sandbox;

use RuntimeException;

final class Taxonomy {
	/** @var array<string, array{term_id: int, tt_id: int, slug: string, name: string}> */
	private array $terms = array();

	/** @var array<string, int> attribute ids by taxonomy */
	private array $attributes = array();

	/** Name of the taxonomy of a global attribute, `pa_marime` for "Mărime". */
	public function attribute( string $label ): string {
		$taxonomy = 'pa_' . sanitize_title( $label );
		if ( isset( $this->attributes[ $taxonomy ] ) ) {
			return $taxonomy;
		}
		$id = wc_attribute_taxonomy_id_by_name( $taxonomy );
		if ( ! $id ) {
			$id = wc_create_attribute( array( 'name' => $label, 'slug' => $taxonomy, 'type' => 'select' ) );
			if ( is_wp_error( $id ) ) {
				throw new RuntimeException( "attribute $label: " . $id->get_error_message() );
			}
		}
		// WooCommerce registers attribute taxonomies on init, which is over for one made now.
		if ( ! taxonomy_exists( $taxonomy ) ) {
			register_taxonomy( $taxonomy, array( 'product' ), array( 'hierarchical' => false, 'labels' => array( 'name' => $label, 'singular_name' => $label ) ) );
			$GLOBALS['wc_product_attributes'][ $taxonomy ] = (object) array(
				'attribute_id'    => $id,
				'attribute_label' => $label,
				'attribute_name'  => substr( $taxonomy, 3 ),
			);
		}
		$this->attributes[ $taxonomy ] = (int) $id;
		return $taxonomy;
	}

	public function attribute_id( string $label ): int {
		return $this->attributes[ $this->attribute( $label ) ];
	}

	/** @return array{term_id: int, tt_id: int, slug: string, name: string} */
	public function term( string $taxonomy, string $name, int $parent = 0 ): array {
		$key = "$taxonomy\0$parent\0$name";
		if ( ! isset( $this->terms[ $key ] ) ) {
			$found = term_exists( $name, $taxonomy, $parent ?: null );
			$found = $found ?: wp_insert_term( $name, $taxonomy, array( 'parent' => max( 0, $parent ) ) );
			if ( ! is_array( $found ) ) {
				throw new RuntimeException( "term $name of $taxonomy: " . ( is_wp_error( $found ) ? $found->get_error_message() : 'none' ) );
			}
			$this->terms[ $key ] = self::facts( (int) $found['term_id'], $taxonomy );
		}
		return $this->terms[ $key ];
	}

	/** @return array{term_id: int, tt_id: int, slug: string, name: string} */
	private static function facts( int $id, string $taxonomy ): array {
		$term = get_term( $id, $taxonomy );
		if ( ! $term instanceof \WP_Term ) {
			throw new RuntimeException( "there is no term $id of $taxonomy" );
		}
		return array(
			'term_id' => $term->term_id,
			'tt_id'   => $term->term_taxonomy_id,
			'slug'    => $term->slug,
			'name'    => $term->name,
		);
	}

	/**
	 * Where products go that name no category.
	 *
	 * @return array{term_id: int, tt_id: int, slug: string, name: string}
	 */
	public function default_category(): array {
		return $this->terms['default'] ??= self::facts( (int) get_option( 'default_product_cat' ), 'product_cat' );
	}

	/**
	 * The category at the end of a path such as "Casă > Bucătărie".
	 *
	 * @return array{term_id: int, tt_id: int, slug: string, name: string}
	 */
	public function category( string $path ): array {
		$term = $this->default_category();
		foreach ( array_map( 'trim', explode( '>', $path ) ) as $depth => $name ) {
			$term = $this->term( 'product_cat', $name, $depth ? $term['term_id'] : 0 );
		}
		return $term;
	}
}
