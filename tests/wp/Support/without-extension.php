<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Runs the shop in a PHP that has no extension, and prints what it says, as one line of JSON.
 */

declare(strict_types=1);

$notices = array();
set_error_handler(
	static function ( int $level, string $message, string $file ) use ( &$notices ): bool {
		if ( str_contains( $file, '/stockwire/' ) || str_contains( $message, 'stockwire' ) ) {
			$notices[] = $message;
		}
		return true;
	}
);
define( 'WP_DEBUG', true );
define( 'WP_DEBUG_DISPLAY', false );
$_SERVER['HTTP_HOST']          = preg_replace( '#^https?://#', '', (string) getenv( 'SITE_URL' ) );
$_SERVER['REQUEST_METHOD']     = 'GET';
$_SERVER['REQUEST_URI']        = '/';
$_SERVER['HTTP_AUTHORIZATION'] = 'Bearer ' . getenv( 'TOKEN' );
require getenv( 'WP_PATH' ) . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';
add_filter( 'woocommerce_register_log_handlers', '__return_empty_array', PHP_INT_MAX );
add_action( 'doing_it_wrong_run', static function ( string $name, string $message ) use ( &$notices ): void {
	if ( str_contains( $message, 'stockwire' ) ) {
		$notices[] = $message;
	}
}, 10, 2 );

$ask = static function ( string $method, string $path ): WP_REST_Response {
	$request = new WP_REST_Request( $method, $path );
	$request->set_body( '[]' );
	return rest_get_server()->dispatch( $request );
};
$push     = $ask( 'POST', '/smartbill_woocommerce/v1/stocks' );
$statuses = array( $push->get_status(), $ask( 'POST', '/stockwire/v1/stock' )->get_status(), $ask( 'GET', '/stockwire/v1/status' )->get_status() );

wp_set_current_user( get_user_by( 'login', (string) getenv( 'ADMIN_USER' ) )->ID );
ob_start();
( new Stockwire\Shop\Admin\LinkPage( new Stockwire\Shop\Admin\LinkActions() ) )->render();
$page = (string) ob_get_clean();
set_current_screen( 'plugins' );
ob_start();
( new Stockwire\Shop\Admin\Notices() )->show();
$notice = (string) ob_get_clean();

ob_start();
( new Stockwire\Shop\Jobs\Overdue() )->look();
( new Stockwire\Shop\Jobs\Overdue() )->show();
$overdue = Stockwire\Shop\Jobs\Overdue::sentence() . ob_get_clean();

$product = new WC_Product_Simple();
$product->set_name( 'Without the extension' );
$product->set_manage_stock( true );
$product->set_stock_quantity( 3 );
$saved = $product->save() > 0;
$product->delete( true );

echo "\n" . wp_json_encode(
	array(
		'loaded'        => extension_loaded( 'stockwire' ),
		'statuses'      => $statuses,
		'body'          => (string) $push->get_data(),
		'page'          => $page,
		'notice'        => $notice,
		'overdue'       => $overdue,
		'product_saved' => $saved,
		'notices'       => $notices,
	)
);
