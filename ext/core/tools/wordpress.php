<?php
// SPDX-License-Identifier: MIT
// Loads the text functions of an installed WordPress without its database: for generators and comparisons.

declare(strict_types=1);

// What formatting.php calls from files that need a database.
function get_locale(): string {
	return $GLOBALS['sw_locale'];
}
function get_option( string $name ): string {
	return 'blog_charset' === $name ? 'UTF-8' : '';
}
function mbstring_binary_safe_encoding(): void {}
function reset_mbstring_encoding(): void {}
function _deprecated_function(): void {}

/**
 * Makes sanitize_title() and remove_accents() of the WordPress tree at $root callable, for the locale in $GLOBALS['sw_locale'].
 */
function load_formatting( string $root ): void {
	if ( ! is_file( "$root/wp-includes/formatting.php" ) ) {
		fwrite( STDERR, "There is no WordPress in '$root'.\n" );
		exit( 2 );
	}
	define( 'ABSPATH', "$root/" );
	define( 'WPINC', 'wp-includes' );
	$GLOBALS['sw_locale'] = 'en_US';
	foreach ( array( 'version.php', 'compat-utf8.php', 'compat.php', 'utf8.php', 'plugin.php', 'formatting.php' ) as $file ) {
		if ( is_file( "$root/wp-includes/$file" ) ) {
			require_once "$root/wp-includes/$file";
		}
	}
	$GLOBALS['wp_version'] = $wp_version ?? '?';
	add_filter( 'sanitize_title', 'sanitize_title_with_dashes', 10, 3 );
}
