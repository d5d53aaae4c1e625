<?php
// SPDX-License-Identifier: MIT
// Stands for WordPress: tells what PHP got, and leaves a mark that it ran.

header( 'X-Page: ' . basename( __DIR__ ) );
header( 'Content-Type: application/json' );

$body = file_get_contents( 'php://input' );
file_put_contents( getenv( 'HITS' ) ?: $_SERVER['HITS'], "{$_SERVER['REQUEST_URI']}\n", FILE_APPEND );

echo json_encode(
	array(
		'server'  => $_SERVER,
		'headers' => getallheaders(),
		'length'  => strlen( $body ),
		'digest'  => hash( 'sha256', $body ),
	),
	JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_SLASHES
);
