<?php
// SPDX-License-Identifier: MIT
// Heads and paths byte by byte.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Answer;
use Stockwire\Tests\Httpd\Pusher;
use Stockwire\Tests\Httpd\Raw;
use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$raw   = new Raw( $server );
	$two   = "Content-Length: 2\r\n";
	$right = Raw::TOKEN;
	$asks  = static fn( string $headers ): Answer => $raw->ask( Raw::head( $headers . $two ) . '[]' );
	$heads = array(
		'two Authorization headers'                  => array( 401, $right . $right ),
		'a wrong and a right Authorization header'   => array( 401, "Authorization: Bearer x\r\n$right" ),
		'a folded Authorization header is one blank' => array( 200, "Authorization: Bearer\r\n " . Pusher::TOKEN . "\r\n" ),
		'the header\'s name in capitals, no blank'   => array( 200, 'AUTHORIZATION:Bearer ' . Pusher::TOKEN . "\r\n" ),
		'blanks after the token'                     => array( 200, 'Authorization: Bearer ' . Pusher::TOKEN . "  \r\n" ),
		'a field beyond Apache\'s limit'             => array( 400, 'Authorization: Bearer ' . str_repeat( 'a', 9000 ) . "\r\n" ),
		'a header without its colon'                 => array( 400, "Authorization Bearer x\r\n" ),
		'an empty Authorization header'              => array( 401, "Authorization:\r\n" ),
		'a header that only ends alike'              => array( 401, 'X-Authorization: Bearer ' . Pusher::TOKEN . "\r\n" ),
		'a proxy\'s Authorization'                   => array( 401, 'Proxy-Authorization: Bearer ' . Pusher::TOKEN . "\r\n" ),
	);
	foreach ( $heads as $what => list( $status, $headers ) ) {
		$t->same( $what, $status, $asks( $headers )->status );
	}
	$t->same( 'a head in many packets', 200, $raw->ask( ...str_split( Raw::head( $right . $two ) . '[]', 7 ) )->status );
	$answer = $raw->ask( 'POST ' . Pusher::V1 . " HTTP/1.0\r\n$right$two\r\n[]" );
	$t->same( 'HTTP/1.0 without a Host is not guarded and not forwarded by the first site', array( true, null ), array( $answer->isPhp(), $answer->server( 'STOCKWIRE_MODULE' ) ) );

	$paths = array(
		'an encoded slash is Apache\'s to refuse'     => array( 404, '/wp-json%2Fstockwire/v1/stock' ),
		'a cut percent sign is Apache\'s to refuse'   => array( 400, Pusher::V1 . '%' ),
		'a NUL in the path is Apache\'s to refuse'    => array( 404, Pusher::V1 . '%00' ),
		'a fragment is Apache\'s to refuse'           => array( 400, Pusher::V1 . '#x' ),
		'encoded slashes in rest_route are guarded'   => array( 401, '/?rest_route=%2Fstockwire%2Fv1%2Fstock' ),
		'a cut percent sign in the query stays'       => array( 401, Pusher::V1 . '?x=%' ),
		'a plus in rest_route is a blank'             => array( 200, '/?rest_route=/stockwire/v1+/stock' ),
		'rest_route on another page is PHP\'s'        => array( 200, '/hello/?rest_route=/stockwire/v1/stock' ),
		'an absolute target is guarded'               => array( 401, 'http://guard.test' . Pusher::V1 ),
		'a long path'                                 => array( 200, '/' . str_repeat( str_repeat( 'a', 200 ) . '/', 10 ) ),
		'a thousand arguments'                        => array( 401, '/?' . str_repeat( 'a&', 1000 ) . 'rest_route=/stockwire/v1/stock' ),
	);
	foreach ( $paths as $what => list( $status, $target ) ) {
		$t->same( $what, $status, $raw->ask( Raw::head( $two, $target ) . '[]' )->status );
	}
};
