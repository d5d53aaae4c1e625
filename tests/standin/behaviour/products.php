<?php
// SPDX-License-Identifier: MIT
// Products: what they are known by, what is refused, what the trash and the shop's options do.

declare(strict_types=1);

/** @var Shelf $shelf */

$stock = array(
	'manage_stock'   => true,
	'stock_quantity' => 5,
	'regular_price'  => '10',
);
update_option( 'woocommerce_hide_out_of_stock_items', 'no' );
$shelf->simple( 'lamp', array( 'sku' => 'PROBE-L', 'global_unique_id' => '5901234123457' ) + $stock );

standin_ask( 'a product is found by its code', fn() => wc_get_product_id_by_sku( 'PROBE-L' ) );
standin_ask( 'a code that nobody has', fn() => wc_get_product_id_by_sku( 'PROBE-X' ) );
standin_ask( 'a product is found by its barcode', fn() => wc_get_product_id_by_global_unique_id( '5901234123457' ) );
standin_ask( 'a number that is no product', fn() => wc_get_product( 999999999 ) );
standin_ask( 'a page is no product', fn() => wc_get_product( wp_insert_post( array( 'post_type' => 'revision', 'post_title' => 'x' ) ) ) );
standin_ask( 'a code is refused to a second product', fn() => ( new WC_Product_Simple() )->set_sku( 'PROBE-L' ) );
standin_ask( 'set_props tells what it refused', fn() => ( new WC_Product_Simple() )->set_props( array( 'sku' => 'PROBE-L', 'tax_status' => 'nonsense', 'name' => 'N' ) )->get_error_codes() );
standin_ask( 'a barcode keeps digits and dashes', function () {
	$product = new WC_Product_Simple();
	$product->set_global_unique_id( ' 978-3 A16 ' );
	return $product->get_global_unique_id();
} );
standin_ask( 'the stock of a new product', fn() => standin_stock( $shelf->ids['lamp'] ) );
standin_ask( 'quantities are cut to whole numbers', fn() => array( wc_stock_amount( '7.9' ), wc_stock_amount( -2.5 ), wc_update_product_stock( $shelf->ids['lamp'], 3.9 ), standin_stock( $shelf->ids['lamp'] ) ) );
standin_ask( 'quantities with a fraction where the shop allows them', function () use ( $shelf ) {
	remove_filter( 'woocommerce_stock_amount', 'intval' );
	add_filter( 'woocommerce_stock_amount', 'floatval' );
	$answer = array( wc_update_product_stock( $shelf->ids['lamp'], 2.5 ), standin_stock( $shelf->ids['lamp'] ), wc_update_product_stock( $shelf->ids['lamp'], 0.25, 'decrease' ), standin_stock( $shelf->ids['lamp'] ), wc_update_product_stock( $shelf->ids['lamp'], 0.5 ), standin_stock( $shelf->ids['lamp'] ) );
	remove_filter( 'woocommerce_stock_amount', 'floatval' );
	add_filter( 'woocommerce_stock_amount', 'intval' );
	return $answer;
} );
standin_ask( 'the shop\'s stock management is off', function () use ( $shelf ) {
	wc_update_product_stock( $shelf->ids['lamp'], 4 );
	update_option( 'woocommerce_manage_stock', 'no' );
	$answer = array( wc_update_product_stock( $shelf->ids['lamp'], 9 ), standin_stock( $shelf->ids['lamp'] ), wc_get_product( $shelf->ids['lamp'] )->managing_stock() );
	update_option( 'woocommerce_manage_stock', 'yes' );
	return $answer;
} );
standin_ask( 'a negative number is kept', fn() => array( wc_update_product_stock( $shelf->ids['lamp'], -3 ), standin_stock( $shelf->ids['lamp'] ) ) );
standin_ask( 'a status set by hand gives way to the quantity', function () use ( $shelf ) {
	wc_update_product_stock_status( $shelf->ids['lamp'], 'instock' );
	return standin_stock( $shelf->ids['lamp'] );
} );
standin_ask( 'an outside product has no stock', function () {
	$product = new WC_Product_External();
	return array( $product->set_props( array( 'manage_stock' => true, 'stock_status' => 'outofstock' ) )->get_error_codes(), $product->get_manage_stock(), $product->get_stock_status() );
} );
standin_ask( 'a quantity saved with the object', function () use ( $shelf ) {
	$product = wc_get_product( $shelf->ids['lamp'] );
	$product->set_stock_quantity( 11 );
	$hooks = array( 'woocommerce_product_before_set_stock', 'woocommerce_product_set_stock', 'woocommerce_product_set_stock_status', 'woocommerce_updated_product_stock', 'woocommerce_update_product' );
	return array( standin_heard( $hooks, fn() => $product->save() ), standin_stock( $shelf->ids['lamp'] ) );
} );
standin_ask( 'a statement that a plugin changed is the one that runs', function () use ( $shelf ) {
	global $wpdb;
	$change = static fn( string $sql ): string => str_replace( '6.000000', '66.000000', $sql );
	add_filter( 'woocommerce_update_product_stock_query', $change );
	$said = wc_update_product_stock( $shelf->ids['lamp'], 6 );
	remove_filter( 'woocommerce_update_product_stock_query', $change );
	return array( $said, standin_stock( $shelf->ids['lamp'] ) );
} );
standin_ask( 'a listener before the save changes what is saved', function () use ( $shelf ) {
	$change = static fn( WC_Product $product ) => $product->set_backorders( 'yes' );
	add_action( 'woocommerce_before_product_object_save', $change );
	wc_update_product_stock( $shelf->ids['lamp'], 0 );
	remove_action( 'woocommerce_before_product_object_save', $change );
	$first = standin_stock( $shelf->ids['lamp'] );
	wc_update_product_stock( $shelf->ids['lamp'], 0 );
	return array( $first, get_post_meta( $shelf->ids['lamp'], '_backorders', true ), standin_stock( $shelf->ids['lamp'] ) );
} );
standin_ask( 'meta data of its own', function () use ( $shelf ) {
	$product = wc_get_product( $shelf->ids['lamp'] );
	$product->update_meta_data( '_shelf', 'A "1" \\ ș' );
	$product->add_meta_data( 'note', array( 'a' => 1 ) );
	$product->save();
	wp_cache_flush();
	$product = wc_get_product( $shelf->ids['lamp'] );
	$read    = array( $product->get_meta( '_shelf' ), $product->get_meta( 'note' ), $product->meta_exists( '_stock' ) );
	$product->delete_meta_data( 'note' );
	$product->save();
	return array( $read, get_post_meta( $shelf->ids['lamp'], 'note' ), wc_get_product( $shelf->ids['lamp'] )->get_meta( '_shelf' ) );
} );
standin_ask( 'the trash lets go of the code', function () use ( $shelf ) {
	wp_trash_post( $shelf->ids['lamp'] );
	$gone = array( wc_get_product_id_by_sku( 'PROBE-L' ), wc_get_product( $shelf->ids['lamp'] )->get_status() );
	$shelf->simple( 'heir', array( 'sku' => 'PROBE-L' ) );
	wp_untrash_post( $shelf->ids['lamp'] );
	wp_cache_flush();
	return array( $gone, wc_get_product_id_by_sku( 'PROBE-L' ), wc_get_product( $shelf->ids['lamp'] )->get_sku(), wc_get_product( $shelf->ids['lamp'] )->get_status() );
} );
standin_ask( 'a deleted product leaves no lookup row', function () use ( $shelf ) {
	global $wpdb;
	$id = $shelf->ids['heir'];
	wc_get_product( $id )->delete( true );
	return array( get_post( $id ), $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}wc_product_meta_lookup WHERE product_id = $id" ), $wpdb->get_var( "SELECT COUNT(*) FROM $wpdb->postmeta WHERE post_id = $id" ) );
} );
standin_ask( 'products are listed', fn() => array( wc_get_products( array( 'include' => array( $shelf->ids['lamp'] ), 'return' => 'ids' ) ), wc_get_products( array( 'include' => array( $shelf->ids['lamp'] ), 'type' => 'variable', 'return' => 'ids' ) ) ) );
standin_ask( 'who may manage the shop', fn() => array( current_user_can( 'manage_woocommerce' ), get_role( 'shop_manager' )->has_cap( 'manage_woocommerce' ), get_role( 'shop_manager' )->has_cap( 'edit_products' ), get_role( 'subscriber' )->has_cap( 'manage_woocommerce' ) ) );
standin_ask( 'a new version for what is cached', function () use ( $shelf ) {
	set_transient( 'product-transient-version', '1' );
	set_transient( 'product_query-transient-version', '1' );
	set_transient( 'wc_var_prices_' . $shelf->ids['lamp'], 'old' );
	set_transient( 'wc_low_stock_count', 'old' );
	set_transient( 'wc_admin_stock_count_lowstock', 'old' );
	set_transient( 'wc_layered_nav_counts_product_brand', 'old' );
	set_transient( 'filter_data-transient-version', '1' );
	wc_update_product_stock( $shelf->ids['lamp'], 20 );
	$names = array( 'wc_var_prices_' . $shelf->ids['lamp'], 'wc_low_stock_count', 'wc_admin_stock_count_lowstock', 'wc_layered_nav_counts_product_brand' );
	return array( array_map( 'get_transient', $names ), array_map( static fn( $name ) => get_transient( "$name-transient-version" ) > 1, array( 'product', 'product_query', 'filter_data' ) ) );
} );
standin_ask( 'yes, no and numbers', fn() => array( wc_string_to_bool( 'yes' ), wc_string_to_bool( 'TRUE' ), wc_string_to_bool( '0' ), wc_bool_to_string( true ), wc_format_decimal( '12.50' ), wc_format_decimal( 2.5 ), wc_format_decimal( 'abc' ), wc_format_decimal( '3.10', 1 ), wc_format_decimal( '3.100', false, true ), wc_clean( array( ' <b>a</b> ', 1 ) ) ) );
standin_ask( 'how orders are kept', fn() => array( class_exists( 'Automattic\WooCommerce\Utilities\OrderUtil' ), Automattic\WooCommerce\Utilities\OrderUtil::get_order_type( $shelf->ids['lamp'] ) ) );
