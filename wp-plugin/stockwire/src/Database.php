<?php
/**
 * The one connection that WordPress has: the engine writes on it, so that a caller's transaction is seen.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

/** Finds $wpdb's mysqli, and nothing else. */
final class Database {

	/** Null where a drop-in speaks to the database in another way. */
	public static function connection(): ?\mysqli {
		global $wpdb;
		// The property is protected, and readable by $wpdb's own __get().
		$handle = $wpdb instanceof \wpdb ? $wpdb->__get( 'dbh' ) : null;
		return $handle instanceof \mysqli ? $handle : null;
	}
}
