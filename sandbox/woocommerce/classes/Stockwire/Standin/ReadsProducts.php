<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Fills a product from its post, meta rows and terms.
 *
 * @package Stockwire\Standin
 */

namespace Stockwire\Standin;

use WC_Product_Attribute;

defined( 'ABSPATH' ) || exit;

trait ReadsProducts {
	/** @throws \Exception Where there is no such product. */
	public function read( &$product ) {
		$product->set_defaults();
		$post = get_post( $product->get_id() );
		if ( ! $product->get_id() || ! $post || 'product' !== $post->post_type ) {
			throw new \Exception( 'Invalid product.' );
		}
		$product->set_props( $this->post_props( $post ) );
		$this->read_attributes( $product );
		$this->read_visibility( $product );
		$this->read_product_data( $product );
		$this->read_extra_data( $product );
		$product->set_object_read( true );
		do_action( 'woocommerce_product_read', $product->get_id(), $product );
	}

	/** @return array<string, mixed> */
	protected function post_props( \WP_Post $post ): array {
		return array(
			'name'              => $post->post_title,
			'slug'              => $post->post_name,
			'date_created'      => $this->string_to_timestamp( $post->post_date_gmt ),
			'date_modified'     => $this->string_to_timestamp( $post->post_modified_gmt ),
			'status'            => $post->post_status,
			'description'       => $post->post_content,
			'short_description' => $post->post_excerpt,
			'parent_id'         => $post->post_parent,
			'menu_order'        => $post->menu_order,
			'post_password'     => $post->post_password,
			'reviews_allowed'   => 'open' === $post->comment_status,
		);
	}

	/** A property without a row keeps its default. */
	protected function read_product_data( &$product ) {
		$id    = $product->get_id();
		$rows  = get_post_meta( $id );
		$props = array();
		foreach ( array( '_price' => 'price' ) + $this->meta_props() as $key => $prop ) {
			$props[ $prop ] = maybe_unserialize( $rows[ $key ][0] ?? null );
		}
		$props['gallery_image_ids'] = array_filter( explode( ',', (string) ( $props['gallery_image_ids'] ?? '' ) ) );
		$props['category_ids']      = $this->get_term_ids( $product, 'product_cat' );
		$props['tag_ids']           = $this->get_term_ids( $product, 'product_tag' );
		$props['shipping_class_id'] = current( $this->get_term_ids( $product, 'product_shipping_class' ) );
		$product->set_props( $props );
	}

	protected function read_extra_data( &$product ) {
		$id = $product->get_id();
		foreach ( $product->get_extra_data_keys() as $prop ) {
			$product->{"set_$prop"}( get_post_meta( $id, "_$prop", true ) );
		}
	}

	protected function read_visibility( &$product ) {
		$names = $this->term_names( $product->get_id(), 'product_visibility' );
		$product->set_props(
			array(
				'featured'           => in_array( 'featured', $names, true ),
				'catalog_visibility' => $this->visibility( $names ),
			)
		);
	}

	/** @param list<string> $names Of the product's visibility terms. */
	protected function visibility( array $names ): string {
		$unsearched = in_array( 'exclude-from-search', $names, true );
		$unlisted   = in_array( 'exclude-from-catalog', $names, true );
		return array( array( 'visible', 'search' ), array( 'catalog', 'hidden' ) )[ (int) $unsearched ][ (int) $unlisted ];
	}

	protected function read_attributes( &$product ) {
		$stored     = get_post_meta( $product->get_id(), '_product_attributes', true );
		$found = array();
		foreach ( is_array( $stored ) ? $stored : array() as $row ) {
			$row      += array_fill_keys( array( 'name', 'value' ), '' ) + array_fill_keys( array( 'position', 'is_visible', 'is_variation', 'is_taxonomy' ), 0 );
			$is_shops  = ! empty( $row['is_taxonomy'] );
			if ( $is_shops && ! taxonomy_exists( $row['name'] ) ) {
				continue;
			}
			$attribute = new WC_Product_Attribute();
			$attribute->set_id( $is_shops ? wc_attribute_taxonomy_id_by_name( $row['name'] ) : 0 );
			$attribute->set_name( $row['name'] );
			$attribute->set_options( $is_shops ? wc_get_object_terms( $product->get_id(), $row['name'], 'term_id' ) : wc_get_text_attributes( $row['value'] ) );
			$attribute->set_position( $row['position'] );
			$attribute->set_visible( $row['is_visible'] );
			$attribute->set_variation( $row['is_variation'] );
			$found[] = $attribute;
		}
		if ( $found ) {
			$product->set_attributes( $found );
		}
	}
}
