<?php
/**
 * Plugin Name: WooCommerce
 * Plugin URI: https://github.com/woocommerce/woocommerce
 * Description: Not WooCommerce: Stockwire's stand-in for it, with its tables and the few functions and hooks that stock needs. For sandboxes and tests where the real one cannot be had; never for a shop.
 * Version: 9.9.5
 * Author: Stockwire
 * License: GPL-2.0-or-later
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Text Domain: woocommerce
 * Requires at least: 6.1
 * Requires PHP: 8.1
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Starts the stand-in: constants, classes on demand, functions.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

define( 'WC_STANDIN', true );
define( 'WC_PLUGIN_FILE', __FILE__ );
define( 'WC_PLUGIN_BASENAME', plugin_basename( __FILE__ ) );
define( 'WC_ABSPATH', __DIR__ . '/' );
// The release whose behaviour is stood in for; the suffix sorts it just below.
define( 'WC_VERSION', '9.9.5-standin' );
define( 'WC_DELIMITER', '|' );

spl_autoload_register(
	static function ( string $name ): void {
		$file = __DIR__ . '/classes/' . str_replace( '\\', '/', $name ) . '.php';
		if ( is_file( $file ) ) {
			require $file;
		}
	}
);

foreach ( array( 'core', 'format', 'product', 'stock', 'attribute', 'term', 'order', 'schedule' ) as $standin_part ) {
	require __DIR__ . "/functions/$standin_part.php";
}

// phpcs:ignore WordPress.NamingConventions.ValidFunctionName -- the name is WooCommerce's.
function WC() {
	return WooCommerce::instance();
}

WC();
