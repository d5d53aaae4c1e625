<?php
// SPDX-License-Identifier: MIT
// Activates the plugin named by the first argument, as the administrator would.

declare(strict_types=1);

define( 'WP_ADMIN', true );
require __DIR__ . '/load.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

wp_set_current_user( 1 );
$error = activate_plugin( $argv[1] );
if ( is_wp_error( $error ) ) {
	fwrite( STDERR, $argv[1] . ': ' . $error->get_error_message() . "\n" );
	exit( 1 );
}
