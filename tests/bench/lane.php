<?php
// SPDX-License-Identifier: MIT
// Times pushes over HTTP by the fast lane, by the ordinary route, and for one line WooCommerce's own PUT, in turn: medians and
// ratios. Wants a sandbox with LANE=fast. Usage: sandbox/php tests/bench/lane.php LINES ROUNDS

declare(strict_types=1);

use Stockwire\Shop\Lane\Facts;

require __DIR__ . '/../../sandbox/setup/load.php';

$lines  = (int) ( $argv[1] ?? 1 );
$rounds = (int) ( $argv[2] ?? 21 );
if ( ! Facts::read()->open() ) {
	fwrite( STDERR, "bench: the fast lane is not open; run sandbox/up with LANE=fast.\n" );
	exit( 1 );
}
global $wpdb;
$holders = $wpdb->get_results(
	"SELECT l.sku, l.product_id AS id FROM {$wpdb->prefix}wc_product_meta_lookup l
	JOIN {$wpdb->posts} p ON p.ID = l.product_id AND p.post_type = 'product' AND p.post_status = 'publish'
	JOIN {$wpdb->postmeta} m ON m.post_id = p.ID AND m.meta_key = '_manage_stock' AND m.meta_value = 'yes'
	WHERE l.sku <> '' GROUP BY l.sku HAVING COUNT(*) = 1"
);
shuffle( $holders );
list( $password, $item ) = WP_Application_Passwords::create_new_application_password( 1, array( 'name' => 'bench' . uniqid() ) );
$basic = 'Authorization: Basic ' . base64_encode( get_userdata( 1 )->user_login . ":$password" );
$url   = (string) getenv( 'SITE_URL' );

/** Milliseconds that a request takes. */
$send = static function ( string $method, string $address, array $headers, string $body ): float {
	$curl = curl_init( $address );
	curl_setopt_array( $curl, array( CURLOPT_CUSTOMREQUEST => $method, CURLOPT_HTTPHEADER => array( 'Expect:', 'Content-Type: application/json', ...$headers ), CURLOPT_POSTFIELDS => $body, CURLOPT_RETURNTRANSFER => true ) );
	$start  = hrtime( true );
	$answer = curl_exec( $curl );
	$took   = ( hrtime( true ) - $start ) / 1e6;
	if ( 200 !== curl_getinfo( $curl, CURLINFO_RESPONSE_CODE ) ) {
		throw new RuntimeException( "$method $address: " . substr( (string) $answer, 0, 200 ) );
	}
	return $took;
};

$at    = 0;
$times = array();
for ( $round = 0; $round <= $rounds; $round++ ) {
	foreach ( 1 === $lines ? array( 'lane', 'route', 'put' ) : array( 'lane', 'route' ) as $way ) {
		$taken = array();
		for ( $i = 0; $i < $lines; $i++ ) {
			$taken[] = $holders[ $at++ % count( $holders ) ];
		}
		$quantity = random_int( 1, 900 );
		$body     = array( 'lines' => array_map( static fn( object $one ): array => array( 'code' => $one->sku, 'warehouse' => 'Magazin', 'quantity' => random_int( 1, 900 ) ), $taken ) );
		// The module leaves what has an Idempotency-Key to the ordinary route.
		$key  = 'route' === $way ? array( 'Idempotency-Key: ' . uniqid( '', true ) ) : array();
		$took = 'put' === $way
			? $send( 'PUT', "$url/wp-json/wc/v3/products/{$taken[0]->id}", array( $basic ), (string) json_encode( array( 'stock_quantity' => $quantity ) ) )
			: $send( 'POST', "$url/wp-json/stockwire/v1/stock", array( 'Authorization: Bearer ' . getenv( 'TOKEN' ), ...$key ), (string) json_encode( $body ) );
		// The first round warms up; announcing is to be over before the next is timed.
		if ( $round > 0 ) {
			$times[ $way ][] = $took;
		}
		usleep( 1 === $lines ? 400000 : 6000000 );
	}
}
WP_Application_Passwords::delete_application_password( 1, $item['uuid'] );
$median = static function ( array $all ): float {
	sort( $all );
	return $all[ intdiv( count( $all ), 2 ) ];
};
foreach ( $times as $way => $all ) {
	printf( "%-6s %d lines: median %.1f ms, the lane is %.1f times as fast\n", $way, $lines, $median( $all ), $median( $all ) / $median( $times['lane'] ) );
}
