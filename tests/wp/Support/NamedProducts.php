<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Makes the products, attributes and variations whose names a test asks for, and remembers them to take them away again.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

trait NamedProducts {

	/** Stands in every name, so that nothing else of the shop is meant. */
	private string $tag;

	/** @var list<int> */
	private array $posts = array();

	/** @var list<int> */
	private array $attributes = array();

	/** @param array<string, mixed> $props */
	private function simple( string $name, array $props = array() ): int {
		$product = new \WC_Product_Simple();
		$product->set_props( $props + array( 'name' => $this->named( $name ), 'manage_stock' => true, 'stock_quantity' => 5 ) );
		return $this->posts[] = $product->save();
	}

	/**
	 * A taxonomy of terms, as the owner makes it under Products → Attributes.
	 *
	 * @param list<string> $terms
	 */
	private function attribute( string $label, array $terms ): string {
		$id = wc_create_attribute( array( 'name' => $label, 'slug' => strtolower( $this->tag ) . count( $this->attributes ) ) );
		if ( is_wp_error( $id ) ) {
			$this->fail( $id->get_error_message() );
		}
		$this->attributes[] = $id;
		$taxonomy           = 'pa_' . strtolower( $this->tag ) . ( count( $this->attributes ) - 1 );
		register_taxonomy( $taxonomy, array( 'product' ) );
		delete_transient( 'wc_attribute_taxonomies' );
		\WC_Cache_Helper::invalidate_cache_group( 'woocommerce-attributes' );
		foreach ( $terms as $term ) {
			wp_insert_term( $term, $taxonomy );
		}
		return $taxonomy;
	}

	/** @param array<string, list<string>> $attributes taxonomy or label => values */
	private function variable( string $name, array $attributes ): int {
		$list = array();
		foreach ( $attributes as $attribute => $values ) {
			$made = new \WC_Product_Attribute();
			$made->set_name( $attribute );
			$made->set_id( taxonomy_exists( $attribute ) ? wc_attribute_taxonomy_id_by_name( $attribute ) : 0 );
			$made->set_options( taxonomy_exists( $attribute ) ? array_map( static fn( string $v ): int => get_term_by( 'name', $v, $attribute )->term_id, $values ) : $values );
			$made->set_position( count( $list ) );
			$made->set_variation( true );
			$list[] = $made;
		}
		$product = new \WC_Product_Variable();
		$product->set_props( array( 'name' => $this->named( $name ), 'attributes' => $list ) );
		return $this->posts[] = $product->save();
	}

	/** @param array<string, string> $values taxonomy or label => value's name, '' for any */
	private function variation( int $parent, array $values ): int {
		$attributes = array();
		foreach ( $values as $attribute => $value ) {
			$attributes[ sanitize_title( $attribute ) ] = '' !== $value && taxonomy_exists( $attribute ) ? get_term_by( 'name', $value, $attribute )->slug : $value;
		}
		$variation = new \WC_Product_Variation();
		$variation->set_props( array( 'parent_id' => $parent, 'attributes' => $attributes, 'manage_stock' => true, 'stock_quantity' => 5 ) );
		return $this->posts[] = $variation->save();
	}
}
