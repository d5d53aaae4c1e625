<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * The part of a product's form that is about its code and stock.
 *
 * @package Stockwire\Standin
 */

namespace Stockwire\Standin;

use WC_Product;

defined( 'ABSPATH' ) || exit;

final class ProductForm {
	private const NONCE = 'woocommerce_meta_nonce';

	public static function init(): void {
		add_action( 'add_meta_boxes_product', array( __CLASS__, 'box' ) );
		add_action( 'save_post_product', array( __CLASS__, 'save' ), 10, 2 );
	}

	public static function box(): void {
		add_meta_box( 'woocommerce-product-data', 'Product data', array( __CLASS__, 'show' ), 'product', 'normal', 'high' );
	}

	public static function show( \WP_Post $post ): void {
		$product = wc_get_product( $post->ID );
		if ( ! $product instanceof WC_Product ) {
			$product = new \WC_Product_Simple();
		}
		wp_nonce_field( 'woocommerce_save_data', self::NONCE );
		$fields = array(
			'_sku'           => array( 'SKU', 'text', $product->get_sku( 'edit' ) ),
			'_regular_price' => array( 'Regular price', 'text', $product->get_regular_price( 'edit' ) ),
			'_stock'         => array( 'Quantity', 'number', $product->get_stock_quantity( 'edit' ) ?? '' ),
		);
		foreach ( $fields as $name => list( $label, $type, $value ) ) {
			printf( '<p><label>%s<br><input type="%s" step="any" name="%s" value="%s"></label></p>', esc_html( $label ), esc_attr( $type ), esc_attr( $name ), esc_attr( (string) $value ) );
		}
		printf( '<p><label><input type="checkbox" name="_manage_stock" value="yes" %s> Manage stock?</label></p>', checked( true === $product->get_manage_stock( 'edit' ), true, false ) );
		echo '<div class="stock_fields">';
		do_action( 'woocommerce_product_options_stock_fields' );
		echo '</div>';
		VariationForms::show( $product );
		// The number that the form was opened with: a sale in the meantime is not undone by saving it.
		printf( '<input type="hidden" name="_original_stock" value="%s">', esc_attr( (string) wc_stock_amount( $product->get_stock_quantity( 'edit' ) ) ) );
	}

	public static function save( int $id, \WP_Post $post ): void {
		static $saving = false;
		$nonce = sanitize_key( wp_unslash( $_POST[ self::NONCE ] ?? '' ) );
		if ( $saving || ! wp_verify_nonce( $nonce, 'woocommerce_save_data' ) || ! current_user_can( 'edit_post', $id ) || wp_is_post_revision( $id ) ) {
			return;
		}
		$saving  = true;
		$product = wc_get_product( $id );
		if ( $product ) {
			$form = wc_clean( wp_unslash( $_POST ) );
			self::fill( $product, $form );
			do_action( 'woocommerce_admin_process_product_object', $product );
			$product->save();
			VariationForms::save( $id, $form );
		}
		$saving = false;
	}

	/** @param array<string, mixed> $form What was sent. */
	private static function fill( WC_Product $product, array $form ): void {
		$held    = wc_stock_amount( $product->get_stock_quantity( 'edit' ) );
		$changed = isset( $form['_original_stock'] ) && (string) wc_stock_amount( $form['_original_stock'] ) !== (string) $held;
		$product->set_props(
			array(
				'sku'           => $form['_sku'] ?? null,
				'regular_price' => $form['_regular_price'] ?? null,
				'manage_stock'  => ! empty( $form['_manage_stock'] ),
			)
		);
		if ( isset( $form['_stock'] ) && ! $changed ) {
			$product->set_stock_quantity( wc_stock_amount( $form['_stock'] ) );
		}
	}
}
