<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Quick and bulk edit in the list of products: a place for the fields of plugins, and the moment to save them.
 *
 * @package Stockwire\Standin
 */

namespace Stockwire\Standin;

defined( 'ABSPATH' ) || exit;

final class BulkEdit {
	private const NONCE = 'woocommerce_quick_edit_nonce';

	public static function init(): void {
		add_action( 'quick_edit_custom_box', array( __CLASS__, 'quick' ), 10, 2 );
		add_action( 'bulk_edit_custom_box', array( __CLASS__, 'bulk' ), 10, 2 );
		add_action( 'save_post', array( __CLASS__, 'save' ), 10, 2 );
	}

	public static function quick( string $column, string $type ): void {
		self::box( 'quick', $column, $type );
	}

	public static function bulk( string $column, string $type ): void {
		self::box( 'bulk', $column, $type );
	}

	private static function box( string $kind, string $column, string $type ): void {
		if ( 'price' !== $column || 'product' !== $type ) {
			return;
		}
		echo '<fieldset class="inline-edit-col-left"><div id="woocommerce-fields-bulk" class="inline-edit-col"><h4>Product data</h4>';
		do_action( "woocommerce_product_{$kind}_edit_start" );
		do_action( "woocommerce_product_{$kind}_edit_end" );
		printf( '<input type="hidden" name="woocommerce_%s_edit" value="1"><input type="hidden" name="%s" value="%s"></div></fieldset>', esc_attr( $kind ), esc_attr( self::NONCE ), esc_attr( wp_create_nonce( self::NONCE ) ) );
	}

	public static function save( int $id, \WP_Post $post ): void {
		static $saving = false;
		$nonce = sanitize_key( wp_unslash( $_REQUEST[ self::NONCE ] ?? '' ) );
		if ( $saving || 'product' !== $post->post_type || ! wp_verify_nonce( $nonce, self::NONCE ) || ! current_user_can( 'edit_post', $id ) ) {
			return;
		}
		$saving  = true;
		$product = wc_get_product( $id );
		if ( $product ) {
			$product->save();
			do_action( empty( $_REQUEST['woocommerce_quick_edit'] ) ? 'woocommerce_product_bulk_edit_save' : 'woocommerce_product_quick_edit_save', $product );
		}
		$saving = false;
	}
}
