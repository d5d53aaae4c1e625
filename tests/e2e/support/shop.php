<?php
// SPDX-License-Identifier: MIT
// Reads or writes the link's settings in the sandbox's shop: `read`, `write JSON`, `locale NAME`,
// `editor true|false`, `today`.

declare(strict_types=1);

$_SERVER['HTTP_HOST']      = preg_replace( '#^https?://#', '', (string) getenv( 'SITE_URL' ) );
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REQUEST_URI']    = '/';
require getenv( 'WP_PATH' ) . '/wp-load.php';

switch ( $argv[1] ) {
	case 'read':
		echo wp_json_encode( get_option( 'stockwire_settings' ) );
		break;
	case 'write':
		update_option( 'stockwire_settings', json_decode( $argv[2], true ) );
		delete_option( 'stockwire_token_use' );
		delete_transient( 'stockwire_connection_test' );
		break;
	case 'editor':
		update_user_meta( get_user_by( 'login', (string) getenv( 'ADMIN_USER' ) )->ID, 'rich_editing', $argv[2] );
		break;
	case 'today':
		echo wp_date( 'Y-m-d' );
		break;
	case 'locale':
		update_user_meta( get_user_by( 'login', (string) getenv( 'ADMIN_USER' ) )->ID, 'locale', $argv[2] );
		break;
}
