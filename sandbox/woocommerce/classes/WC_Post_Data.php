<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Follows what WordPress does to products' rows: parents, caches, the trash, names of attribute terms.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

use Automattic\WooCommerce\Internal\ProductAttributesLookup\LookupDataStore;

class WC_Post_Data {
	private static ?WP_Term $editing_term = null;

	public static function init() {
		add_action( 'shutdown', array( __CLASS__, 'do_deferred_product_sync' ), 10 );
		add_action( 'set_object_terms', array( __CLASS__, 'force_default_term' ), 10, 5 );
		foreach ( array( 'set_object_terms', 'deleted_term_relationships', 'woocommerce_product_set_stock_status', 'woocommerce_product_set_visibility' ) as $hook ) {
			add_action( $hook, array( __CLASS__, 'delete_product_query_transients' ) );
		}
		add_action( 'woocommerce_product_type_changed', array( __CLASS__, 'product_type_changed' ), 10, 3 );
		add_action( 'edit_term', array( __CLASS__, 'edit_term' ), 10, 3 );
		add_action( 'edited_term', array( __CLASS__, 'edited_term' ), 10, 3 );
		add_filter( 'update_post_metadata', array( __CLASS__, 'update_post_metadata' ), 10, 5 );
		add_filter( 'wp_untrash_post_status', array( __CLASS__, 'wp_untrash_post_status' ), 10, 3 );
		add_action( 'transition_post_status', array( __CLASS__, 'transition_post_status' ), 10, 3 );
		add_action( 'delete_post', array( __CLASS__, 'delete_post' ) );
		add_action( 'wp_trash_post', array( __CLASS__, 'trash_post' ) );
		add_action( 'untrashed_post', array( __CLASS__, 'untrash_post' ) );
		foreach ( array( 'added', 'updated', 'deleted' ) as $what ) {
			add_action( "{$what}_post_meta", array( __CLASS__, 'flush_object_meta_cache' ), 10, 4 );
		}
	}

	/** Parents follow their variations once a request, at its end. */
	public static function do_deferred_product_sync() {
		foreach ( wp_parse_id_list( $GLOBALS['wc_deferred_product_sync'] ?? array() ) as $id ) {
			self::deferred_product_sync( $id );
		}
	}

	public static function deferred_product_sync( $product_id ) {
		$parent = wc_get_product( $product_id );
		if ( $parent && method_exists( $parent, 'sync' ) ) {
			$parent::sync( $parent );
		}
	}

	public static function transition_post_status( $new_status, $old_status, $post ) {
		if ( self::is_product( $post->post_type ) && in_array( 'publish', array( $new_status, $old_status ), true ) ) {
			self::delete_product_query_transients();
		}
	}

	public static function delete_product_query_transients() {
		WC_Cache_Helper::get_transient_version( 'product_query', true );
	}

	public static function product_type_changed( $product, $from, $to ) {
		if ( apply_filters( 'woocommerce_delete_variations_on_product_type_change', 'variable' === $from && 'variable' !== $to, $product, $from, $to ) ) {
			WC_Data_Store::load( 'product-variable' )->delete_variations( $product->get_id(), true );
		}
	}

	public static function edit_term( $term_id, $tt_id, $taxonomy ) {
		$term               = str_starts_with( $taxonomy, 'pa_' ) ? get_term_by( 'id', $term_id, $taxonomy ) : null;
		self::$editing_term = $term instanceof WP_Term ? $term : null;
	}

	/** Variations know their attribute's value by its slug: a new slug goes to all of them. */
	public static function edited_term( $term_id, $tt_id, $taxonomy ) {
		global $wpdb;
		$term = self::$editing_term ? get_term_by( 'id', $term_id, $taxonomy ) : null;
		if ( $term && $term->slug !== self::$editing_term->slug ) {
			$wpdb->update(
				$wpdb->postmeta,
				array( 'meta_value' => $term->slug ),
				array(
					'meta_key'   => 'attribute_' . sanitize_title( $taxonomy ),
					'meta_value' => self::$editing_term->slug,
				)
			);
		}
	}

	/** A float is written without exponent and with a point, whatever the locale. */
	public static function update_post_metadata( $check, $object_id, $meta_key, $meta_value, $prev_value ) {
		$is_product = self::is_product( get_post_type( $object_id ) );
		if ( $is_product ) {
			wp_cache_delete( "product-$object_id", 'products' );
		}
		if ( $is_product && is_float( $meta_value ) && $meta_value && ! registered_meta_key_exists( 'post', $meta_key ) ) {
			update_metadata( 'post', $object_id, $meta_key, wc_float_to_string( $meta_value ), $prev_value );
			return true;
		}
		return $check;
	}

	public static function delete_post_data( $id ) {
		$type = get_post_type( $id );
		if ( ! self::is_product( $type ) ) {
			return;
		}
		if ( 'product' === $type ) {
			WC_Data_Store::load( 'product-variable' )->delete_variations( $id, true );
		}
		WC_Data_Store::load( 'product' )->delete_from_lookup_table( $id, 'wc_product_meta_lookup' );
		wc_get_container()->get( LookupDataStore::class )->on_product_deleted( $id );
		$parent = (int) wp_get_post_parent_id( $id );
		if ( $parent > 0 ) {
			wc_delete_product_transients( $parent );
		}
	}

	public static function delete_post( $id ) {
		if ( $id && current_user_can( 'delete_posts' ) ) {
			self::delete_post_data( $id );
		}
	}

	public static function trash_post( $id ) {
		if ( ! $id || ! self::is_product( get_post_type( $id ) ) ) {
			return;
		}
		if ( 'product' === get_post_type( $id ) ) {
			WC_Data_Store::load( 'product-variable' )->delete_variations( $id, false );
		}
		wc_get_container()->get( LookupDataStore::class )->on_product_deleted( $id );
	}

	public static function untrash_post( $id ) {
		if ( ! $id || ! self::is_product( get_post_type( $id ) ) ) {
			return;
		}
		if ( 'product' === get_post_type( $id ) ) {
			WC_Data_Store::load( 'product-variable' )->untrash_variations( $id );
			wc_product_force_unique_sku( $id );
		}
		wc_get_container()->get( LookupDataStore::class )->on_product_changed( $id );
	}

	public static function flush_object_meta_cache( $meta_id, $object_id, $meta_key, $meta_value ) {
		WC_Cache_Helper::invalidate_cache_group( "object_$object_id" );
	}

	/** A product is never without a category. */
	public static function force_default_term( $object_id, $terms, $tt_ids, $taxonomy, $append ) {
		$default = (int) get_option( 'default_product_cat', 0 );
		if ( ! $append && ! $tt_ids && $default && 'product_cat' === $taxonomy && 'product' === get_post_type( $object_id ) ) {
			wp_set_post_terms( $object_id, array( $default ), 'product_cat', true );
		}
	}

	public static function wp_untrash_post_status( $new_status, $post_id, $previous_status ) {
		return in_array( get_post_type( $post_id ), array( 'product', 'product_variation', 'shop_order' ), true ) ? $previous_status : $new_status;
	}

	private static function is_product( mixed $type ): bool {
		return 'product' === $type || 'product_variation' === $type;
	}
}
