<?php
// SPDX-License-Identifier: MIT
// A push URL refuses by itself what PHP would refuse, in PHP's words, before PHP starts.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Pusher;
use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$push = new Pusher( $server );
	$hits = $server->hits();
	foreach ( array( 'GET', 'PUT', 'HEAD', 'DELETE', 'PATCH', 'OPTIONS', 'BREW' ) as $method ) {
		$answer = $push->send( Pusher::SMARTBILL, Pusher::TOKEN, array(), null, $method );
		$t->same( "refused: $method, with Allow", array( 405, 'POST', false ), array( $answer->status, $answer->header( 'Allow' ), $answer->isPhp() ) );
	}
	$t->problem( 'GET on v1', $push->send( Pusher::V1, Pusher::TOKEN, array(), null, 'GET' ), 405, 'method' );
	$t->problem( 'no Authorization on v1', $none = $push->send( Pusher::V1, null ), 401, 'unauthorized' );
	$t->same( 'WWW-Authenticate without a token', 'Bearer realm="Stockwire"', $none->header( 'WWW-Authenticate' ) );
	$t->sentence( 'no Authorization on the SmartBill path', $none = $push->send( Pusher::SMARTBILL, null ), 403 );
	$t->same( 'no WWW-Authenticate on the SmartBill path', null, $none->header( 'WWW-Authenticate' ) );
	$malformed = array(
		'Basic'                => 'Basic dTpw',
		'Bearer alone'         => 'Bearer',
		'Bearer and a blank'   => 'Bearer ',
		'a tab'                => "Bearer\t" . Pusher::TOKEN,
		'two tokens'           => 'Bearer ' . Pusher::TOKEN . ' ' . Pusher::TOKEN,
		'a comma'              => 'Bearer ' . Pusher::TOKEN . ',x',
		'non-ASCII'            => "Bearer \xc8\x99",
		'513 characters'       => 'Bearer ' . str_repeat( 'a', 513 ),
		'8,000 characters'     => 'Bearer ' . str_repeat( 'a', 8000 ),
		'the token alone'      => Pusher::TOKEN,
		'a scheme glued to it' => 'Bearer' . Pusher::TOKEN,
	);
	foreach ( $malformed as $what => $header ) {
		$t->problem( "$what in Authorization", $push->send( Pusher::V1, null, array( 'Authorization' => $header ) ), 401, 'unauthorized' );
	}
	$t->problem( 'a token in the query', $push->send( Pusher::V1 . '?access_token=x&token=x', null ), 401, 'unauthorized' );
	$t->same( 'PHP did not start for any of these', $hits, $server->hits() );

	$t->problem( 'a wrong token on v1', $wrong = $push->wrong( Pusher::V1 ), 401, 'forbidden' );
	$t->same( 'WWW-Authenticate of a wrong token', 'Bearer realm="Stockwire", error="invalid_token"', $wrong->header( 'WWW-Authenticate' ) );
	$t->sentence( 'a wrong token on the SmartBill path', $wrong = $push->wrong( Pusher::SMARTBILL ), 403 );
	$t->same( 'the sentence of core\'s table', '"The token is not one of this shop. Compare it with the one under WooCommerce, Stockwire, Link."', $wrong->body );
	$t->same( 'a refusal is not kept by anybody', 'no-store', $wrong->header( 'Cache-Control' ) );
};
