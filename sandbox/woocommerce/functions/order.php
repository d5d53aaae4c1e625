<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Functions around orders.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

function wc_get_order_statuses() {
	return apply_filters(
		'wc_order_statuses',
		array(
			'wc-pending'    => 'Pending payment',
			'wc-processing' => 'Processing',
			'wc-on-hold'    => 'On hold',
			'wc-completed'  => 'Completed',
			'wc-cancelled'  => 'Cancelled',
			'wc-refunded'   => 'Refunded',
			'wc-failed'     => 'Failed',
		)
	);
}

function wc_get_order_types( $for = '' ) {
	return apply_filters( 'wc_order_types', array( 'shop_order' ), $for );
}

function wc_get_order( $the_order = false ) {
	if ( $the_order instanceof WC_Order ) {
		return $the_order;
	}
	$id = is_object( $the_order ) ? (int) ( $the_order->ID ?? 0 ) : (int) $the_order;
	return $id && 'shop_order' === get_post_type( $id ) ? new WC_Order( $id ) : false;
}

function wc_create_order( $args = array() ) {
	try {
		$order = new WC_Order( $args['order_id'] ?? 0 );
		$order->set_props( array_intersect_key( $args, array_flip( array( 'status', 'customer_note', 'customer_id', 'created_via' ) ) ) );
		$order->save();
		return $order;
	} catch ( Exception $failure ) {
		return new WP_Error( 'error', $failure->getMessage() );
	}
}
