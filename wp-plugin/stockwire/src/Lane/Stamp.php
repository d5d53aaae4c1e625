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
	public const OPTIONS = array(
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
	 * Fingerprint of the options.
	 *
	 * @param Options $options As the database has them.
	 */
	public static function of_options( Options $options ): string {
		global $wpdb, $wp_version;
		$of_network = is_multisite() ? get_site_option( 'active_sitewide_plugins' ) : array();
		return md5( (string) wp_json_encode( array( Plugin::VERSION, phpversion( 'stockwire' ), $wp_version, $wpdb->prefix, $options->stored( self::OPTIONS ), $of_network ) ) );
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
