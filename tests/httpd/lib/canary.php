<?php
// SPDX-License-Identifier: MIT
// Before a run under a checker: a module with known faults must be told on.

declare(strict_types=1);

namespace Stockwire\Tests\Httpd;

return static function ( Suite $suite, string $stack ): void {
	$work  = ( getenv( 'TMPDIR' ) ?: '/tmp' ) . '/stockwire-canary-' . bin2hex( random_bytes( 6 ) );
	$flags = 'asan' === getenv( 'CHECKER' ) ? '-Wc,-fsanitize=address -Wc,-fno-omit-frame-pointer' : '';
	mkdir( $work, 0711 );
	copy( dirname( __DIR__ ) . '/unit/canary.c', "$work/mod_canary.c" );
	exec( "cd $work && apxs -c -Wc,-O0 -Wc,-g $flags mod_canary.c 2>&1", $said, $code );
	foreach ( array( 'overflow', 'leak', 'nothing' ) as $fault ) {
		$server = new Server( $stack, null, true, "LoadModule canary_module $work/.libs/mod_canary.so\n" );
		$server->start();
		$server->ask( 'plain.test', "/canary?$fault", array(), null, 'GET' );
		$server->stop();
		$suite->named( 'checker' )->check(
			'nothing' === $fault ? 'it is silent about what is right' : "it tells of a deliberate $fault",
			( 'nothing' === $fault ) === ( array() === $server->complaints() ),
			implode( ' ', array_merge( $said, $server->complaints() ) )
		);
	}
	exec( 'rm -rf ' . escapeshellarg( $work ) );
};
