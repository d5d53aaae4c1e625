<?php
// SPDX-License-Identifier: MIT
// Orders: what they take, once, and give back; and the race between an order and somebody else's write.

declare(strict_types=1);

/** @var Shelf $shelf */

$shelf->simple( 'cup', array( 'manage_stock' => true, 'stock_quantity' => 10, 'regular_price' => '4' ) );
$shelf->variable( 'sock', array( 'manage_stock' => true, 'stock_quantity' => 6 ) );
$shelf->variation( 'sock', 'sock-m', 'M' );
$shelf->settle();

$order = wc_create_order();
$order->add_product( wc_get_product( $shelf->ids['cup'] ), 3 );
$order->add_product( wc_get_product( $shelf->ids['sock-m'] ), 2 );

standin_ask( 'a new order takes nothing', fn() => array( $order->get_status(), count( $order->get_items() ), standin_stock( $shelf->ids['cup'] ) ) );
standin_ask( 'a paid order takes its stock', function () use ( $shelf, $order ) {
	$heard = standin_heard( array( 'woocommerce_product_before_set_stock', 'woocommerce_reduce_order_item_stock', 'woocommerce_product_set_stock', 'woocommerce_low_stock', 'woocommerce_no_stock', 'woocommerce_reduce_order_stock', 'woocommerce_order_status_processing', 'woocommerce_order_status_changed' ), fn() => $order->update_status( 'processing' ) );
	return array( $heard, standin_stock( $shelf->ids['cup'] ), standin_stock( $shelf->ids['sock'] ), standin_stock( $shelf->ids['sock-m'] )['status'] );
} );
standin_ask( 'an order takes its stock once', function () use ( $shelf, $order ) {
	wc_reduce_stock_levels( $order->get_id() );
	wc_get_order( $order->get_id() )->update_status( 'completed' );
	return standin_stock( $shelf->ids['cup'] );
} );
standin_ask( 'an order that is called off gives it back', function () use ( $shelf, $order ) {
	$heard = standin_heard( array( 'woocommerce_restore_order_item_stock', 'woocommerce_restore_order_stock' ), fn() => wc_get_order( $order->get_id() )->update_status( 'cancelled' ) );
	return array( $heard, standin_stock( $shelf->ids['cup'] ), standin_stock( $shelf->ids['sock'] ) );
} );
standin_ask( 'the last one sold', function () use ( $shelf ) {
	wc_update_product_stock( $shelf->ids['cup'], 2 );
	$order = wc_create_order();
	$order->add_product( wc_get_product( $shelf->ids['cup'] ), 2 );
	$heard = standin_heard( array( 'woocommerce_low_stock', 'woocommerce_no_stock', 'woocommerce_product_set_stock_status' ), fn() => wc_reduce_stock_levels( $order->get_id() ) );
	$taken = array_values( $order->get_items() )[0]->get_meta( '_reduced_stock' );
	$order->delete( true );
	return array( $heard, $taken, standin_stock( $shelf->ids['cup'] ) );
} );
standin_ask( 'a write between an order\'s read and its own: pieces that nobody can buy', function () use ( $shelf ) {
	global $wpdb;
	wc_update_product_stock( $shelf->ids['cup'], 1 );
	// Another connection commits 50 pieces after the order has read 1 and before it counts down.
	$push = static function ( string $sql ) use ( $wpdb, $shelf ): string {
		$wpdb->query( "UPDATE $wpdb->postmeta SET meta_value = '50.000000' WHERE meta_key = '_stock' AND post_id = " . $shelf->ids['cup'] );
		return $sql;
	};
	add_filter( 'woocommerce_update_product_stock_query', $push );
	$said = wc_update_product_stock( $shelf->ids['cup'], 1, 'decrease' );
	remove_filter( 'woocommerce_update_product_stock_query', $push );
	return array( $said, standin_stock( $shelf->ids['cup'] ) );
} );
standin_ask( 'no such order', fn() => array( wc_get_order( 999999999 ), wc_get_order( $shelf->ids['cup'] ) ) );
$order->delete( true );
