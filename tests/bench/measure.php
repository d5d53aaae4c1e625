<?php
// SPDX-License-Identifier: MIT
// One measurement, in a process of its own: measure.php WAY LINES SIZE SEED code|name → a line of JSON.

declare(strict_types=1);

use Stockwire\Tests\Bench\Lines;
use Stockwire\Tests\Bench\Stock;

if ( in_array( $argv[1], array( 'Loop', 'Batch', 'Put', 'Incumbent' ), true ) ) {
	require __DIR__ . '/peer.php';
}
require __DIR__ . '/../../wp-plugin/stockwire/src/autoload.php';
require __DIR__ . '/../../sandbox/setup/load.php';
require __DIR__ . '/../../sandbox/autoload.php';
require __DIR__ . '/autoload.php';

list( , $way, $count, $size, $seed, $by ) = $argv;
$class   = 'Stockwire\\Tests\\Bench\\' . $way;
$by_name = 'name' === $by;
$peer    = new $class();

// The wake-up call would make a server announce beside the next measurement.
add_filter( 'pre_http_request', static fn() => new WP_Error( 'bench', 'nobody is called' ) );

$warm = Lines::pick( min( $peer->warm(), (int) $count ), (int) $size, (int) $seed + 500009 );
Stock::first_change( $warm );
$peer->prepare( $warm, $by_name );
$peer->run( $warm, $by_name );
if ( method_exists( $peer, 'after' ) ) {
	$peer->after();
}

$lines = Lines::pick( (int) $count, (int) $size, (int) $seed );
Stock::first_change( $lines );
$rows = Stock::rows( $lines );
$peer->prepare( $lines, $by_name );
wp_cache_flush();
$start   = hrtime( true );
$more    = $peer->run( $lines, $by_name );
$seconds = ( hrtime( true ) - $start ) / 1e9;
if ( method_exists( $peer, 'after' ) ) {
	$more += $peer->after();
}
// Requests elsewhere have set options and transients: nothing of this process' cache is to be believed.
wp_cache_flush();
$wrong = Stock::wrong( $lines );
$added = Stock::rows( $lines ) - $rows;
Stock::forget_pending();
if ( $wrong > 0 ) {
	fwrite( STDERR, "$way left $wrong of $count lines wrong\n" );
	exit( 1 );
}
if ( 0 !== $added ) {
	fwrite( STDERR, "$way added $added rows: its products were never changed before\n" );
	exit( 1 );
}
echo json_encode( array( 'way' => $way, 'lines' => (int) $count, 'size' => (int) $size, 'by' => $by, 'seconds' => $seconds ) + $more ), "\n";
