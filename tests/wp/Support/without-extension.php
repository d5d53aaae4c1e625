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
require __DIR__ . '/other-php.php';
add_action( 'doing_it_wrong_run', static function ( string $name, string $message ) use ( &$notices ): void {
	if ( str_contains( $message, 'stockwire' ) ) {
		$notices[] = $message;
	}
}, 10, 2 );

$push     = $ask( 'POST', '/smartbill_woocommerce/v1/stocks' );
$statuses = array( $push[0], $ask( 'POST', '/stockwire/v1/stock' )[0], $ask( 'GET', '/stockwire/v1/status' )[0] );

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

$saved = $saves();

echo "\n" . wp_json_encode(
	array(
		'loaded'        => extension_loaded( 'stockwire' ),
		'statuses'      => $statuses,
		'body'          => $push[1],
		'page'          => $page,
		'notice'        => $notice,
		'overdue'       => $overdue,
		'product_saved' => $saved,
		'notices'       => $notices,
	)
);
