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
	$flags = '-std=gnu11 -g -O1 -Wall -Wextra -fno-sanitize-recover=undefined ' . $query( 'EXTRA_CPPFLAGS' )
		. " -isystem {$query( 'INCLUDEDIR' )} -isystem {$query( 'APR_INCLUDEDIR' )} -I$root/ext";
	$sources = array(
		'rate'     => "$root/apache-module/mod_stockwire_rate.c",
		'endpoint' => "$root/apache-module/mod_stockwire_endpoint.c",
		'tokens'   => "$root/ext/core/token.c -lcrypto",
	);
	foreach ( array( 'rate address,undefined', 'endpoint address,undefined', 'tokens address,undefined', 'tokens thread' ) as $run ) {
		list( $part, $sanitizer ) = explode( ' ', $run );
		$program                  = "{$server->dir}/$part-test";
		$source                   = "{$sources[ $part ]} -fsanitize=$sanitizer";
		$said    = array();
		exec( "cc $flags -o $program " . dirname( __DIR__ ) . "/unit/$part.c $source -lapr-1 2>&1", $said, $code );
		$t->check( "$part compiles ($sanitizer)", 0 === $code, implode( ' ', $said ) );
		$said = array();
		exec( "$program $program.data 2>&1", $said, $code );
		foreach ( preg_grep( '/^(ok|FAIL) /', $said ) ?: array() as $line ) {
			$t->check( "$part: " . trim( substr( $line, 4 ) ), str_starts_with( $line, 'ok' ) );
		}
		$t->check( "$part ends without a word of the sanitizer ($sanitizer)", 0 === $code || (bool) preg_grep( '/^FAIL/', $said ), implode( ' ', array_slice( $said, -5 ) ) );
	}
};
