<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Says how orders are kept: here always as posts.
 *
 * @package Stockwire\Standin
 */

namespace Automattic\WooCommerce\Utilities;

defined( 'ABSPATH' ) || exit;

final class OrderUtil {
	public static function custom_orders_table_usage_is_enabled(): bool {
		return false;
	}

	public static function get_order_type( $order_id ) {
		$id = $order_id instanceof \WP_Post ? $order_id->ID : ( is_object( $order_id ) ? $order_id->get_id() : $order_id );
		return get_post_type( (int) $id );
	}

	public static function is_order( $order_id, $types = array( 'shop_order' ) ) {
		return in_array( self::get_order_type( $order_id ), $types, true );
	}
}
