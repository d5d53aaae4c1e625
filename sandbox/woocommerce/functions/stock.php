<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Functions that change stock: by hand, and by an order that is paid or called off.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

foreach ( array( 'completed', 'processing', 'on-hold' ) as $standin_status ) {
	add_action( "woocommerce_order_status_$standin_status", 'wc_maybe_reduce_stock_levels' );
}
add_action( 'woocommerce_payment_complete', 'wc_maybe_reduce_stock_levels' );
add_action( 'woocommerce_order_status_cancelled', 'wc_maybe_increase_stock_levels' );
add_action( 'woocommerce_order_status_pending', 'wc_maybe_increase_stock_levels' );

function wc_update_product_stock( $product, $stock_quantity = null, $operation = 'set', $updating = false ) {
	$product = $product instanceof WC_Product ? $product : wc_get_product( $product );
	if ( ! $product ) {
		return false;
	}
	if ( null === $stock_quantity || ! $product->managing_stock() ) {
		return $product->get_stock_quantity();
	}
	$holder = $product->get_stock_managed_by_id() === $product->get_id() ? $product : wc_get_product( $product->get_stock_managed_by_id() );
	$kind   = $holder->is_type( 'variation' ) ? 'variation' : 'product';
	$store  = WC_Data_Store::load( 'product' );
	do_action( "woocommerce_{$kind}_before_set_stock", $holder );
	$store->read_stock_quantity( $holder, $store->update_product_stock( $holder->get_id(), $stock_quantity, $operation ) );
	if ( ! $updating ) {
		$holder->save();
	}
	do_action( "woocommerce_{$kind}_set_stock", $holder );
	return $holder->get_stock_quantity();
}

function wc_update_product_stock_status( $product_id, $status ) {
	$one = wc_get_product( $product_id );
	if ( $one ) {
		$one->set_stock_status( $status );
		$one->save();
	}
}

function wc_get_low_stock_amount( WC_Product $product ) {
	$amount = $product->get_low_stock_amount();
	if ( '' === $amount && $product->is_type( 'variation' ) ) {
		$amount = wc_get_product( $product->get_parent_id() )->get_low_stock_amount();
	}
	return (int) ( '' === $amount ? get_option( 'woocommerce_notify_low_stock_amount', 2 ) : $amount );
}

function wc_maybe_reduce_stock_levels( $order_id ) {
	$order = wc_get_order( $order_id );
	if ( ! $order ) {
		return;
	}
	$store = $order->get_data_store();
	if ( apply_filters( 'woocommerce_payment_complete_reduce_order_stock', ! $store->get_stock_reduced( $order_id ), $order_id ) ) {
		wc_reduce_stock_levels( $order );
		$store->set_stock_reduced( $order_id, true );
	}
}

function wc_maybe_increase_stock_levels( $order_id ) {
	$order = wc_get_order( $order_id );
	$store = $order ? $order->get_data_store() : null;
	if ( $store && $store->get_stock_reduced( $order_id ) ) {
		wc_increase_stock_levels( $order );
		$store->set_stock_reduced( $order_id, false );
	}
}

/** The order, where the shop keeps stock and no plugin keeps this order's stock as it is. */
function standin_stocked_order( mixed $order, string $what ): ?WC_Order {
	$order = $order instanceof WC_Order ? $order : wc_get_order( $order );
	$kept  = $order && wc_string_to_bool( get_option( 'woocommerce_manage_stock' ) );
	return $kept && apply_filters( "woocommerce_can_{$what}_order_stock", true, $order ) ? $order : null;
}

function wc_reduce_stock_levels( $order_id ) {
	$order = standin_stocked_order( $order_id, 'reduce' );
	if ( ! $order ) {
		return;
	}
	$changes = array();
	foreach ( array_values( $order->get_items() ) as $item ) {
		$product = $item->get_product();
		// What an item took is written on it: it is taken once.
		if ( $item->get_meta( '_reduced_stock', true ) || ! $product || ! $product->managing_stock() ) {
			continue;
		}
		$quantity  = apply_filters( 'woocommerce_order_item_quantity', $item->get_quantity(), $order, $item );
		$left      = wc_update_product_stock( $product, $quantity, 'decrease' );
		$changes[] = array(
			'product' => $product,
			'from'    => $left + $quantity,
			'to'      => $left,
		);
		$item->add_meta_data( '_reduced_stock', $quantity, true );
		$item->save();
		do_action( 'woocommerce_reduce_order_item_stock', $item, end( $changes ), $order );
	}
	wc_trigger_stock_change_notifications( $order, $changes );
	do_action( 'woocommerce_reduce_order_stock', $order );
}

function wc_increase_stock_levels( $order_id ) {
	$order = standin_stocked_order( $order_id, 'restore' );
	if ( ! $order ) {
		return;
	}
	foreach ( array_values( $order->get_items() ) as $item ) {
		$product = $item->get_product();
		$taken   = $item->get_meta( '_reduced_stock', true );
		if ( ! $taken || ! $product || ! $product->managing_stock() ) {
			continue;
		}
		$held = wc_update_product_stock( $product, $taken, 'increase' );
		$item->delete_meta_data( '_reduced_stock' );
		$item->save();
		do_action( 'woocommerce_restore_order_item_stock', $item, $held, $held - $taken, $order );
	}
	do_action( 'woocommerce_restore_order_stock', $order );
}

function wc_trigger_stock_change_notifications( $order, $changes ) {
	foreach ( $changes as list( 'product' => $sold, 'from' => $before, 'to' => $left ) ) {
		$product = wc_get_product( $sold->get_id() );
		if ( $left <= absint( get_option( 'woocommerce_notify_no_stock_amount', 0 ) ) ) {
			do_action( 'woocommerce_no_stock', $product );
		} elseif ( $left <= wc_get_low_stock_amount( $product ) ) {
			do_action( 'woocommerce_low_stock', $product );
		}
		if ( $left < 0 ) {
			do_action(
				'woocommerce_product_on_backorder',
				array(
					'product'  => $product,
					'order_id' => $order->get_id(),
					'quantity' => abs( $before - $left ),
				)
			);
		}
	}
}
