<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Keeps variations: their titles follow the parent's, and what they do not say themselves is read from it.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Product_Variation_Data_Store_CPT extends WC_Product_Data_Store_CPT {
	protected function exclude_internal_meta_keys( $meta ) {
		return parent::exclude_internal_meta_keys( $meta ) && 0 !== stripos( $meta->meta_key, 'attribute_' );
	}

	/** @throws WC_Data_Exception Where the post is something else. */
	public function read( &$product ) {
		$product->set_defaults();
		$post = $product->get_id() ? get_post( $product->get_id() ) : null;
		if ( ! $post ) {
			return;
		}
		if ( 'product_variation' !== $post->post_type ) {
			throw new WC_Data_Exception( 'variation_invalid_id', 'Invalid product type: passed ID does not correspond to a product variation.' );
		}
		$props = array_diff_key( $this->post_props( $post ), array_flip( array( 'description', 'short_description', 'post_password' ) ) );
		$product->set_props( $props + array( 'attribute_summary' => $post->post_excerpt ) );
		$this->check_parent( $product );
		$this->read_product_data( $product );
		$this->read_extra_data( $product );
		$product->set_attributes( wc_get_product_variation_attributes( $product->get_id() ) );
		$this->refresh_names( $product, $post );
		$product->set_object_read( true );
	}

	/** The parent or a term may have been renamed since: reading puts the row right. */
	private function refresh_names( WC_Product_Variation $product, WP_Post $post ): void {
		global $wpdb;
		$title   = $this->generate_product_title( $product );
		$summary = $this->generate_attribute_summary( $product );
		$product->set_name( $title );
		$product->set_attribute_summary( $summary );
		$fields  = array_diff_assoc(
			array_combine( array( 'post_title', 'post_excerpt' ), array( $title, $summary ) ),
			array_combine( array( 'post_title', 'post_excerpt' ), array( $post->post_title, $post->post_excerpt ) )
		);
		if ( $fields ) {
			$wpdb->update( $wpdb->posts, $fields, array( 'ID' => $product->get_id() ) );
			clean_post_cache( $product->get_id() );
		}
	}

	private function summarise( WC_Product_Variation $product ): void {
		$summary = $this->generate_attribute_summary( $product );
		$product->set_attribute_summary( $summary );
	}

	private function check_parent( WC_Product_Variation $product ): void {
		$parent = $product->get_parent_id( 'edit' );
		if ( $parent && 'product' !== get_post_type( $parent ) ) {
			$product->set_parent_id( 0 );
		}
	}

	public function create( &$product ) {
		$this->date_new( $product );
		$product->set_name( $this->generate_product_title( $product ) );
		$this->summarise( $product );
		$this->check_parent( $product );
		$id = wp_insert_post( apply_filters( 'woocommerce_new_product_variation_data', $this->post_fields( $product ) + array( 'post_author' => get_current_user_id(), 'ping_status' => 'closed' ) ), true );
		if ( ! $id || is_wp_error( $id ) ) {
			return;
		}
		$product->set_id( $id );
		$this->write_rows( $product, true );
		$product->save_meta_data();
		$product->apply_changes();
		$this->update_version_and_type( $product );
		$this->update_guid( $product );
		$this->clear_caches( $product );
		do_action( 'woocommerce_new_product_variation', $id, $product );
	}

	public function update( &$product ) {
		$product->save_meta_data();
		$title = $this->generate_product_title( $product );
		if ( $product->get_name( 'edit' ) !== $title ) {
			$product->set_name( $title );
		}
		$this->check_parent( $product );
		if ( array_key_exists( 'attributes', $product->get_changes() ) ) {
			$this->summarise( $product );
		}
		$this->update_post( $product, array( 'name', 'parent_id', 'status', 'menu_order', 'date_created', 'date_modified', 'attributes' ) );
		$this->write_rows( $product, false );
		$product->apply_changes();
		$this->update_version_and_type( $product );
		$this->clear_caches( $product );
		do_action( 'woocommerce_update_product_variation', $product->get_id(), $product );
	}

	private function write_rows( WC_Product_Variation $product, bool $force ): void {
		$this->update_post_meta( $product, $force );
		$this->update_terms( $product, $force );
		$this->update_visibility( $product, true );
		$this->update_attributes( $product, $force );
		$this->handle_updated_props( $product );
	}

	protected function post_fields( WC_Product $product ): array {
		$fields = array(
			'post_type'      => 'product_variation',
			'post_content'   => '',
			'post_excerpt'   => $product->get_attribute_summary( 'edit' ),
			'comment_status' => 'closed',
		) + parent::post_fields( $product );
		unset( $fields['post_password'] );
		return $fields;
	}

	/** "Name - Value, Value", but only the name where that would grow long or unclear. */
	protected function generate_product_title( $product ) {
		$names   = array_keys( (array) $product->get_attributes() );
		$include = count( $names ) < 2 || ( 2 === count( $names ) && ! str_contains( implode( '', $names ), '-' ) );
		$include = apply_filters( 'woocommerce_product_variation_title_include_attributes', $include, $product );
		$between = apply_filters( 'woocommerce_product_variation_title_attributes_separator', ' - ', $product );
		$base    = get_post_field( 'post_title', $product->get_parent_id() );
		$suffix  = $include ? wc_get_formatted_variation( $product, true, false ) : '';
		return apply_filters( 'woocommerce_product_variation_title', '' === $suffix ? $base : $base . $between . $suffix, $product, $base, $suffix );
	}

	protected function generate_attribute_summary( $product ) {
		return wc_get_formatted_variation( $product, true, true );
	}

	protected function update_version_and_type( &$product ) {
		wp_set_object_terms( $product->get_id(), '', 'product_type' );
		update_post_meta( $product->get_id(), '_product_version', WC_VERSION );
	}

	/** A missing row is read as nothing here, not as the default: its first save writes what it read. */
	protected function read_product_data( &$product ) {
		$id    = $product->get_id();
		$props = array( 'description' => get_post_meta( $id, '_variation_description', true ) );
		$kept  = array( 'total_sales', 'tax_status', 'sold_individually', 'upsell_ids', 'cross_sell_ids', 'purchase_note', 'default_attributes', 'average_rating', 'rating_counts', 'review_count' );
		foreach ( array_diff( $this->meta_props(), $kept ) as $key => $prop ) {
			$props[ $prop ] = get_post_meta( $id, $key, true );
		}
		$props['gallery_image_ids'] = array_filter( explode( ',', $props['gallery_image_ids'] ) );
		$props['image_id']          = get_post_thumbnail_id( $id );
		$props['shipping_class_id'] = current( $this->get_term_ids( $id, 'product_shipping_class' ) );
		$props['tax_class']         = metadata_exists( 'post', $id, '_tax_class' ) ? $props['tax_class'] : 'parent';
		$product->set_props( $props );
		$product->set_price( $product->is_on_sale( 'edit' ) ? $product->get_sale_price( 'edit' ) : $product->get_regular_price( 'edit' ) );
		$this->read_parent_data( $product );
	}

	private function read_parent_data( WC_Product_Variation $product ): void {
		$parent = $product->get_parent_id();
		$one    = static fn( string $key ) => get_post_meta( $parent, $key, true );
		$data   = array(
			'title'              => get_post_field( 'post_title', $parent ),
			'status'             => (string) get_post_status( $parent ),
			'stock_quantity'     => wc_stock_amount( $one( '_stock' ) ),
			'image_id'           => get_post_thumbnail_id( $parent ),
			'shipping_class_id'  => absint( current( $this->get_term_ids( $parent, 'product_shipping_class' ) ) ),
			'catalog_visibility' => $this->visibility( $this->term_names( $parent, 'product_visibility' ) ),
		);
		foreach ( array( 'sku', 'manage_stock', 'backorders', 'weight', 'length', 'width', 'height', 'tax_class', 'purchase_note' ) as $prop ) {
			$data[ $prop ] = $one( "_$prop" );
		}
		$product->set_parent_data( $data );
		// There is no place on a variation's form for these.
		$product->set_sold_individually( $one( '_sold_individually' ) );
		$product->set_tax_status( $one( '_tax_status' ) );
		$product->set_cross_sell_ids( $one( '_crosssell_ids' ) );
	}

	public function update_post_meta( &$product, $force = false ) {
		$description = array( '_variation_description' => 'description' );
		foreach ( $force ? $description : $this->get_props_to_update( $product, $description ) as $key => $prop ) {
			if ( update_post_meta( $product->get_id(), $key, $product->get_description( 'edit' ) ) ) {
				$this->updated_props[] = $prop;
			}
		}
		parent::update_post_meta( $product, $force );
	}

	protected function update_terms( &$product, $force = false ) {
		$this->update_shipping_class( $product, $force );
	}

	protected function update_visibility( &$product, $force = false ) {
		if ( $force || array_key_exists( 'stock_status', $product->get_changes() ) ) {
			wp_set_post_terms( $product->get_id(), 'outofstock' === $product->get_stock_status() ? array( 'outofstock' ) : array(), 'product_visibility', false );
		}
	}

	protected function update_attributes( &$product, $force = false ) {
		if ( ! $force && ! array_key_exists( 'attributes', $product->get_changes() ) ) {
			return;
		}
		$wanted = $product->get_variation_attributes();
		foreach ( $wanted as $key => $value ) {
			update_post_meta( $product->get_id(), $key, wp_slash( $value ) );
		}
		foreach ( array_keys( (array) get_post_meta( $product->get_id() ) ) as $key ) {
			if ( str_starts_with( $key, 'attribute_' ) && ! array_key_exists( $key, $wanted ) ) {
				delete_post_meta( $product->get_id(), $key );
			}
		}
	}

	protected function update_guid( $product ) {
		global $wpdb;
		$guid = home_url( '?post_type=product_variation&p=' . $product->get_id() );
		$where = array( 'ID' => $product->get_id() );
		$wpdb->update( $wpdb->posts, compact( 'guid' ), $where );
	}
}
