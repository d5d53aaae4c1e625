<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Makes what a shop needs before its first product: tables, terms, options, roles.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Install {
	private const OPTIONS = array(
		'woocommerce_schema_version'                  => '920',
		'woocommerce_manage_stock'                    => 'yes',
		'woocommerce_hold_stock_minutes'              => '60',
		'woocommerce_notify_low_stock'                => 'yes',
		'woocommerce_notify_no_stock'                 => 'yes',
		'woocommerce_notify_low_stock_amount'         => '2',
		'woocommerce_notify_no_stock_amount'          => '0',
		'woocommerce_hide_out_of_stock_items'         => 'no',
		'woocommerce_stock_format'                    => '',
		'woocommerce_currency'                        => 'USD',
		'woocommerce_price_num_decimals'              => '2',
		'woocommerce_price_decimal_sep'               => '.',
		'woocommerce_price_thousand_sep'              => ',',
		'woocommerce_calc_taxes'                      => 'no',
		'woocommerce_enable_reviews'                  => 'yes',
		'woocommerce_attribute_lookup_enabled'        => 'no',
		'woocommerce_attribute_lookup_direct_updates' => 'no',
		'woocommerce_custom_orders_table_enabled'     => 'no',
	);

	private const TERMS = array(
		'product_type'       => array( 'simple', 'grouped', 'variable', 'external' ),
		'product_visibility' => array( 'exclude-from-search', 'exclude-from-catalog', 'featured', 'outofstock', 'rated-1', 'rated-2', 'rated-3', 'rated-4', 'rated-5' ),
	);

	public static function init() {
		add_action( 'init', array( __CLASS__, 'check_version' ), 5 );
	}

	public static function check_version() {
		if ( get_option( 'woocommerce_version' ) !== WC_VERSION ) {
			self::install();
			do_action( 'woocommerce_updated' );
		}
	}

	public static function install() {
		if ( ! is_blog_installed() ) {
			return;
		}
		wc_get_container()->get( Stockwire\Standin\Schema::class )->create();
		self::create_roles();
		foreach ( self::OPTIONS as $name => $value ) {
			add_option( $name, $value );
		}
		WC_Post_Types::register_taxonomies();
		WC_Post_Types::register_post_types();
		self::create_terms();
		update_option( 'woocommerce_version', WC_VERSION );
		update_option( 'woocommerce_db_version', WC_VERSION );
		update_option( 'woocommerce_queue_flush_rewrite_rules', 'yes' );
		do_action( 'woocommerce_installed' );
	}

	public static function create_terms() {
		foreach ( self::TERMS as $taxonomy => $terms ) {
			foreach ( $terms as $term ) {
				if ( ! get_term_by( 'name', $term, $taxonomy ) ) {
					wp_insert_term( $term, $taxonomy );
				}
			}
		}
		if ( ! get_option( 'default_product_cat' ) ) {
			$term = get_term_by( 'slug', 'uncategorized', 'product_cat' );
			$id   = $term ? $term->term_id : wp_insert_term( 'Uncategorized', 'product_cat', array( 'slug' => 'uncategorized' ) )['term_id'];
			update_option( 'default_product_cat', $id );
		}
	}

	public static function create_roles() {
		add_role( 'customer', 'Customer', array( 'read' => true ) );
		add_role( 'shop_manager', 'Shop manager', array( 'read' => true, 'upload_files' => true, 'edit_posts' => true, 'edit_users' => true, 'list_users' => true ) );
		foreach ( array( 'administrator', 'shop_manager' ) as $name ) {
			$role = get_role( $name );
			foreach ( self::capabilities() as $capability ) {
				$role && $role->add_cap( $capability );
			}
		}
	}

	public static function remove_roles() {
		foreach ( self::capabilities() as $capability ) {
			wp_roles()->remove_cap( 'administrator', $capability );
		}
		remove_role( 'customer' );
		remove_role( 'shop_manager' );
	}

	/** @return list<string> */
	private static function capabilities(): array {
		$list = array( 'manage_woocommerce', 'create_customers', 'view_woocommerce_reports' );
		foreach ( array( 'product', 'shop_order' ) as $type ) {
			array_push( $list, "edit_$type", "read_$type", "delete_$type" );
			foreach ( array( 'edit_', 'edit_others_', 'publish_', 'read_private_', 'delete_', 'delete_private_', 'delete_published_', 'delete_others_', 'edit_private_', 'edit_published_' ) as $verb ) {
				$list[] = $verb . $type . 's';
			}
			array_push( $list, "manage_{$type}_terms", "edit_{$type}_terms", "delete_{$type}_terms", "assign_{$type}_terms" );
		}
		return $list;
	}
}
