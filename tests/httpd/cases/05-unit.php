<?php
// SPDX-License-Identifier: MIT
// Parts of the module alone, compiled with sanitizers: what would take minutes or luck over HTTP.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	if ( array_key_first( Server::STACKS ) !== $server->stack ) {
		return;
	}
	$root  = dirname( __DIR__, 3 );
	$query = static fn( string $name ): string => trim( (string) shell_exec( "apxs -q $name" ) );
	$flags = '-std=gnu11 -g -O1 -Wall -Wextra -fsanitize=address,undefined -fno-sanitize-recover=undefined ' . $query( 'EXTRA_CPPFLAGS' )
		. " -isystem {$query( 'INCLUDEDIR' )} -isystem {$query( 'APR_INCLUDEDIR' )} -I$root/out/apache";
	foreach ( array( 'rate', 'endpoint' ) as $part ) {
		$program = "{$server->dir}/$part-test";
		exec( "cc $flags -o $program " . dirname( __DIR__ ) . "/unit/$part.c $root/apache-module/mod_stockwire_$part.c -lapr-1 2>&1", $said, $code );
		$t->check( "$part compiles", 0 === $code, implode( ' ', $said ) );
		$said = array();
		exec( "$program 2>&1", $said, $code );
		foreach ( preg_grep( '/^(ok|FAIL) /', $said ) ?: array() as $line ) {
			$t->check( "$part: " . trim( substr( $line, 4 ) ), str_starts_with( $line, 'ok' ) );
		}
		$t->check( "$part ends without a sanitizer's word", 0 === $code || (bool) preg_grep( '/^FAIL/', $said ), implode( ' ', array_slice( $said, -5 ) ) );
	}
};
