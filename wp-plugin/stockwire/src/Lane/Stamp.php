<?php
/**
 * A fingerprint of everything that could make noted facts untrue: options, as the database has them, and files.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Lane;

use Stockwire\Shop\Plugin;
use Stockwire\Shop\Settings;
use Stockwire\Shop\Tables;

/**
 * The same in a whole WordPress and in a tenth of one: no filter has a say, no cache is asked.
 */
final class Stamp {

	/** Options that decide which code runs, or what it does. */
	private const OPTIONS = array(
		'active_plugins',
		'template',
		'stylesheet',
		'home',
		'siteurl',
		'permalink_structure',
		'WPLANG',
		'timezone_string',
		'gmt_offset',
		'woocommerce_version',
		'woocommerce_manage_stock',
		'woocommerce_notify_no_stock_amount',
		'woocommerce_hide_out_of_stock_items',
		Settings::OPTION,
		Tables::VERSION_OPTION,
	);

	/**
	 * Fingerprint of the options, and the facts themselves: one question to the database.
	 *
	 * @return array{string, mixed} The fingerprint, and the option Facts::OPTION.
	 */
	public static function of_options(): array {
		global $wpdb, $wp_version;
		$names = array( Facts::OPTION, ...self::OPTIONS );
		$in    = implode( ',', array_fill( 0, count( $names ), '%s' ) );
		// phpcs:ignore WordPress.DB -- placeholders; a cache may be older than the database.
		$rows  = (array) $wpdb->get_results( $wpdb->prepare( "SELECT option_name, option_value FROM {$wpdb->options} WHERE option_name IN ($in)", $names ), ARRAY_A );
		$found = array_column( $rows, 'option_value', 'option_name' );
		$facts = maybe_unserialize( $found[ Facts::OPTION ] ?? '' );
		unset( $found[ Facts::OPTION ] );
		ksort( $found );
		$of_network = is_multisite() ? get_site_option( 'active_sitewide_plugins' ) : array();
		return array( md5( (string) wp_json_encode( array( Plugin::VERSION, phpversion( 'stockwire' ), $wp_version, $wpdb->prefix, $found, $of_network ) ) ), $facts );
	}

	/** Fingerprint of the files that an update or an editor would touch, by time and size: nodes of one shop differ in it. */
	public static function of_files(): string {
		$content = (string) constant( 'WP_CONTENT_DIR' );
		$plugins = defined( 'WP_PLUGIN_DIR' ) ? (string) constant( 'WP_PLUGIN_DIR' ) : $content . '/plugins';
		$files   = array( ABSPATH . 'wp-config.php', dirname( ABSPATH ) . '/wp-config.php', ABSPATH . 'wp-includes/version.php' );
		foreach ( self::plugins() as $plugin ) {
			$files[] = $plugins . '/' . $plugin;
		}
		foreach ( array( get_option( 'template' ), get_option( 'stylesheet' ) ) as $theme ) {
			$files[] = $content . '/themes/' . ( is_string( $theme ) ? $theme : '' ) . '/functions.php';
		}
		// A tenth of WordPress has not defined the folders of plugins.
		$own   = defined( 'WPMU_PLUGIN_DIR' ) ? (string) constant( 'WPMU_PLUGIN_DIR' ) : $content . '/mu-plugins';
		$text  = '';
		$files = array_merge( $files, (array) glob( $own . '/*.php' ), (array) glob( $content . '/*.php' ) );
		foreach ( array_map( 'strval', $files ) as $file ) {
			$text .= is_file( $file ) ? $file . ':' . filemtime( $file ) . ':' . filesize( $file ) . "\n" : '';
		}
		return md5( $text );
	}

	/**
	 * Main files of the active plugins, below the folder of plugins.
	 *
	 * @return list<string>
	 */
	private static function plugins(): array {
		$network = is_multisite() ? array_keys( (array) get_site_option( 'active_sitewide_plugins', array() ) ) : array();
		return array_values( array_filter( array_merge( (array) get_option( 'active_plugins', array() ), $network ), 'is_string' ) );
	}
}
