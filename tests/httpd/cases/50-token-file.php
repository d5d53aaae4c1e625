<?php
// SPDX-License-Identifier: MIT
// The file of digests may change, vanish or be nonsense at any moment.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Pusher;
use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$push  = new Pusher( $server, 'changing.test' );
	$file  = "{$server->dir}/changing";
	$write = static function ( ?string $text ) use ( $file ): void {
		if ( null === $text ) {
			@unlink( $file );
			return;
		}
		file_put_contents( "$file.new", $text );
		rename( "$file.new", $file );
	};
	// Each child looks at the file once a second: ask until all agree, for at most five seconds.
	$settles = static function ( string $token, string $expected ) use ( $push ): string {
		for ( $agree = 0, $i = 0; $agree < 12 && $i < 100; $i++ ) {
			$answer = $push->send( Pusher::V1, $token );
			$state  = $answer->isPhp() ? (string) $answer->server( 'STOCKWIRE_MODULE' ) : (string) $answer->status;
			$agree  = $state === $expected ? $agree + 1 : 0;
			$agree || usleep( 50000 );
		}
		return $state;
	};
	$a = Pusher::line( 'changing.test', '/', 'token-a' );
	$b = Pusher::line( 'changing.test', '/', 'token-b' );

	$t->same( 'no file: PHP decides', 'no-file', $settles( 'token-a', 'no-file' ) );
	$write( "$a\n" );
	$t->same( 'the file appears', 'known', $settles( 'token-a', 'known' ) );
	// The address of each of these pushes is new, so an unknown token is PHP's to decide.
	$t->same( 'a token that it lacks', 'unknown', $settles( 'token-b', 'unknown' ) );
	$write( "$a\n$b\n" );
	$t->same( 'a second token is added', 'known', $settles( 'token-b', 'known' ) );
	$t->same( 'the first still counts', 'known', $settles( 'token-a', 'known' ) );
	$write( "$b\n" );
	$t->same( 'the first is taken out', 'unknown', $settles( 'token-a', 'unknown' ) );
	$write( null );
	$t->same( 'the file vanishes: PHP decides', 'no-file', $settles( 'token-b', 'no-file' ) );
	$write( '' );
	$t->same( 'an empty file lists nobody', 'unlisted', $settles( 'token-b', 'unlisted' ) );
	$write( "nonsense\nchanging.test / short\n$b extra\nchanging.test path " . hash( 'sha256', 'x' ) . "\n$a" );
	$t->same( 'bad lines are left out, the good one counts', 'known', $settles( 'token-a', 'known' ) );
	$t->same( 'a digest with a word after it is a bad line', 'unknown', $settles( 'token-b', 'unknown' ) );
	$t->check( 'bad lines are logged by number', str_contains( $server->log(), 'line 3 of' ) );
	$t->check( 'no digest is logged', ! str_contains( $server->log(), hash( 'sha256', 'token-b' ) ) );
	$write( "$b fast\n" );
	$t->same( 'the word that opens the fast lane is none where there is no lane', 'known', $settles( 'token-b', 'known' ) );
	$write( "$b fast fast\n$a\n" );
	$t->same( 'a word after it makes a bad line', 'unknown', $settles( 'token-b', 'unknown' ) );
	$write( "$b FAST\n$a\n" );
	$t->same( 'in capitals it is a bad line', 'unknown', $settles( 'token-b', 'unknown' ) );
	$write( str_replace( hash( 'sha256', 'token-b' ), strtoupper( hash( 'sha256', 'token-b' ) ), "$b\n" ) . "$a\n" );
	$t->same( 'a digest in capitals is a bad line', 'unknown', $settles( 'token-b', 'unknown' ) );
	$many = '';
	for ( $i = 0; $i < 5000; $i++ ) {
		$many .= Pusher::line( "shop$i.test", '/', "token-$i" ) . "\n";
	}
	$write( "$many$a\n" );
	$t->same( 'one site among 5,000', 'known', $settles( 'token-a', 'known' ) );
	$t->same( 'a token of another site among 5,000', 'unknown', $settles( 'token-7', 'unknown' ) );
	$write( str_repeat( "# nothing\n", 500000 ) . "$a\n" );
	$t->same( 'a file of 5 MB is no token file: PHP decides', 'no-file', $settles( 'token-a', 'no-file' ) );
	if ( 0 === posix_getuid() ) {
		$write( "$a\n" );
		$t->same( 'a proper file heals it', 'known', $settles( 'token-a', 'known' ) );
		chmod( $file, 0600 );
		touch( $file, time() - 5 );
		$t->same( 'a file that Apache may not read: PHP decides', 'no-file', $settles( 'token-a', 'no-file' ) );
		chmod( $file, 0644 );
		$t->same( 'it may read it again', 'known', $settles( 'token-a', 'known' ) );
	}
	$write( null );
	mkdir( $file );
	$t->same( 'a folder in its place: PHP decides', 'no-file', $settles( 'token-a', 'no-file' ) );
	rmdir( $file );

	$t->check( 'no token is in any log', ! preg_match( '/token-a|token-b|' . Pusher::TOKEN . '/i', $server->log() . $server->log( 'access.log' ) ) );
};
