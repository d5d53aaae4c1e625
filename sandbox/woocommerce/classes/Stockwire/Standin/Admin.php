<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * The shop in the admin: the menu that plugins hang their pages on, and a products list that shows code and stock.
 *
 * @package Stockwire\Standin
 */

namespace Stockwire\Standin;

use WC_Product;

defined( 'ABSPATH' ) || exit;

final class Admin {
	public static function init(): void {
		add_action( 'admin_menu', array( __CLASS__, 'menu' ), 9 );
		add_action( 'admin_notices', array( __CLASS__, 'say' ) );
		add_filter( 'manage_product_posts_columns', array( __CLASS__, 'columns' ) );
		add_action( 'manage_product_posts_custom_column', array( __CLASS__, 'column' ), 10, 2 );
		add_filter( 'posts_search', array( __CLASS__, 'search_sku' ), 10, 2 );
		ProductForm::init();
		BulkEdit::init();
	}

	public static function menu(): void {
		add_menu_page( 'WooCommerce', 'WooCommerce', 'edit_others_shop_orders', 'woocommerce', array( __CLASS__, 'page' ), 'dashicons-cart', 55.5 );
		add_submenu_page( 'woocommerce', 'Stand-in', 'Stand-in', 'manage_woocommerce', 'woocommerce', array( __CLASS__, 'page' ) );
	}

	public static function page(): void {
		echo '<div class="wrap"><h1>WooCommerce, stood in for</h1><p>' . esc_html( self::sentence() ) . '</p></div>';
	}

	public static function say(): void {
		$screen = get_current_screen();
		if ( $screen && in_array( $screen->id, array( 'plugins', 'edit-product', 'dashboard' ), true ) ) {
			echo '<div class="notice notice-info"><p>' . esc_html( self::sentence() ) . '</p></div>';
		}
	}

	private static function sentence(): string {
		return sprintf( 'This shop runs on Stockwire\'s stand-in for WooCommerce %s: enough to see stock move, not a shop.', WC_VERSION );
	}

	/**
	 * @param array<string, string> $columns As WordPress has them.
	 * @return array<string, string>
	 */
	public static function columns( array $columns ): array {
		$ours = array(
			'sku'         => 'SKU',
			'is_in_stock' => 'Stock',
			'price'       => 'Price',
		);
		return array_slice( $columns, 0, 2, true ) + $ours + $columns;
	}

	public static function column( string $column, int $id ): void {
		$product = wc_get_product( $id );
		if ( ! $product ) {
			return;
		}
		echo match ( $column ) {
			'sku'         => '' === $product->get_sku() ? '&ndash;' : esc_html( $product->get_sku() ),
			'price'       => wp_kses_post( $product->get_price_html() ),
			'is_in_stock' => self::stock( $product ),
			default       => '',
		};
	}

	private static function stock( WC_Product $product ): string {
		$colours = array(
			'instock'     => '#7ad03a',
			'outofstock'  => '#a44',
			'onbackorder' => '#b26200',
		);
		$status  = $product->get_stock_status();
		$html    = sprintf( '<mark class="%s" style="background:none;font-weight:700;color:%s">%s</mark>', esc_attr( $status ), $colours[ $status ] ?? '#555', esc_html( wc_get_product_stock_status_options()[ $status ] ?? $status ) );
		if ( $product->managing_stock() ) {
			$html .= ' (' . esc_html( (string) $product->get_stock_quantity() ) . ')';
		}
		// A parent shows what its variations hold, since a person looks for the number there.
		foreach ( $product->is_type( 'variable' ) ? array_filter( array_map( 'wc_get_product', $product->get_children() ) ) : array() as $child ) {
			if ( true === $child->managing_stock() ) {
				$html .= '<br><small>' . esc_html( wc_get_formatted_variation( $child, true, false ) . ': ' . $child->get_stock_quantity() ) . '</small>';
			}
		}
		return (string) apply_filters( 'woocommerce_admin_stock_html', $html, $product );
	}

	/** The list is searched by code as well as by name. */
	public static function search_sku( string $where, \WP_Query $query ): string {
		global $wpdb;
		$term = (string) $query->get( 's' );
		if ( '' === $where || '' === $term || 'product' !== $query->get( 'post_type' ) ) {
			return $where;
		}
		$found = $wpdb->prepare( "SELECT product_id FROM $wpdb->wc_product_meta_lookup WHERE sku LIKE %s", '%' . $wpdb->esc_like( $term ) . '%' );
		return " AND ( ( 1=1 $where ) OR $wpdb->posts.ID IN ($found) )";
	}
}
