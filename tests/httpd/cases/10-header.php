<?php
// SPDX-License-Identifier: MIT
// Authorization reaches PHP for our endpoints, however they are spelled, and for nothing else.

declare(strict_types=1);

use Stockwire\Tests\Httpd\Server;
use Stockwire\Tests\Httpd\Suite;

return static function ( Suite $t, Server $server ): void {
	$token = array( 'Authorization' => 'Bearer abc' );
	$seen  = static fn( string $host, string $target, array $headers = array( 'Authorization' => 'Bearer abc' ), string $method = 'POST' ): ?string =>
		$server->ask( $host, $target, $headers, 'POST' === $method ? '[]' : null, $method )->server( 'HTTP_AUTHORIZATION' );

	$reached = array(
		'the SmartBill route'                 => '/wp-json/smartbill_woocommerce/v1/stocks',
		'the v1 route'                        => '/wp-json/stockwire/v1/stock',
		'a trailing slash'                    => '/wp-json/stockwire/v1/stock/',
		'another letter case'                 => '/wp-json/SmartBill_WooCommerce/V1/Stocks',
		'a query beside it'                   => '/wp-json/stockwire/v1/stock?preview=1',
		'?rest_route= on the front page'      => '/?rest_route=/stockwire/v1/stock',
		'?rest_route= on index.php'           => '/index.php?rest_route=/smartbill_woocommerce/v1/stocks',
		'?rest_route= with encoded slashes'   => '/?rest_route=%2Fstockwire%2Fv1%2Fstock',
		'?rest_route= after other arguments'  => '/?a=b&rest_route=/stockwire/v1/stock&c',
		'a name that PHP turns into it'       => '/?rest.route=/stockwire/v1/stock',
		'the last of two rest_route'          => '/?rest_route=/wp/v2/posts&rest_route=/stockwire/v1/stock',
		'rest_route before the path'          => '/wp-json/wp/v2/posts?rest_route=/stockwire/v1/stock',
		'PATH_INFO'                           => '/index.php/wp-json/stockwire/v1/stock',
		'doubled slashes'                     => '//wp-json//stockwire/v1//stock',
		'percent-encoded letters'             => '/wp%2Djson/smartbill%5Fwoocommerce/v1/stock%73',
		'the site in a subfolder'             => '/shop/wp-json/stockwire/v1/stock',
		'the subfolder by ?rest_route='       => '/shop/?rest_route=/stockwire/v1/stock',
		'the subfolder by PATH_INFO'          => '/shop/index.php/wp-json/smartbill_woocommerce/v1/stocks',
		'the site behind an alias'            => '/alias/wp-json/stockwire/v1/stock',
		'a receipt'                           => '/wp-json/stockwire/v1/receipts/7',
		'the status'                          => '/wp-json/stockwire/v1/status',
		'an absolute request target'          => 'http://on.test/wp-json/stockwire/v1/status',
	);
	foreach ( $reached as $what => $target ) {
		$t->same( "header handed over: $what", 'Bearer abc', $seen( 'on.test', $target ) );
	}

	$untouched = array(
		'the front page'                     => '/',
		'wp/v2'                              => '/wp-json/wp/v2/posts',
		'wc/v3 while not switched on'        => '/wp-json/wc/v3/products',
		'a route that only begins alike'     => '/wp-json/stockwire/v10/stock',
		'a namespace that only begins alike' => '/wp-json/stockwire-other/v1/stock',
		'another plugin\'s SmartBill route'  => '/wp-json/smartbill_woocommerce/v1/other',
		'the route without the prefix'       => '/stockwire/v1/stock',
		'a prefix that only ends alike'      => '/xwp-json/stockwire/v1/stock',
		'a path asked for by rest_route'     => '/wp-json/stockwire/v1/stock?rest_route=/wp/v2/posts',
		'an empty rest_route'                => '/wp-json/stockwire/v1/stock?rest_route=',
		'a NUL in the path'                  => '/?rest_route=/stockwire/v1/stock%00',
		'a folder whose .htaccess says Off'  => '/off/wp-json/stockwire/v1/stock',
		'Basic on wp/v2'                     => '/wp-json/wp/v2/users/me',
	);
	foreach ( $untouched as $what => $target ) {
		$answer = $server->ask( 'on.test', $target, $token, '[]' );
		$t->check( "page ran: $what", $answer->isPhp(), "status {$answer->status}" );
		$t->same( "header left alone: $what", null, $answer->server( 'HTTP_AUTHORIZATION' ) );
	}

	$t->same( 'no header, none made', null, $seen( 'on.test', '/wp-json/stockwire/v1/status', array(), 'GET' ) );
	$t->same( 'Basic reaches wc/v3 when switched on', 'Basic eDp5', $seen( 'wc.test', '/wp-json/wc/v3/products', array( 'Authorization' => 'Basic eDp5' ), 'GET' ) );
	$t->same( 'wc/v2 stays out then', null, $seen( 'wc.test', '/wp-json/wc/v2/products' ) );
	$t->same( 'StockwireForward None takes it back below', null, $seen( 'none.test', '/shop/wp-json/wc/v3/products' ) );
	$t->same( 'a renamed REST prefix', 'Bearer abc', $seen( 'prefix.test', '/api/stockwire/v1/stock' ) );
	$t->same( 'wp-json beside a renamed prefix', null, $seen( 'prefix.test', '/wp-json/stockwire/v1/stock' ) );
	$t->same( 'On in .htaccess', 'Bearer abc', $seen( 'htaccess.test', '/wp-json/stockwire/v1/stock' ) );
	$t->same( 'forwarding in .htaccess', 'Bearer abc', $seen( 'htaccess.test', '/wp-json/wc/v3/orders' ) );
	$t->same( 'Off in a folder below', null, $seen( 'htaccess.test', '/off/wp-json/stockwire/v1/stock' ) );
	$t->same( 'behind FallbackResource', 'Bearer abc', $seen( 'fallback.test', '/wp-json/stockwire/v1/stock' ) );
	$t->same( 'behind a rewrite of the virtual host', 'Bearer abc', $seen( 'vhost-rewrite.test', '/wp-json/stockwire/v1/stock' ) );
	$t->same( 'a header that the site drops stays dropped', null, $seen( 'unset.test', '/wp-json/stockwire/v1/stock' ) );
	$t->same( 'a site that is not configured', null, $seen( 'plain.test', '/wp-json/stockwire/v1/stock' ) );
};
