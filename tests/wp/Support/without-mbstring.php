<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Runs the shop and its admin in a PHP that has no mbstring, and prints what is said, as one line of JSON.
 */

declare(strict_types=1);

define( 'WP_ADMIN', true );
$_SERVER['HTTP_HOST']          = preg_replace( '#^https?://#', '', (string) getenv( 'SITE_URL' ) );
$_SERVER['REQUEST_METHOD']     = 'GET';
$_SERVER['REQUEST_URI']        = '/wp-admin/plugins.php';
$_SERVER['PHP_SELF']           = '/wp-admin/plugins.php';
$_SERVER['HTTP_AUTHORIZATION'] = 'Bearer ' . getenv( 'TOKEN' );
require getenv( 'WP_PATH' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
add_filter( 'woocommerce_register_log_handlers', '__return_empty_array', PHP_INT_MAX );

$ask = static function ( string $method, string $path ): array {
	$request = new WP_REST_Request( $method, $path );
	$request->set_body( '[]' );
	$answer = rest_get_server()->dispatch( $request );
	return array( $answer->get_status(), (string) $answer->get_data() );
};
$answers = array( $ask( 'POST', '/smartbill_woocommerce/v1/stocks' ), $ask( 'POST', '/stockwire/v1/stock' ), $ask( 'GET', '/stockwire/v1/status' ), $ask( 'GET', '/stockwire/v1/coverage' ) );

wp_set_current_user( get_user_by( 'login', (string) getenv( 'ADMIN_USER' ) )->ID );
set_current_screen( 'plugins' );
ob_start();
do_action( 'admin_menu', '' );
do_action( 'admin_init' );
do_action( 'admin_notices' );
$notice = (string) ob_get_clean();

$product = new WC_Product_Simple();
$product->set_name( 'Without mbstring' );
$product->set_manage_stock( true );
$product->set_stock_quantity( 3 );
$saved = $product->save() > 0;
$product->delete( true );

// WordPress and its plugins work at the end of a request, too.
register_shutdown_function(
	static function () use ( $answers, $notice, $saved ): void {
		echo "\n" . wp_json_encode(
			array(
				'mbstring'      => extension_loaded( 'mbstring' ),
				'stockwire'     => extension_loaded( 'stockwire' ),
				'answers'       => $answers,
				'notice'        => $notice,
				'product_saved' => $saved,
				'error'         => error_get_last()['message'] ?? '',
			)
		);
	}
);
