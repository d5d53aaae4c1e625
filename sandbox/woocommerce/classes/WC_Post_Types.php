<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Registers products, their taxonomies and the shop's attributes with WordPress.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Post_Types {
	public static function init() {
		add_action( 'init', array( __CLASS__, 'register_taxonomies' ), 5 );
		add_action( 'init', array( __CLASS__, 'register_post_types' ), 5 );
		add_action( 'init', array( __CLASS__, 'register_post_status' ), 9 );
		add_action( 'woocommerce_after_register_post_type', array( __CLASS__, 'maybe_flush_rewrite_rules' ) );
		add_filter( 'use_block_editor_for_post_type', array( __CLASS__, 'gutenberg_can_edit_post_type' ), 10, 2 );
	}

	public static function register_taxonomies() {
		if ( ! is_blog_installed() || taxonomy_exists( 'product_type' ) ) {
			return;
		}
		do_action( 'woocommerce_register_taxonomy' );
		$hidden = array( 'public' => false, 'show_ui' => false, 'rewrite' => false );
		self::taxonomy( 'product_type', array( 'product' ), 'Product type', $hidden );
		self::taxonomy( 'product_visibility', array( 'product', 'product_variation' ), 'Product visibility', $hidden );
		self::taxonomy( 'product_cat', array( 'product' ), 'Categories', array( 'hierarchical' => true, 'update_count_callback' => '_wc_term_recount', 'show_in_rest' => true, 'rewrite' => array( 'slug' => 'product-category', 'hierarchical' => true, 'with_front' => false ) ) );
		self::taxonomy( 'product_tag', array( 'product' ), 'Tags', array( 'update_count_callback' => '_wc_term_recount', 'show_in_rest' => true, 'rewrite' => array( 'slug' => 'product-tag', 'with_front' => false ) ) );
		self::taxonomy( 'product_shipping_class', array( 'product', 'product_variation' ), 'Shipping classes', array( 'show_ui' => false, 'rewrite' => false, 'update_count_callback' => '_update_post_term_count' ) );
		self::attributes();
		do_action( 'woocommerce_after_register_taxonomy' );
		// Brands are a later guest in WooCommerce, with a registration of their own.
		self::taxonomy( 'product_brand', array( 'product' ), 'Brands', array( 'hierarchical' => true, 'update_count_callback' => '_update_post_term_count', 'show_in_rest' => true, 'rewrite' => array( 'slug' => 'brand', 'hierarchical' => true, 'with_front' => false ) ) );
	}

	private static function attributes(): void {
		global $wc_product_attributes;
		$wc_product_attributes = array();
		foreach ( wc_get_attribute_taxonomies() as $row ) {
			$name = wc_attribute_taxonomy_name( $row->attribute_name );
			if ( '' !== $name ) {
				$wc_product_attributes[ $name ] = $row;
				$public                         = 1 === (int) $row->attribute_public;
				self::taxonomy( $name, array( 'product' ), (string) $row->attribute_label, array( 'public' => $public, 'show_ui' => true, 'show_in_menu' => false, 'meta_box_cb' => false, 'rewrite' => false, 'query_var' => $public, 'update_count_callback' => '_update_post_term_count' ) );
			}
		}
	}

	/**
	 * @param list<string>         $objects What it belongs to.
	 * @param array<string, mixed> $args    Beyond what all of them have.
	 */
	private static function taxonomy( string $name, array $objects, string $label, array $args ): void {
		$verbs = array( 'manage', 'edit', 'delete', 'assign' );
		$args += array(
			'label'        => $label,
			'query_var'    => is_admin(),
			'capabilities' => array_combine( array_map( fn( $verb ) => "{$verb}_terms", $verbs ), array_map( fn( $verb ) => "{$verb}_product_terms", $verbs ) ),
		);
		register_taxonomy( $name, apply_filters( "woocommerce_taxonomy_objects_$name", $objects ), apply_filters( "woocommerce_taxonomy_args_$name", $args ) );
	}

	public static function register_post_types() {
		if ( post_type_exists( 'product' ) || ! is_blog_installed() ) {
			return;
		}
		do_action( 'woocommerce_register_post_type' );
		$product = array(
			'labels'          => array(
				'name'          => 'Products',
				'singular_name' => 'Product',
				'all_items'     => 'All Products',
				'add_new_item'  => 'Add new product',
				'edit_item'     => 'Edit product',
				'search_items'  => 'Search products',
				'not_found'     => 'No products found',
			),
			'public'          => true,
			'menu_icon'       => 'dashicons-archive',
			'capability_type' => 'product',
			'map_meta_cap'    => true,
			'supports'        => array( 'title', 'editor', 'excerpt', 'thumbnail', 'custom-fields', 'comments' ),
			'has_archive'     => 'shop',
			'show_in_rest'    => true,
			'rewrite'         => array( 'slug' => 'product', 'with_front' => false ),
		);
		register_post_type( 'product', apply_filters( 'woocommerce_register_post_type_product', $product ) );
		$hidden = array( 'public' => false, 'rewrite' => false, 'supports' => false, 'map_meta_cap' => true );
		register_post_type( 'product_variation', apply_filters( 'woocommerce_register_post_type_product_variation', $hidden + array( 'label' => 'Variations', 'capability_type' => 'product' ) ) );
		register_post_type( 'shop_order', apply_filters( 'woocommerce_register_post_type_shop_order', $hidden + array( 'label' => 'Orders', 'capability_type' => 'shop_order' ) ) );
		do_action( 'woocommerce_after_register_post_type' );
	}

	public static function register_post_status() {
		foreach ( wc_get_order_statuses() as $name => $label ) {
			register_post_status( $name, array( 'label' => $label, 'public' => false, 'show_in_admin_all_list' => true, 'show_in_admin_status_list' => true ) );
		}
	}

	public static function maybe_flush_rewrite_rules() {
		$flag = 'woocommerce_queue_flush_rewrite_rules';
		if ( 'yes' === get_option( $flag ) ) {
			update_option( $flag, 'no' );
			self::flush_rewrite_rules();
		}
	}

	public static function flush_rewrite_rules() {
		flush_rewrite_rules();
	}

	public static function gutenberg_can_edit_post_type( $can_edit, $post_type ) {
		return $can_edit && 'product' !== $post_type;
	}
}
