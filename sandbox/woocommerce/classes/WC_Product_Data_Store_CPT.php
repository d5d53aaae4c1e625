<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Keeps products as posts, meta rows, terms and a lookup row.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Product_Data_Store_CPT extends WC_Data_Store_WP implements WC_Object_Data_Store_Interface {
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

	/** Meta rows, and the property that each holds; saved in this order. */
	protected const META_PROPS = array(
		'_sku'                   => 'sku',
		'_global_unique_id'      => 'global_unique_id',
		'_regular_price'         => 'regular_price',
		'_sale_price'            => 'sale_price',
		'_sale_price_dates_from' => 'date_on_sale_from',
		'_sale_price_dates_to'   => 'date_on_sale_to',
		'total_sales'            => 'total_sales',
		'_tax_status'            => 'tax_status',
		'_tax_class'             => 'tax_class',
		'_manage_stock'          => 'manage_stock',
		'_backorders'            => 'backorders',
		'_low_stock_amount'      => 'low_stock_amount',
		'_sold_individually'     => 'sold_individually',
		'_weight'                => 'weight',
		'_length'                => 'length',
		'_width'                 => 'width',
		'_height'                => 'height',
		'_upsell_ids'            => 'upsell_ids',
		'_crosssell_ids'         => 'cross_sell_ids',
		'_purchase_note'         => 'purchase_note',
		'_default_attributes'    => 'default_attributes',
		'_virtual'               => 'virtual',
		'_downloadable'          => 'downloadable',
		'_product_image_gallery' => 'gallery_image_ids',
		'_download_limit'        => 'download_limit',
		'_download_expiry'       => 'download_expiry',
		'_thumbnail_id'          => 'image_id',
		'_stock'                 => 'stock_quantity',
		'_stock_status'          => 'stock_status',
		'_wc_average_rating'     => 'average_rating',
		'_wc_rating_count'       => 'rating_counts',
		'_wc_review_count'       => 'review_count',
	);

	/** @var list<string> */
	protected $updated_props        = array();
	protected $must_exist_meta_keys = array( '_tax_class' );

	protected $internal_meta_keys = array(
		'_sku', '_global_unique_id', '_regular_price', '_sale_price', '_sale_price_dates_from',
		'_sale_price_dates_to', 'total_sales', '_tax_status', '_tax_class', '_manage_stock', '_backorders',
		'_low_stock_amount', '_sold_individually', '_weight', '_length', '_width', '_height', '_upsell_ids',
		'_crosssell_ids', '_purchase_note', '_default_attributes', '_virtual', '_downloadable',
		'_product_image_gallery', '_download_limit', '_download_expiry', '_thumbnail_id', '_stock', '_stock_status',
		'_wc_average_rating', '_wc_rating_count', '_wc_review_count', '_price', '_visibility', '_featured',
		'_file_paths', '_downloadable_files', '_product_attributes', '_product_version', '_variation_description',
		'_wp_old_slug', '_edit_last', '_edit_lock',
	);

	public function create( &$product ) {
		if ( ! $product->get_date_created( 'edit' ) ) {
			$product->set_date_created( time() );
		}
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
		wc_delete_product_transients( $product->get_id() );
		$parent = $product->get_parent_id( 'edit' );
		if ( $parent ) {
			wc_delete_product_transients( $parent );
			WC_Cache_Helper::invalidate_cache_group( "product_$parent" );
		}
		WC_Cache_Helper::invalidate_attribute_count( array_keys( $product->get_attributes() ) );
		WC_Cache_Helper::invalidate_cache_group( 'product_' . $product->get_id() );
	}

	public function get_product_type( $product_id ) {
		$key  = WC_Cache_Helper::get_cache_prefix( "product_$product_id" ) . "_type_$product_id";
		$type = wp_cache_get( $key, 'products' );
		if ( $type ) {
			return $type;
		}
		$type = get_post_type( $product_id );
		if ( 'product' === $type ) {
			$terms = get_the_terms( $product_id, 'product_type' );
			$type  = is_array( $terms ) && $terms ? sanitize_title( current( $terms )->name ) : 'simple';
		} else {
			$type = 'product_variation' === $type ? 'variation' : false;
		}
		wp_cache_set( $key, $type, 'products' );
		return $type;
	}
}
