<?php
// SPDX-License-Identifier: MIT
// The fast lane: the Apache module sends pushes here. Starts a tenth of WordPress and asks the plugin to answer; what the
// plugin cannot answer so, the whole of WordPress answers within the same request.

// Everything below runs in the global scope, as WordPress wants it. The module sets these; no client can.
if ( ! isset( $_SERVER['STOCKWIRE_WORDPRESS'], $_SERVER['STOCKWIRE_SITE'], $_SERVER['STOCKWIRE_DIALECT'] ) || 'cli' === PHP_SAPI ) {
	http_response_code( 404 );
	exit;
}

// What WordPress would see, had the request been rewritten to the site's index.php.
$_SERVER['SCRIPT_NAME']     = rtrim( $_SERVER['STOCKWIRE_SITE'], '/' ) . '/index.php';
$_SERVER['PHP_SELF']        = $_SERVER['SCRIPT_NAME'];
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['STOCKWIRE_WORDPRESS'] . '/index.php';
unset( $_SERVER['PATH_INFO'], $_SERVER['PATH_TRANSLATED'] );

define( 'SHORTINIT', true );
require_once $_SERVER['STOCKWIRE_WORDPRESS'] . '/wp-load.php';

/** Main files of the active plugins, below their folder: one statement, or two in a network, where get_option() would load all that pages need. */
function stockwire_lane_plugins(): array {
	global $wpdb;
	$stored  = $wpdb->get_var( "SELECT option_value FROM {$wpdb->options} WHERE option_name = 'active_plugins'" );
	$network = is_multisite() ? array_keys( (array) get_site_option( 'active_sitewide_plugins', array() ) ) : array();
	return array_merge( (array) maybe_unserialize( (string) $stored ), $network );
}

/**
 * The folder of one of them; null where it is not active.
 *
 * @param array  $plugins Main files.
 * @param string $name    Of the plugin's main file.
 */
function stockwire_lane_plugin( array $plugins, string $name ): ?string {
	$folder = defined( 'WP_PLUGIN_DIR' ) ? WP_PLUGIN_DIR : WP_CONTENT_DIR . '/plugins';
	foreach ( $plugins as $plugin ) {
		// As WordPress itself: nothing outside the folder of plugins is ever run.
		if ( is_string( $plugin ) && 1 === preg_match( '@^[A-Za-z0-9_-][A-Za-z0-9._-]*/' . $name . '\.php$@D', $plugin ) && is_file( "$folder/$plugin" ) ) {
			return "$folder/" . dirname( $plugin );
		}
	}
	return null;
}

$stockwire_plugins = stockwire_lane_plugins();
$stockwire_plugin  = null !== stockwire_lane_plugin( $stockwire_plugins, 'woocommerce' ) ? stockwire_lane_plugin( $stockwire_plugins, 'stockwire' ) : null;
if ( null !== $stockwire_plugin && is_file( "$stockwire_plugin/src/Lane/Entry.php" ) ) {
	require_once "$stockwire_plugin/src/autoload.php";
	if ( \Stockwire\Shop\Lane\Entry::serve( $_SERVER['STOCKWIRE_DIALECT'], $_SERVER['STOCKWIRE_SITE'] ) ) {
		exit;
	}
}

// Seldom: facts changed since the lane was opened. WordPress has stopped in the middle of this file of its own because of
// SHORTINIT, and goes on from there; nothing was written, and the body can be read again.
$stockwire_parts = preg_split( '/^if \( SHORTINIT \) \{\s+return false;\s+\}/m', (string) file_get_contents( ABSPATH . 'wp-settings.php' ), 2 );
if ( ! is_array( $stockwire_parts ) || 2 !== count( $stockwire_parts ) ) {
	http_response_code( 503 );
	header( 'Retry-After: 5' );
	header( 'Content-Type: application/json; charset=UTF-8' );
	echo '"The shop has just changed; send this again."';
	exit;
}
eval( $stockwire_parts[1] );
require ABSPATH . 'wp-blog-header.php';
