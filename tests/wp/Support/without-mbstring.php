<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Runs the shop and its admin in a PHP that has no mbstring, and prints what is said, as one line of JSON.
 */

declare(strict_types=1);

define( 'WP_ADMIN', true );
require __DIR__ . '/other-php.php';

$answers = array( $ask( 'POST', '/smartbill_woocommerce/v1/stocks' ), $ask( 'POST', '/stockwire/v1/stock' ), $ask( 'GET', '/stockwire/v1/status' ), $ask( 'GET', '/stockwire/v1/coverage' ) );

wp_set_current_user( get_user_by( 'login', (string) getenv( 'ADMIN_USER' ) )->ID );
set_current_screen( 'plugins' );
ob_start();
do_action( 'admin_menu', '' );
do_action( 'admin_init' );
do_action( 'admin_notices' );
$notice = (string) ob_get_clean();

$saved = $saves();

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
