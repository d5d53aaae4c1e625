<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Keeps products as posts, meta rows, terms and a lookup row.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Product_Data_Store_CPT extends WC_Data_Store_WP implements WC_Object_Data_Store_Interface {
	use Stockwire\Standin\ProductRows;
	use Stockwire\Standin\ReadsProducts;
	use Stockwire\Standin\WritesProductRows;
	use Stockwire\Standin\WritesProductTerms;
	use Stockwire\Standin\FindsProducts;
	use Stockwire\Standin\WritesStock;

	/** Post fields, by the property that they hold. */
	protected const POST_FIELDS = array(
		'description'       => 'post_content',
		'short_description' => 'post_excerpt',
		'name'              => 'post_title',
		'parent_id'         => 'post_parent',
		'reviews_allowed'   => 'comment_status',
		'status'            => 'post_status',
		'menu_order'        => 'menu_order',
		'date_created'      => 'post_date',
		'date_modified'     => 'post_modified',
		'slug'              => 'post_name',
		'post_password'     => 'post_password',
	);

	/** @var list<string> */
	protected $updated_props        = array();
	protected $must_exist_meta_keys = array( '_tax_class' );

	public function create( &$product ) {
		$this->date_new( $product );
		$id = wp_insert_post( apply_filters( 'woocommerce_new_product_data', $this->post_fields( $product ) + array( 'post_author' => get_current_user_id(), 'ping_status' => 'closed' ) ), true );
		if ( ! $id || is_wp_error( $id ) ) {
			return;
		}
		$product->set_id( $id );
		$product->set_status( get_post_status( $id ) );
		$this->write_all( $product, true );
		$product->save_meta_data();
		$product->apply_changes();
		do_action( 'woocommerce_new_product', $id, $product );
	}

	public function update( &$product ) {
		$product->save_meta_data();
		$this->update_post( $product, array_keys( self::POST_FIELDS ) );
		$this->write_all( $product, false );
		$product->apply_changes();
		do_action( 'woocommerce_update_product', $product->get_id(), $product );
	}

	protected function date_new( WC_Product $product ): void {
		$date = $product->get_date_created( 'edit' );
		$product->set_date_created( $date ? $date : time() );
	}

	private function write_all( WC_Product $product, bool $force ): void {
		$this->update_post_meta( $product, $force );
		$this->update_terms( $product, $force );
		$this->update_visibility( $product, $force );
		$this->update_attributes( $product, $force );
		$this->update_version_and_type( $product );
		$this->handle_updated_props( $product );
		$this->clear_caches( $product );
	}

	/**
	 * A post that is right already only gets a new time of change, past WordPress' own hooks.
	 *
	 * @param list<string> $watched Properties that are part of the post.
	 */
	protected function update_post( WC_Product $product, array $watched ): void {
		global $wpdb;
		$changes = $product->get_changes();
		$touched = array_intersect( $watched, array_keys( $changes ) );
		$fields  = $touched ? $this->post_fields( $product ) : array();
		$date    = isset( $changes['date_modified'] ) ? $product->get_date_modified( 'edit' ) : null;
		$fields += array(
			'post_modified'     => $date ? gmdate( 'Y-m-d H:i:s', $date->getOffsetTimestamp() ) : current_time( 'mysql' ),
			'post_modified_gmt' => $date ? gmdate( 'Y-m-d H:i:s', $date->getTimestamp() ) : current_time( 'mysql', true ),
		);
		if ( $touched && ! doing_action( 'save_post' ) ) {
			wp_update_post( array( 'ID' => $product->get_id() ) + $fields );
		} else {
			$wpdb->update( $wpdb->posts, $fields, array( 'ID' => $product->get_id() ) );
			clean_post_cache( $product->get_id() );
		}
		if ( $touched ) {
			$product->read_meta_data( true );
		}
	}

	/** @return array<string, mixed> */
	protected function post_fields( WC_Product $product ): array {
		$fields = array( 'post_type' => 'product' );
		foreach ( self::POST_FIELDS as $prop => $field ) {
			if ( ! str_starts_with( $prop, 'date_' ) ) {
				$fields[ $field ] = $product->{"get_$prop"}( 'edit' );
			}
		}
		$fields['comment_status'] = $fields['comment_status'] ? 'open' : 'closed';
		$fields['post_status']    = $fields['post_status'] ? $fields['post_status'] : 'publish';
		$created                  = $product->get_date_created( 'edit' );
		if ( $created ) {
			$fields['post_date']     = gmdate( 'Y-m-d H:i:s', $created->getOffsetTimestamp() );
			$fields['post_date_gmt'] = gmdate( 'Y-m-d H:i:s', $created->getTimestamp() );
		}
		if ( ! $product->get_id() && '' === $fields['post_title'] ) {
			$fields['post_title'] = 'Product';
		}
		return $fields;
	}

	public function delete( &$product, $args = array() ) {
		$id   = $product->get_id();
		$type = $product->is_type( 'variation' ) ? 'product_variation' : 'product';
		if ( ! $id ) {
			return;
		}
		if ( ! empty( $args['force_delete'] ) ) {
			do_action( "woocommerce_before_delete_$type", $id );
			wp_delete_post( $id );
			$product->set_id( 0 );
			do_action( "woocommerce_delete_$type", $id );
		} else {
			wp_trash_post( $id );
			$product->set_status( 'trash' );
			do_action( "woocommerce_trash_$type", $id );
		}
	}

	protected function clear_caches( &$product ) {
		$attributes = $product->get_attributes();
		foreach ( array_filter( array( $product->get_id(), $product->get_parent_id( 'edit' ) ) ) as $id ) {
			wc_delete_product_transients( $id );
			WC_Cache_Helper::invalidate_cache_group( "product_$id" );
		}
		WC_Cache_Helper::invalidate_attribute_count( array_keys( $attributes ) );
	}

	public function get_product_type( $product_id ) {
		$key  = WC_Cache_Helper::get_cache_prefix( "product_$product_id" ) . "_type_$product_id";
		$type = wp_cache_get( $key, 'products' );
		if ( $type ) {
			return $type;
		}
		$type = get_post_type( $product_id );
		if ( 'product' === $type ) {
			$types = $this->term_names( (int) $product_id, 'product_type' );
			$type  = $types ? sanitize_title( $types[0] ) : 'simple';
		} else {
			$type = 'product_variation' === $type ? 'variation' : false;
		}
		wp_cache_set( $key, $type, 'products' );
		return $type;
	}
}
