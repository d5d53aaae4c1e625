<?php
// SPDX-License-Identifier: MIT
// A push URL refuses by itself what PHP would refuse, in PHP's words, and lets through what is right.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Answer;
use Stockwire\Tests\Httpd\Pusher;
use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$push = new Pusher( $server );

	$passes = static function ( string $what, Answer $answer, string $state = 'known' ) use ( $t ): void {
		$t->same( "let in: $what", array( 200, true, $state ), array( $answer->status, $answer->isPhp(), $answer->server( 'STOCKWIRE_MODULE' ) ) );
	};
	$passes( 'a known token', $push->send( Pusher::V1 ) );
	$passes( 'a known token in another letter case', $push->send( Pusher::SMARTBILL, strtolower( Pusher::TOKEN ) ) );
	$passes( 'the second of two live tokens', $push->send( Pusher::V1, Pusher::SECOND ) );
	$passes( 'the scheme in lower case', $push->send( Pusher::V1, null, array( 'Authorization' => 'bearer ' . Pusher::TOKEN ) ) );
	$passes( 'two blanks after the scheme', $push->send( Pusher::V1, null, array( 'Authorization' => 'Bearer  ' . Pusher::TOKEN ) ) );
	$passes( 'the subfolder\'s token in the subfolder', $push->send( '/shop' . Pusher::V1, Pusher::SUBFOLDER ) );
	$passes( 'the alias\' token behind the alias', $push->send( '/alias' . Pusher::V1, Pusher::ALIAS ) );
	$passes( '?rest_route= with a known token', $push->send( '/?rest_route=/stockwire/v1/stock' ) );
	$passes( 'PATH_INFO with a known token', $push->send( '/index.php' . Pusher::SMARTBILL ) );
	$passes( 'a host with a port', ( new Pusher( $server, 'GUARD.test:8080' ) )->send( Pusher::V1 ) );
	$passes( 'a read of a receipt, not guarded', $push->send( '/wp-json/stockwire/v1/receipts/1', 'wrong', array(), null, 'GET' ), 'forwarded' );
	$passes( 'the status for nobody, not guarded', $push->send( '/wp-json/stockwire/v1/status', null, array(), null, 'GET' ), 'forwarded' );

	$smartbill = '"' . 'The token is not one of this shop. Compare it with the one under WooCommerce, Stockwire, Link.' . '"';
	$refuses   = static function ( string $what, Answer $answer, int $status, string $code = '' ) use ( $t ): void {
		$t->same( "refused: $what", array( $status, false ), array( $answer->status, $answer->isPhp() ) );
		if ( '' !== $code ) {
			$problem = json_decode( $answer->body, true );
			$t->same( "problem+json: $what", array( 'application/problem+json', $status, $code ), array( $answer->header( 'Content-Type' ), $problem['status'] ?? null, $problem['code'] ?? null ) );
		} else {
			$sentence = json_decode( $answer->body );
			$t->check( "one sentence: $what", is_string( $sentence ) && str_ends_with( $sentence, '.' ) && 'application/json; charset=UTF-8' === $answer->header( 'Content-Type' ), $answer->body );
		}
	};
	$hits = $server->hits();
	foreach ( array( 'GET', 'PUT', 'HEAD', 'DELETE', 'PATCH', 'OPTIONS', 'BREW' ) as $method ) {
		$answer = $push->send( Pusher::SMARTBILL, Pusher::TOKEN, array(), null, $method );
		$t->same( "refused: $method, with Allow", array( 405, 'POST', false ), array( $answer->status, $answer->header( 'Allow' ), $answer->isPhp() ) );
	}
	$refuses( 'GET on v1', $push->send( Pusher::V1, Pusher::TOKEN, array(), null, 'GET' ), 405, 'method' );
	$refuses( 'no Authorization on v1', $none = $push->send( Pusher::V1, null ), 401, 'unauthorized' );
	$t->same( 'WWW-Authenticate without a token', 'Bearer realm="Stockwire"', $none->header( 'WWW-Authenticate' ) );
	$refuses( 'no Authorization on the SmartBill path', $none = $push->send( Pusher::SMARTBILL, null ), 403 );
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
		$refuses( "$what in Authorization", $push->send( Pusher::V1, null, array( 'Authorization' => $header ) ), 401, 'unauthorized' );
	}
	$refuses( 'the token in the query', $push->send( Pusher::V1 . '?access_token=x&token=x', null ), 401, 'unauthorized' );
	$t->same( 'PHP did not start for any of these', $hits, $server->hits() );

	$refuses( 'a wrong token on v1', $wrong = $push->wrong( Pusher::V1 ), 401, 'forbidden' );
	$t->same( 'WWW-Authenticate of a wrong token', 'Bearer realm="Stockwire", error="invalid_token"', $wrong->header( 'WWW-Authenticate' ) );
	$refuses( 'a wrong token on the SmartBill path', $wrong = $push->wrong( Pusher::SMARTBILL ), 403 );
	$t->same( 'the sentence of core\'s table', $smartbill, $wrong->body );
	$t->same( 'a refusal is not kept by anybody', 'no-store', $wrong->header( 'Cache-Control' ) );
	$refuses( 'the subfolder\'s token at the root', $push->wrong( Pusher::V1, array(), '[]', Pusher::SUBFOLDER ), 401, 'forbidden' );
	$refuses( 'the root\'s token in the subfolder', $push->wrong( '/shop' . Pusher::V1, array(), '[]', Pusher::TOKEN ), 401, 'forbidden' );
	$refuses( 'a digest in place of a token', $push->wrong( Pusher::V1, array(), '[]', hash( 'sha256', Pusher::TOKEN ) ), 401, 'forbidden' );
	foreach ( array( '/?rest_route=/stockwire/v1/stock', '/index.php' . Pusher::V1, '/wp-json//stockwire/v1/stock/', '/wp%2Djson/stockwire/v1/stoc%6B', '/alias' . Pusher::V1 ) as $target ) {
		$refuses( "a wrong token at $target", $push->wrong( $target ), 401, 'forbidden' );
	}
	$refuses( 'a wrong token behind a rewrite of the virtual host', ( new Pusher( $server, 'rewritten.test' ) )->wrong( Pusher::V1 ), 401, 'forbidden' );

	$errors = new Pusher( $server, 'errors.test' );
	$hits   = $server->hits();
	$refuses( 'no token with ErrorDocument 403 /index.php', $errors->send( Pusher::SMARTBILL, null ), 403 );
	$refuses( 'no token with ErrorDocument 401 /index.php', $errors->send( Pusher::V1, null ), 401, 'unauthorized' );
	$refuses( 'GET with ErrorDocument 405 /index.php', $errors->send( Pusher::V1, null, array(), null, 'GET' ), 405, 'method' );
	$refuses( 'no length with ErrorDocument 411 /index.php', $errors->send( Pusher::V1, Pusher::TOKEN, array(), null ), 411, 'length_required' );
	$t->same( 'no ErrorDocument started PHP', $hits, $server->hits() );

	$denied = new Pusher( $server, 'denied.test' );
	$t->same( 'the site\'s own rules come first', array( 403, null ), array( ( $answer = $denied->send( Pusher::V1, null ) )->status, $answer->header( 'WWW-Authenticate' ) ) );

	foreach ( array( 'unlisted.test' => 'unlisted', 'nofile.test' => 'no-file', 'nonefile.test' => 'no-file' ) as $host => $state ) {
		$passes( "a wrong token where PHP decides: $host", ( new Pusher( $server, $host ) )->send( Pusher::V1, 'wrong' ), $state );
		$passes( "GET where PHP decides: $host", ( new Pusher( $server, $host ) )->send( Pusher::V1, null, array(), null, 'GET' ), $state );
	}
};
