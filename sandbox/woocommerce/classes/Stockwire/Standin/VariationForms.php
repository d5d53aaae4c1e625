<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * A product's variations on its form: code and stock of each, and what plugins add there.
 *
 * @package Stockwire\Standin
 */

namespace Stockwire\Standin;

use WC_Product;

defined( 'ABSPATH' ) || exit;

final class VariationForms {
	public static function show( WC_Product $product ): void {
		if ( $product->is_type( 'variable' ) ) {
			echo '<p><label>All variations<br><select id="field_to_edit" class="variation_actions" name="variation_action"><option value="">Bulk actions</option>';
			do_action( 'woocommerce_variable_product_bulk_edit_actions' );
			echo '</select></label></p>';
		}
		foreach ( $product->is_type( 'variable' ) ? array_values( $product->get_children() ) : array() as $loop => $id ) {
			$variation = wc_get_product( $id );
			if ( ! $variation ) {
				continue;
			}
			printf( '<fieldset class="woocommerce_variation"><legend>%s</legend><input type="hidden" name="variable_post_id[%d]" value="%d">', esc_html( "#$id " . wc_get_formatted_variation( $variation, true, false ) ), (int) $loop, (int) $id );
			printf( '<p><label>SKU<br><input type="text" name="variable_sku[%d]" value="%s"></label></p>', (int) $loop, esc_attr( $variation->get_sku( 'edit' ) ) );
			printf( '<p><label>Quantity<br><input type="number" step="any" name="variable_stock[%d]" value="%s"></label></p>', (int) $loop, esc_attr( (string) ( $variation->get_stock_quantity( 'edit' ) ?? '' ) ) );
			do_action( 'woocommerce_variation_options_inventory', $loop, array(), get_post( $id ) );
			do_action( 'woocommerce_product_after_variable_attributes', $loop, array(), get_post( $id ) );
			echo '</fieldset>';
		}
	}

	/** @param array<string, mixed> $form What was sent; its nonce was checked. */
	public static function save( int $parent, array $form ): void {
		foreach ( (array) ( $form['variable_post_id'] ?? array() ) as $i => $id ) {
			$variation = wc_get_product( (int) $id );
			if ( ! $variation || $variation->get_parent_id() !== $parent ) {
				continue;
			}
			$variation->set_sku( (string) ( $form['variable_sku'][ $i ] ?? '' ) );
			if ( true === $variation->get_manage_stock( 'edit' ) && isset( $form['variable_stock'][ $i ] ) ) {
				$variation->set_stock_quantity( wc_stock_amount( $form['variable_stock'][ $i ] ) );
			}
			do_action( 'woocommerce_admin_process_variation_object', $variation, $i );
			$variation->save();
			do_action( 'woocommerce_save_product_variation', (int) $id, $i );
		}
		// WooCommerce's script does so at once; here it goes with the form.
		$action = sanitize_key( (string) ( $form['variation_action'] ?? '' ) );
		if ( '' !== $action ) {
			do_action( 'woocommerce_bulk_edit_variations_default', $action, array(), $parent, array_map( 'intval', (array) ( $form['variable_post_id'] ?? array() ) ) );
		}
	}
}
