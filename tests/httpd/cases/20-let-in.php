<?php
// SPDX-License-Identifier: MIT
// A push URL lets through what is right, and what PHP has to decide.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Answer;
use Stockwire\Tests\Httpd\Pusher;
use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$push   = new Pusher( $server );
	$passes = static function ( string $what, Answer $answer, string $state = 'known' ) use ( $t ): void {
		$t->same( "let in: $what", array( 200, true, $state ), array( $answer->status, $answer->isPhp(), $answer->server( 'STOCKWIRE_MODULE' ) ) );
	};
	$as = static fn( string $header ): Answer => $push->send( Pusher::V1, null, array( 'Authorization' => $header ) );
	$passes( 'a known token', $push->send( Pusher::V1 ) );
	$passes( 'a known token in another letter case', $push->send( Pusher::SMARTBILL, strtolower( Pusher::TOKEN ) ) );
	$passes( 'the second of two live tokens', $push->send( Pusher::V1, Pusher::SECOND ) );
	$passes( 'the scheme in lower case', $as( 'bearer ' . Pusher::TOKEN ) );
	$passes( 'two blanks after the scheme', $as( 'Bearer  ' . Pusher::TOKEN ) );
	$passes( 'the subfolder\'s token in the subfolder', $push->send( '/shop' . Pusher::V1, Pusher::SUBFOLDER ) );
	$passes( 'the alias\' token behind the alias', $push->send( '/alias' . Pusher::V1, Pusher::ALIAS ) );
	$passes( '?rest_route= with a known token', $push->send( '/?rest_route=/stockwire/v1/stock' ) );
	$passes( 'PATH_INFO with a known token', $push->send( '/index.php' . Pusher::SMARTBILL ) );
	$passes( 'a host in capitals and with a port', ( new Pusher( $server, 'GUARD.test:8080' ) )->send( Pusher::V1 ) );
	$passes( 'a read of a receipt, not guarded', $push->send( '/wp-json/stockwire/v1/receipts/1', 'wrong', array(), null, 'GET' ), 'forwarded' );
	$passes( 'the status for nobody, not guarded', $push->send( '/wp-json/stockwire/v1/status', null, array(), null, 'GET' ), 'forwarded' );

	foreach ( array( 'unlisted.test' => 'unlisted', 'nofile.test' => 'no-file', 'nonefile.test' => 'no-file' ) as $host => $state ) {
		$other = new Pusher( $server, $host );
		$passes( "a wrong token where PHP decides: $host", $other->send( Pusher::V1, 'wrong' ), $state );
		$passes( "no token where PHP decides: $host", $other->send( Pusher::SMARTBILL, null ), $state );
		$passes( "GET where PHP decides: $host", $other->send( Pusher::V1, null, array(), null, 'GET' ), $state );
	}
	$passes( 'an unknown token, the first of its address', $push->send( Pusher::V1, 'wrong' ), 'unknown' );
	$forged = $push->send( Pusher::V1, 'wrong', array( 'STOCKWIRE_MODULE' => 'known', 'Stockwire-Module' => 'known' ) );
	$passes( 'a client cannot say what the module knows', $forged, 'unknown' );
};
