<?php
// SPDX-License-Identifier: MIT
// Row 22: the extension is missing, or of another PHP; the module is missing.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$holders = $world->holders( 2 );
	$old     = $world->stocks( $holders );
	$lines   = $world->lines( $holders );
	$run     = $world->servers->run;
	$ini     = "$run/php/conf.d/91-stockwire.ini";
	$line    = (string) file_get_contents( $ini );
	$restart = static function () use ( $world ): void {
		$world->servers->call( 'httpd_stop' );
		$world->servers->call( 'httpd_start' );
	};
	// The number of PHP's extension interface stands in the entry of the module; another version's is refused by PHP.
	$api   = (int) trim( (string) shell_exec( 'php-config --phpapi' ) );
	$other = str_replace( pack( 'V', $api ), pack( 'V', $api - 10000 ), (string) file_get_contents( "$run/ext/stockwire.so" ) );
	file_put_contents( "$run/ext/other.so", $other );
	try {
		foreach ( array( 'missing' => '', 'of another PHP' => "extension = $run/ext/other.so\n" ) as $how => $text ) {
			file_put_contents( $ini, $text );
			$restart();
			$suite->same( "extension $how: the site is up", 200, $world->sender->wait( $world->sender->start( 'GET', '/' ) )->status );
			$suite->same( "extension $how: 503", 503, $world->push( $lines )->status );
			$html = (string) ( $world->sender->wait( $world->sender->start( 'GET', '/?faults=notices' ) )->json()['html'] ?? '' );
			$suite->check( "extension $how: the admin is told the cure", 1 === preg_match( '/Stockwire:.*extension/s', $html ), strip_tags( $html ) );
			$suite->same( "extension $how: nothing is applied", $old, $world->stocks( $holders ) );
		}
	} finally {
		file_put_contents( $ini, $line );
		unlink( "$run/ext/other.so" );
	}
	mkdir( "$run/apache/kept" );
	$files = glob( "$run/apache/conf.d/stockwire*" ) ?: array();
	array_map( static fn( string $file ) => rename( $file, "$run/apache/kept/" . basename( $file ) ), $files );
	try {
		$restart();
		$suite->same( 'module missing: the site is up', 200, $world->sender->wait( $world->sender->start( 'GET', '/' ) )->status );
		$answer = $world->push( $lines );
		$suite->check( 'module missing: PHP answers for itself', 200 === $answer->status || 503 === $answer->status, $answer );
	} finally {
		array_map( static fn( string $file ) => rename( "$run/apache/kept/" . basename( $file ), $file ), $files );
		rmdir( "$run/apache/kept" );
		$restart();
	}
	$suite->same( 'with all parts it works', 200, $world->push( $lines )->status );
};
