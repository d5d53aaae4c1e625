<?php
// SPDX-License-Identifier: MIT
// Installs WordPress' tables and the administrator.

declare(strict_types=1);

define( 'WP_INSTALLING', true );
define( 'WP_ADMIN', true );
require __DIR__ . '/load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

// The mail with the new password has nobody to go to.
add_filter( 'pre_wp_mail', '__return_true' );
wp_install( 'Magazin Stockwire', 'admin', 'admin@example.org', false, '', 'changed by configure.php' );
update_option( 'timezone_string', 'Europe/Bucharest' );
update_option( 'admin_email_lifespan', (string) ( time() + 10 * YEAR_IN_SECONDS ) );
// The sample post, page and comment would only be rows to step around.
foreach ( array( 1, 2, 3 ) as $id ) {
	wp_delete_post( $id, true );
}
