<?php
// SPDX-License-Identifier: MIT
// Loads the sandbox's WordPress from the command line.

declare(strict_types=1);

// WordPress builds links and cookies from these, and warns where they are missing.
$url                        = parse_url( (string) getenv( 'SITE_URL' ) );
$_SERVER['HTTP_HOST']       = $url['host'] . ( isset( $url['port'] ) ? ':' . $url['port'] : '' );
$_SERVER['SERVER_NAME']     = $url['host'];
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD']  = 'GET';
$_SERVER['REQUEST_URI']     = '/';
$_SERVER['REMOTE_ADDR']     = '127.0.0.1';

// A fatal error belongs on the terminal, not into a page of HTML.
define( 'WP_DISABLE_FATAL_ERROR_HANDLER', true );
require getenv( 'WP_PATH' ) . '/wp-load.php';
ini_set( 'display_errors', 'stderr' );
// WordPress turns everything on again; an old one is full of what newer PHPs deprecate.
error_reporting( E_ALL & ~E_DEPRECATED );
