<?php
// SPDX-License-Identifier: MIT
// One measurement of tests/bench/fetch, in a process of its own: fetch.php empty|full PERCENT → a line of JSON.

declare(strict_types=1);

use Stockwire\Shop\Fetch\Account;
use Stockwire\Shop\Jobs\Fetch;
use Stockwire\Shop\Jobs\Job;
use Stockwire\Shop\Jobs\Progress;
use Stockwire\Shop\Jobs\Run;
use Stockwire\Shop\Jobs\Steps;
use Stockwire\Shop\Settings;

require __DIR__ . '/../../wp-plugin/stockwire/src/autoload.php';
require __DIR__ . '/../../sandbox/setup/load.php';

/** Settings and account of the sandbox's back office. */
function connect(): void {
	$url = (string) getenv( 'BACKOFFICE_URL' );
	Account::save( (string) getenv( 'BACKOFFICE_USER' ), (string) getenv( 'BACKOFFICE_TOKEN' ), $url );
	Settings::load()->with(
		array( 'fetch_url' => $url, 'fetch_company' => (string) getenv( 'BACKOFFICE_COMPANY' ), 'warehouses' => array( 'Magazin', 'Depozit' ), 'brake_percent' => 0, 'shadow' => false, 'buffer' => 0, 'enabled' => true )
	)->save();
}

/** Makes the number of so many products differ from the books, as sales in a shop without a link would. */
function disturb( int $percent ): void {
	global $wpdb;
	// A shop that was filled in one go has no statistics yet, and MariaDB reads whole tables for want of them.
	$wpdb->query( "ANALYZE TABLE {$wpdb->posts}, {$wpdb->postmeta}, {$wpdb->prefix}wc_product_meta_lookup" );
	$which = "MOD(l.product_id, 100) < $percent AND l.stock_quantity IS NOT NULL";
	$wpdb->query( "UPDATE {$wpdb->postmeta} m JOIN {$wpdb->prefix}wc_product_meta_lookup l ON l.product_id = m.post_id SET m.meta_value = l.stock_quantity + 5 WHERE m.meta_key = '_stock' AND $which" );
	$wpdb->query( "UPDATE {$wpdb->prefix}wc_product_meta_lookup l SET l.stock_quantity = l.stock_quantity + 5 WHERE $which" );
}

function highest_kib(): int {
	return preg_match( '/^VmHWM:\s+(\d+)/m', (string) file_get_contents( '/proc/self/status' ), $found ) ? (int) $found[1] : 0;
}

/** Somebody with the page open, in a process of its own. */
function watch( int $run, string $file ): void {
	$seen = array();
	do {
		$row = Run::find( $run );
		if ( null === $row ) {
			break;
		}
		$report = Progress::of( $row );
		$seen[] = $report['state'] . $report['read'] . '/' . $report['position'] . '/' . $report['changed'];
		file_put_contents( $file, (string) count( array_unique( $seen ) ) );
		sleep( 1 );
	} while ( $row->unfinished() );
}

// The web server is not to take part.
add_filter( 'pre_http_request', static fn() => array( 'response' => array( 'code' => 202 ), 'body' => '', 'headers' => array(), 'cookies' => array() ) );
if ( 'watch' === $argv[1] ) {
	watch( (int) $argv[2], $argv[3] );
	exit;
}
connect();
$control = (string) getenv( 'BACKOFFICE_CONTROL' );
'empty' === $argv[1] ? file_put_contents( $control, '{"fault":"empty"}' ) : @unlink( $control );
if ( 'full' === $argv[1] ) {
	disturb( (int) $argv[2] );
}
$run     = ( new Fetch() )->start();
$file    = (string) tempnam( sys_get_temp_dir(), 'stockwire' );
$watcher = proc_open( array( PHP_BINARY, ...array_filter( explode( ' ', (string) getenv( 'PHP_INI_ARGS' ) ) ), __FILE__, 'watch', (string) $run, $file ), array(), $pipes );
$start   = microtime( true );
$steps   = new Steps();
while ( Run::find( $run )->unfinished() ) {
	$steps->work( 12.0, $run );
}
$seconds = microtime( true ) - $start;
$kib     = highest_kib();
proc_close( $watcher );
@unlink( $control );
$row    = Run::find( $run );
$phases = Job::load()->record()['phases'];
global $wpdb;
echo wp_json_encode(
	array(
		'state'   => $row->state,
		'lines'   => $row->numbers['lines'],
		'changed' => $row->numbers['changed'],
		'seconds' => $seconds,
		'reading' => ( ( $phases['matching'] ?? 0 ) - ( $phases['staging'] ?? 0 ) ) / 1000,
		'kib'     => $kib,
		'updates' => (int) file_get_contents( $file ),
		'wrong'   => 'full' === $argv[1] ? (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}wc_product_meta_lookup l JOIN (SELECT holder_id, SUM(quantity) AS q FROM {$wpdb->prefix}stockwire_levels GROUP BY holder_id) v ON v.holder_id = l.product_id JOIN {$wpdb->postmeta} m ON m.post_id = l.product_id AND m.meta_key = '_stock' WHERE l.stock_quantity <> v.q OR m.meta_value + 0 <> v.q" ) : 0,
	)
), "\n";
unlink( $file );
