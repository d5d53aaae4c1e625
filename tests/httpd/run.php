<?php
// SPDX-License-Identifier: MIT
// Runs the cases on each stack and adds up.

declare(strict_types=1);

namespace Stockwire\Tests\Httpd;

require __DIR__ . '/lib/Answer.php';
require __DIR__ . '/lib/Checker.php';
require __DIR__ . '/lib/Client.php';
require __DIR__ . '/lib/Config.php';
require __DIR__ . '/lib/Http2.php';
require __DIR__ . '/lib/Pusher.php';
require __DIR__ . '/lib/Raw.php';
require __DIR__ . '/lib/Server.php';
require __DIR__ . '/lib/Suite.php';

$options = array();
$wanted  = array();
foreach ( array_slice( $argv, 1 ) as $word ) {
	if ( preg_match( '/^--([a-z]+)(?:=(.+))?$/', $word, $m ) ) {
		$options[ $m[1] ] = $m[2] ?? '1';
	} else {
		$wanted[] = $word;
	}
}

// Checkers are slow: one stack with threads, and under valgrind the cases that take every way through the module.
if ( Checker::current() ) {
	$options += array( 'stack' => 'valgrind' === getenv( 'CHECKER' ) ? 'prefork-fpm' : 'event-fpm' );
}
if ( 'valgrind' === getenv( 'CHECKER' ) ) {
	$wanted = $wanted ?: array( '10-', '20-', '22-', '24-', '30-', '32-', '34-', '36-', '40-' );
}
$stacks = isset( $options['stack'] ) ? explode( ',', $options['stack'] ) : array_keys( Server::STACKS );
$suite  = new Suite();
$files  = array_filter(
	glob( __DIR__ . '/cases/*.php' ) ?: array(),
	static fn( string $file ): bool => ! $wanted || array_filter( $wanted, static fn( $w ) => str_contains( basename( $file ), $w ) )
);

if ( Checker::current() ) {
	( require __DIR__ . '/lib/canary.php' )( $suite, $stacks[0] );
}
foreach ( $stacks as $stack ) {
	$server = new Server( $stack, (string) getenv( 'MODULE' ) );
	try {
		$server->start();
		foreach ( $files as $file ) {
			$suite->run( $stack, $file, $server );
		}
	} catch ( \Throwable $e ) {
		$suite->broken( $stack, $e );
	} finally {
		$server->stop();
	}
	$suite->after( $stack, $server );
}
exit( $suite->finish() );
