<?php
// SPDX-License-Identifier: MIT
// An .htaccess may switch on, off and forward under AllowOverride AuthConfig, and nothing else.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$ask = static function ( string $host, string $text ) use ( $server ): int {
		file_put_contents( "{$server->dir}/override/.htaccess", "$text\n" );
		return $server->ask( $host, '/plain.txt', array(), null, 'GET' )->status;
	};
	foreach ( array( 'Stockwire On', 'Stockwire Off', 'StockwireForward /wc/v3/', 'StockwireForward None', 'StockwireForward /wc/v3 /wc/v2' ) as $line ) {
		$t->same( "AllowOverride AuthConfig takes $line", 200, $ask( 'authconfig.test', $line ) );
		$t->same( "AllowOverride FileInfo does not take $line", 500, $ask( 'fileinfo.test', $line ) );
		$t->same( "AllowOverride None never reads $line", 200, $ask( 'none-override.test', $line ) );
	}
	foreach ( array( 'StockwireTokenFile x', 'StockwireMaxBody 1M', 'StockwireRate 5', 'StockwireRestPrefix api' ) as $line ) {
		$t->same( "no .htaccess takes $line", 500, $ask( 'authconfig.test', $line ) );
	}
	$t->same( 'nonsense in an .htaccess is an error of that folder', 500, $ask( 'authconfig.test', 'StockwireForward nonsense' ) );
	$t->check( 'and its sentence is in the log', str_contains( $server->log(), 'the route "nonsense" must begin with a slash' ) );
	$t->same( 'the other folders go on', 200, $server->ask( 'plain.test', '/plain.txt', array(), null, 'GET' )->status );
};
