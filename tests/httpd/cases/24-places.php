<?php
// SPDX-License-Identifier: MIT
// Wrong tokens in every spelling of the URL; tokens of other sites; who comes first; no ErrorDocument.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Pusher;
use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$push  = new Pusher( $server );
	$wrong = static fn( string $target, string $token ) => $push->wrong( $target, array(), '[]', $token );
	$t->problem( 'the subfolder\'s token at the root', $wrong( Pusher::V1, Pusher::SUBFOLDER ), 401, 'forbidden' );
	$t->problem( 'the root\'s token in the subfolder', $wrong( '/shop' . Pusher::V1, Pusher::TOKEN ), 401, 'forbidden' );
	$t->problem( 'a digest in place of a token', $wrong( Pusher::V1, hash( 'sha256', Pusher::TOKEN ) ), 401, 'forbidden' );
	$targets = array( '/?rest_route=/stockwire/v1/stock', '/index.php' . Pusher::V1, '/wp-json//stockwire/v1/stock/', '/wp%2Djson/stockwire/v1/stoc%6B', '/alias' . Pusher::V1 );
	foreach ( $targets as $target ) {
		$t->problem( "a wrong token at $target", $push->wrong( $target ), 401, 'forbidden' );
	}
	$t->problem( 'a wrong token behind a rewrite of the virtual host', ( new Pusher( $server, 'rewritten.test' ) )->wrong( Pusher::V1 ), 401, 'forbidden' );
	$t->problem( 'a wrong token behind FallbackResource', ( new Pusher( $server, 'fallback-guard.test' ) )->wrong( Pusher::V1 ), 401, 'forbidden' );

	$errors = new Pusher( $server, 'errors.test' );
	$hits   = $server->hits();
	$t->sentence( 'no token with ErrorDocument 403 /index.php', $errors->send( Pusher::SMARTBILL, null ), 403 );
	$t->problem( 'no token with ErrorDocument 401 /index.php', $errors->send( Pusher::V1, null ), 401, 'unauthorized' );
	$t->problem( 'GET with ErrorDocument 405 /index.php', $errors->send( Pusher::V1, null, array(), null, 'GET' ), 405, 'method' );
	$t->problem( 'no length with ErrorDocument 411 /index.php', $errors->send( Pusher::V1, Pusher::TOKEN, array(), null ), 411, 'length_required' );
	$t->same( 'no ErrorDocument started PHP', $hits, $server->hits() );

	$answer = ( new Pusher( $server, 'denied.test' ) )->send( Pusher::V1, null );
	$t->same( 'the site\'s own rules come first', array( 403, null ), array( $answer->status, $answer->header( 'WWW-Authenticate' ) ) );
	// A site that drops the header never hands it to PHP: the module must not judge what PHP would not see.
	$answer = ( new Pusher( $server, 'dropped.test' ) )->send( Pusher::V1 );
	$t->problem( 'a right token in a header that the site drops', $answer, 401, 'unauthorized' );
	$answer = ( new Pusher( $server, 'given.test' ) )->send( Pusher::V1, null );
	$t->same( 'a header that the site adds', array( 200, 'known' ), array( $answer->status, $answer->server( 'STOCKWIRE_MODULE' ) ) );
};
