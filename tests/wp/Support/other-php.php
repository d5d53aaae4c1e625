<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * For scripts that run the shop in another PHP than the tests' own: loads it with its admin, and gives them $ask.
 */

declare(strict_types=1);

$_SERVER['HTTP_HOST']          = preg_replace( '#^https?://#', '', (string) getenv( 'SITE_URL' ) );
$_SERVER['REQUEST_METHOD']     = 'GET';
$_SERVER['REQUEST_URI']        = '/wp-admin/plugins.php';
$_SERVER['PHP_SELF']           = '/wp-admin/plugins.php';
$_SERVER['HTTP_AUTHORIZATION'] = 'Bearer ' . getenv( 'TOKEN' );
require getenv( 'WP_PATH' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
add_filter( 'woocommerce_register_log_handlers', '__return_empty_array', PHP_INT_MAX );

/** @return array{int, string} status and body of a request of the REST API */
$ask = static function ( string $method, string $path ): array {
	$request = new WP_REST_Request( $method, $path );
	$request->set_body( '[]' );
	$answer = rest_get_server()->dispatch( $request );
	return array( $answer->get_status(), (string) $answer->get_data() );
};

/** Whether the owner can save a product. */
$saves = static function (): bool {
	$product = new WC_Product_Simple();
	$product->set_name( 'In another PHP' );
	$product->set_manage_stock( true );
	$product->set_stock_quantity( 3 );
	$saved = $product->save() > 0;
	$product->delete( true );
	return $saved;
};
