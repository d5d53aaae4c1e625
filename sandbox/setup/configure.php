<?php
// SPDX-License-Identifier: MIT
// Gives an installed shop its address, its permalinks and its administrator's password.

declare(strict_types=1);

define( 'WP_ADMIN', true );
require __DIR__ . '/load.php';
require_once ABSPATH . 'wp-admin/includes/admin.php';

update_option( 'siteurl', getenv( 'SITE_URL' ) );
update_option( 'home', getenv( 'SITE_URL' ) );

// Apache is not asked here whether it has mod_rewrite; it has, and WordPress' own .htaccess is part of what we test.
add_filter( 'got_rewrite', '__return_true' );
global $wp_rewrite;
$wp_rewrite->set_permalink_structure( '/%postname%/' );
flush_rewrite_rules( true );

// wp_set_password() would hash anew and change the row each time.
$user = get_user_by( 'login', (string) getenv( 'ADMIN_USER' ) );
if ( ! wp_check_password( (string) getenv( 'ADMIN_PASSWORD' ), $user->user_pass, $user->ID ) ) {
	wp_set_password( (string) getenv( 'ADMIN_PASSWORD' ), $user->ID );
}
