<?php
/**
 * The one connection that WordPress has: the engine writes on it, so that a caller's transaction is seen. And a second one for
 * work that two can share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

/** Finds $wpdb's mysqli, and makes one like it. */
final class Database {

	/** Null where a drop-in speaks to the database in another way. */
	public static function connection(): ?\mysqli {
		global $wpdb;
		// The property is protected, and readable by $wpdb's own __get().
		$handle = $wpdb instanceof \wpdb ? $wpdb->__get( 'dbh' ) : null;
		return $handle instanceof \mysqli ? $handle : null;
	}

	/**
	 * Another connection to the same database of the same server, which the caller closes. Null where there is none to be had: a
	 * drop-in chooses among servers, the user may have no more connections, or what answers is another node of a cluster.
	 */
	public static function another(): ?\mysqli {
		global $wpdb;
		$first = self::connection(); // phpcs:ignore WordPress.DB.RestrictedClasses -- it takes the return type for a class in use.
		if ( null === $first || \wpdb::class !== get_class( $wpdb ) ) {
			return null;
		}
		$address = $wpdb->parse_db_host( (string) $wpdb->__get( 'dbhost' ) );
		if ( false === $address ) {
			return null;
		}
		list( $host, $port, $socket, $is_ipv6 ) = $address;

		$second = new \mysqli(); // phpcs:ignore WordPress.DB.RestrictedClasses -- $wpdb has one connection, and the engine takes a mysqli.
		try {
			// phpcs:ignore WordPress.PHP.NoSilencedErrors -- that there is none is no fault.
			$connected = @$second->real_connect(
				$is_ipv6 ? "[$host]" : $host,
				(string) $wpdb->__get( 'dbuser' ),
				(string) $wpdb->__get( 'dbpassword' ),
				(string) $wpdb->__get( 'dbname' ),
				null === $port ? null : (int) $port,
				$socket,
				defined( 'MYSQL_CLIENT_FLAGS' ) ? MYSQL_CLIENT_FLAGS : 0
			);
			if ( $connected ) {
				$wpdb->set_charset( $second );
			}
			return $connected && self::place( $first ) === self::place( $second ) ? $second : null;
		} catch ( \mysqli_sql_exception ) {
			return null;
		}
	}

	/**
	 * Which database of which server a connection speaks to.
	 *
	 * @param \mysqli $connection The connection.
	 */
	private static function place( \mysqli $connection ): string {
		$answer = $connection->query( "SELECT CONCAT_WS('|', @@hostname, @@port, @@socket, @@datadir, DATABASE())" );
		$row    = $answer instanceof \mysqli_result ? $answer->fetch_row() : null;
		return (string) ( $row[0] ?? '' );
	}
}
