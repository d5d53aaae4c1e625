<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Functions that the other parts and plugins lean on: the container, logging, permissions.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

add_filter( 'woocommerce_stock_amount', 'intval' );

function wc_get_container() {
	return $GLOBALS['wc_container'] ??= new Automattic\WooCommerce\Container();
}

function wc_get_logger() {
	static $logger = null;
	return $logger ??= apply_filters( 'woocommerce_logging_class', new WC_Logger() );
}

function wc_doing_it_wrong( $function, $message, $version ) {
	_doing_it_wrong( esc_html( $function ), esc_html( $message ), esc_html( $version ) );
}

function wc_rest_check_manager_permissions( $object, $context = 'read' ) {
	return apply_filters( 'woocommerce_rest_check_permissions', current_user_can( 'manage_woocommerce' ), $context, 0, $object );
}

function wc_get_page_id( $page ) {
	$id = (int) apply_filters( "woocommerce_get_{$page}_page_id", get_option( "woocommerce_{$page}_page_id" ) );
	return $id ? $id : -1;
}

function wc_get_screen_ids() {
	return apply_filters( 'woocommerce_screen_ids', array( 'toplevel_page_woocommerce', 'edit-product', 'product' ) );
}

function get_woocommerce_currency() {
	return apply_filters( 'woocommerce_currency', get_option( 'woocommerce_currency' ) );
}

function wc_maybe_define_constant( $name, $value ) {
	if ( ! defined( $name ) ) {
		define( $name, $value );
	}
}
