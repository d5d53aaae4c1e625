<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Lets go of many cache entries at once: by a prefix or a version that all of them carry.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Cache_Helper {
	/** @var array<string, true> */
	private static array $at_shutdown = array();

	public static function init() {
		add_action( 'shutdown', array( __CLASS__, 'delete_transients_on_shutdown' ), 10 );
	}

	public static function get_cache_prefix( $group ) {
		$key   = "wc_{$group}_cache_prefix";
		$stamp = wp_cache_get( $key, $group );
		if ( false === $stamp ) {
			$stamp = microtime();
			wp_cache_set( $key, $stamp, $group );
		}
		return "wc_cache_{$stamp}_";
	}

	public static function invalidate_cache_group( $group ) {
		return wp_cache_set( "wc_{$group}_cache_prefix", microtime(), $group );
	}

	public static function get_prefixed_key( $key, $group ) {
		return self::get_cache_prefix( $group ) . $key;
	}

	public static function get_transient_version( $group, $refresh = false ) {
		$version = get_transient( "$group-transient-version" );
		if ( $refresh || false === $version ) {
			$version = (string) time();
			set_transient( "$group-transient-version", $version );
		}
		return $version;
	}

	public static function queue_delete_transient( $keys ) {
		self::$at_shutdown += array_fill_keys( (array) $keys, true );
	}

	public static function delete_transients_on_shutdown() {
		array_map( 'delete_transient', array_keys( self::$at_shutdown ) );
		self::$at_shutdown = array();
	}

	public static function invalidate_attribute_count( $attribute_keys ) {
		foreach ( (array) $attribute_keys as $key ) {
			self::queue_delete_transient( "wc_layered_nav_counts_$key" );
		}
	}
}
