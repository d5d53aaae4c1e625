<?php
// SPDX-License-Identifier: MIT
// Nonsense is refused at start with a sentence; what makes sense is taken.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$refused = array(
		'Stockwire Maybe'                   => 'Stockwire must be On or Off',
		'Stockwire'                         => 'Stockwire must be On or Off',
		'StockwireForward'                  => 'StockwireForward requires at least one argument',
		'StockwireForward wc/v3'            => 'must begin with a slash',
		'StockwireForward /'                => 'CGIPassAuth On',
		'StockwireForward ///'              => 'CGIPassAuth On',
		'StockwireForward /wc/%76'          => 'must be a plain REST route',
		'StockwireForward "/wc v3"'         => 'must be a plain REST route',
		'StockwireForward /wc/../x'         => 'must be a plain REST route',
		'StockwireForward /wc?x'            => 'must be a plain REST route',
		'StockwireForward /wc//v3'          => 'must be a plain REST route',
		'StockwireForward /wc/v3 None'      => 'None must stand alone',
		'StockwireForward None /wc/v3'      => 'None must stand alone',
		'StockwireForward /' . str_repeat( 'a', 200 ) => 'longer than 200 bytes',
		'StockwireTokenFile ""'             => 'takes one argument',
		'StockwireTokenFile run/'           => 'must be the path of a file',
		'StockwireTokenFile run'            => 'must be the path of a file',
		'StockwireTokenFile a b'            => 'StockwireTokenFile takes one argument',
		'StockwireMaxBody 0'                => 'between 64K and 32M',
		'StockwireMaxBody 65535'            => 'between 64K and 32M',
		'StockwireMaxBody 33M'              => 'between 64K and 32M',
		'StockwireMaxBody 33554433'         => 'between 64K and 32M',
		'StockwireMaxBody -1'               => 'between 64K and 32M',
		'StockwireMaxBody 1G'               => 'between 64K and 32M',
		'StockwireMaxBody 1MM'              => 'between 64K and 32M',
		'StockwireMaxBody lots'             => 'between 64K and 32M',
		'StockwireMaxBody ""'               => 'takes one argument',
		'StockwireMaxBody 99999999999999999999' => 'between 64K and 32M',
		'StockwireMaxBody 9007199254740993M' => 'between 64K and 32M',
		'StockwireRate 0'                   => 'between 1 and 60000, or Off',
		'StockwireRate 60001'               => 'between 1 and 60000, or Off',
		'StockwireRate -5'                  => 'between 1 and 60000, or Off',
		'StockwireRate 5/min'               => 'between 1 and 60000, or Off',
		'StockwireRate On'                  => 'between 1 and 60000, or Off',
		'StockwireRate 99999999999999999999' => 'between 1 and 60000, or Off',
		'StockwireRestPrefix ""'            => 'takes one argument',
		'StockwireRestPrefix /wp-json'      => 'must be what rest_url_prefix gives',
		'StockwireRestPrefix wp-json/'      => 'must be what rest_url_prefix gives',
		'StockwireRestPrefix "wp json"'     => 'must be what rest_url_prefix gives',
		'StockwireWordPress /nowhere'       => 'must be the whole path of the folder that holds wp-load.php',
		'StockwireWordPress www'            => 'must be the whole path',
		'StockwireWordPress ""'             => 'takes one argument',
		'StockwireLane Maybe'               => 'there is no file Maybe',
		'StockwireLane /nowhere/push.php'   => 'there is no file /nowhere/push.php',
		"StockwireLane {$server->dir}/lane" => 'there is no file',
		'StockwireLane a b'                 => 'StockwireLane takes one argument',
		'<Location />' . "\nStockwireWordPress None\n" . '</Location>' => 'StockwireWordPress not allowed',
		'<Directory />' . "\nStockwireRate 5\n" . '</Directory>' => 'StockwireRate not allowed',
	);
	foreach ( $refused as $line => $sentence ) {
		list( $fine, $said ) = $server->checkConfiguration( $line );
		$shown               = strlen( $line ) > 60 ? substr( $line, 0, 60 ) . '…' : strtr( $line, "\n", ' ' );
		$t->check( "refused at start: $shown", ! $fine && str_contains( $said, $sentence ), trim( $said ) );
	}
	$taken = array(
		'Stockwire On', 'stockwire off', 'StockwireForward None', 'StockwireForward /wc/v3/ /wc/v2', 'StockwireForward /wc-analytics',
		'StockwireTokenFile none', 'StockwireTokenFile /nowhere/tokens', 'StockwireTokenFile tokens', 'StockwireMaxBody 65536',
		'StockwireMaxBody 64k', 'StockwireMaxBody 32M', 'StockwireMaxBody 33554432', 'StockwireRate 1', 'StockwireRate 60000',
		'StockwireRate off', 'StockwireRestPrefix api', 'StockwireRestPrefix api/json', "<Location /x>\nStockwire On\n</Location>",
		'StockwireWordPress none', "StockwireWordPress {$server->dir}/www", "StockwireWordPress {$server->dir}/www///", 'StockwireLane off',
		"StockwireLane {$server->dir}/lane/push.php",
		"<VirtualHost *>\nStockwireRate 5\nStockwireMaxBody 1M\n</VirtualHost>",
	);
	foreach ( $taken as $line ) {
		list( $fine, $said ) = $server->checkConfiguration( $line );
		$t->check( 'taken: ' . strtr( $line, "\n", ' ' ), $fine, trim( $said ) );
	}
};
