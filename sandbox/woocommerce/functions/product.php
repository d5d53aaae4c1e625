<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Functions around products: get one, find one, let go of what is cached about it.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

add_action( 'wc_delete_related_product_transients_async', 'wc_delete_related_product_transients' );

function wc_get_product( $the_product = false, $deprecated = array() ) {
	foreach ( array( 'woocommerce_init', 'woocommerce_after_register_taxonomy', 'woocommerce_after_register_post_type' ) as $hook ) {
		if ( ! did_action( $hook ) ) {
			wc_doing_it_wrong( __FUNCTION__, "wc_get_product should not be called before the $hook action has finished.", '3.9' );
			return false;
		}
	}
	return WC()->product_factory->get_product( $the_product, $deprecated );
}

function wc_get_product_object( $product_type, $product_id = 0 ) {
	$name = WC_Product_Factory::get_product_classname( $product_id, $product_type );
	return new $name( $product_id );
}

function wc_get_product_types() {
	return (array) apply_filters(
		'product_type_selector',
		array(
			'simple'   => 'Simple product',
			'grouped'  => 'Grouped product',
			'external' => 'External/Affiliate product',
			'variable' => 'Variable product',
		)
	);
}

function wc_get_product_stock_status_options() {
	return apply_filters(
		'woocommerce_product_stock_status_options',
		array(
			'instock'     => 'In stock',
			'outofstock'  => 'Out of stock',
			'onbackorder' => 'On backorder',
		)
	);
}

function wc_get_product_id_by_sku( $sku ) {
	return WC_Data_Store::load( 'product' )->get_product_id_by_sku( $sku );
}

function wc_get_product_id_by_global_unique_id( $global_unique_id ) {
	return WC_Data_Store::load( 'product' )->get_product_id_by_global_unique_id( $global_unique_id );
}

function wc_product_has_unique_sku( $product_id, $sku ) {
	$answer = apply_filters( 'wc_product_pre_has_unique_sku', null, $product_id, $sku );
	if ( null !== $answer ) {
		return (bool) $answer;
	}
	return ! apply_filters( 'wc_product_has_unique_sku', WC_Data_Store::load( 'product' )->is_existing_sku( $product_id, $sku ), $product_id, $sku );
}

function wc_product_has_global_unique_id( $product_id, $global_unique_id ) {
	$answer = apply_filters( 'wc_product_pre_has_global_unique_id', null, $product_id, $global_unique_id );
	if ( null !== $answer ) {
		return (bool) $answer;
	}
	return ! apply_filters( 'wc_product_has_global_unique_id', WC_Data_Store::load( 'product' )->is_existing_global_unique_id( $product_id, $global_unique_id ), $product_id, $global_unique_id );
}

/** A product back from the trash gives way to the one that took its code in the meantime. */
function wc_product_force_unique_sku( $product_id ) {
	$back = wc_get_product( $product_id );
	$sku  = $back ? $back->get_sku( 'edit' ) : '';
	for ( $n = 1; '' !== $sku && ! wc_product_has_unique_sku( $product_id, $n > 1 ? "$sku-" . ( $n - 1 ) : $sku ); $n++ ) {
		continue;
	}
	if ( '' !== $sku && $n > 1 ) {
		$back->set_sku( "$sku-" . ( $n - 1 ) );
		$back->save();
	}
}

function wc_deferred_product_sync( $product_id ) {
	$GLOBALS['wc_deferred_product_sync'] ??= array();

	$GLOBALS['wc_deferred_product_sync'][] = $product_id;
}

function wc_delete_product_transients( $post_id = 0 ) {
	$names = array( 'wc_products_onsale', 'wc_featured_products', 'wc_outofstock_count', 'wc_low_stock_count' );
	if ( $post_id > 0 ) {
		foreach ( array( 'wc_product_children_', 'wc_var_prices_', 'wc_child_has_weight_', 'wc_child_has_dimensions_' ) as $name ) {
			$names[] = $name . $post_id;
		}
	}
	array_map( 'delete_transient', $names );
	if ( $post_id > 0 ) {
		standin_related_later( (int) $post_id );
	}
	WC_Cache_Helper::get_transient_version( 'product', true );
	do_action( 'woocommerce_delete_product_transients', $post_id );
}

/** Related products are many: their transients go in the background, asked for once a request and product. */
function standin_related_later( int $id ): void {
	static $asked = array();
	if ( isset( $asked[ $id ] ) ) {
		return;
	}
	$asked[ $id ] = true;
	$action       = array( 'wc_delete_related_product_transients_async', array( 'post_id' => $id ), 'wc_delete_related_product_transients_group' );
	if ( false === as_next_scheduled_action( ...$action ) ) {
		as_schedule_single_action( time(), ...$action );
	}
}

function wc_delete_related_product_transients( $post_id ) {
	delete_transient( "wc_related_$post_id" );
}

function wc_get_products( $args ) {
	return wc_get_container()->get( Stockwire\Standin\ProductQuery::class )->run( $args );
}
