<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Loads the sandbox's WordPress, in the global scope, before PHPUnit starts.
 */

declare(strict_types=1);

// The directive reaches processes that a test starts, too: only PHPUnit itself is to get a WordPress.
if ( 'phpunit' !== basename( (string) ( $_SERVER['SCRIPT_NAME'] ?? '' ) ) ) {
	return;
}

spl_autoload_register(
	static function ( string $name ): void {
		$prefix = 'Stockwire\\Tests\\';
		if ( str_starts_with( $name, $prefix ) ) {
			$file = __DIR__ . '/' . str_replace( '\\', '/', substr( $name, strlen( $prefix ) ) ) . '.php';
			if ( is_file( $file ) ) {
				require $file;
			}
		}
	}
);

( static function (): void {
	$site = parse_url( (string) getenv( 'SITE_URL' ) );
	if ( ! is_array( $site ) || ! isset( $site['host'] ) ) {
		fwrite( STDERR, "tests/wp: SITE_URL is missing: start these tests by tests/wp/run\n" );
		exit( 1 );
	}
	$_SERVER['HTTP_HOST']       = $site['host'] . ( isset( $site['port'] ) ? ':' . $site['port'] : '' );
	$_SERVER['SERVER_NAME']     = $site['host'];
	$_SERVER['REQUEST_URI']     = '/';
	$_SERVER['REQUEST_METHOD']  = 'GET';
	$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
	$_SERVER['REMOTE_ADDR']     = '127.0.0.1';
} )();

// Asked by tests/wp/watch, where it is.
if ( function_exists( 'pcntl_async_signals' ) ) {
	pcntl_async_signals( true );
	pcntl_signal(
		SIGUSR1,
		static function (): void {
			fwrite( STDERR, ( new \Exception() )->getTraceAsString() . "\n" );
			exit( 1 );
		}
	);
}

// The classes under test are those of this checkout, whatever copy of the plugin the shop runs.
require dirname( __DIR__, 2 ) . '/wp-plugin/stockwire/src/autoload.php';

// What ends PHP is to be read in the log, not WordPress' page about it.
define( 'WP_DISABLE_FATAL_ERROR_HANDLER', true );

require getenv( 'WP_PATH' ) . '/wp-load.php';

// These tests run as root beside a web server that does not: log files made here would lock it out.
add_filter( 'woocommerce_logging_class', static fn(): object => new \Stockwire\Tests\Support\LogBook(), PHP_INT_MAX );
add_filter( 'pre_wp_mail', '__return_false' );

// Only where the shop does not run the plugin itself.
\Stockwire\Shop\Tables::ensure();
