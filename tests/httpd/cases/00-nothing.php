<?php
// SPDX-License-Identifier: MIT
// The module is loaded and nothing is configured: every answer is what it is without the module.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Pusher;
use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$without = $server->sibling( null );
	$nothing = $server->sibling( $server->module );
	$token   = array( 'Authorization' => 'Bearer ' . Pusher::TOKEN );
	$basic   = array( 'Authorization' => 'Basic ' . base64_encode( 'u:p' ) );
	$cases   = array(
		'a push'                            => array( 'plain.test', Pusher::SMARTBILL, $token, '[]', 'POST' ),
		'a push without a token'            => array( 'plain.test', Pusher::V1, array(), '[]', 'POST' ),
		'a push without a length'           => array( 'plain.test', Pusher::V1, $token, null, 'POST' ),
		'a push by ?rest_route='            => array( 'plain.test', '/?rest_route=/stockwire/v1/stock', $token, '[]', 'POST' ),
		'a push into a subfolder'           => array( 'plain.test', '/shop' . Pusher::V1, $token, '[]', 'POST' ),
		'a push behind an alias'            => array( 'plain.test', '/alias' . Pusher::V1, $token, '[]', 'POST' ),
		'GET on the push URL'               => array( 'plain.test', Pusher::V1, array(), null, 'GET' ),
		'HEAD on the push URL'              => array( 'plain.test', Pusher::V1, array(), null, 'HEAD' ),
		'a static file'                     => array( 'plain.test', '/plain.txt', array(), null, 'GET' ),
		'a part of a static file'           => array( 'plain.test', '/plain.txt', array( 'Range' => 'bytes=1-2' ), null, 'GET' ),
		'a page with Basic'                 => array( 'plain.test', '/wp-json/wp/v2/users/me', $basic, null, 'GET' ),
		'a denied file'                     => array( 'plain.test', '/.htaccess', array(), null, 'GET' ),
		'a page behind a password'          => array( 'protected.test', Pusher::V1, $basic, '[]', 'POST' ),
		'a page behind a password, refused' => array( 'protected.test', Pusher::V1, $token, '[]', 'POST' ),
		'an unknown method'                 => array( 'plain.test', '/', array(), null, 'BREW' ),
		'a folder whose .htaccess says Off' => array( 'plain.test', '/off' . Pusher::V1, $token, '[]', 'POST' ),
	);
	try {
		$without->start();
		$nothing->start();
		foreach ( $cases as $what => $arguments ) {
			$t->same( "as without the module: $what", $without->fingerprint( ...$arguments ), $nothing->fingerprint( ...$arguments ) );
		}
	} finally {
		$without->stop();
		$nothing->stop();
	}
	$t->check( 'the answers that were compared are answers', 200 === $server->ask( ...$cases['a push'] )->status && 403 === $server->ask( ...$cases['a denied file'] )->status );
};
