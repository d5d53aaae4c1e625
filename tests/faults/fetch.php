<?php
// SPDX-License-Identifier: MIT
// Fetches from a back office until the run ends or waits: fetch.php URL → JSON of what became of it.

declare(strict_types=1);

require dirname( __DIR__, 2 ) . '/sandbox/setup/load.php';

use Stockwire\Shop\Fetch\Account;
use Stockwire\Shop\Jobs\Fetch;
use Stockwire\Shop\Jobs\Run;
use Stockwire\Shop\Jobs\Steps;
use Stockwire\Shop\Settings;

Settings::load()->with( array( 'fetch_url' => $argv[1], 'fetch_company' => (string) getenv( 'BACKOFFICE_COMPANY' ) ) )->save();
Account::save( (string) getenv( 'BACKOFFICE_USER' ), (string) getenv( 'BACKOFFICE_TOKEN' ), $argv[1] );
// The web server is not to take part.
add_filter( 'pre_http_request', static fn() => array( 'response' => array( 'code' => 202 ), 'body' => '', 'headers' => array(), 'cookies' => array() ) );
// A whole question may take 300 seconds: "overall" in ext/stockwire.stub.php. What has not ended a minute later is ended here.
pcntl_alarm( 360 );
$run   = ( new Fetch() )->start();
$steps = new Steps();
for ( $i = 0; $i < 20; $i++ ) {
	$steps->work( 10.0, $run );
	$row = Run::find( $run );
	if ( null === $row || ! $row->unfinished() || 'held' === $row->state || ( 'staging' === $row->state && '' !== $row->facts['error'] ) ) {
		break;
	}
}
$said = array( 'state' => $row?->state, 'error' => (string) ( $row?->facts['error'] ?? '' ), 'lines' => $row?->numbers['lines'], 'MiB' => memory_get_peak_usage( true ) >> 20 );
( new Fetch() )->cancel( $run );
echo json_encode( $said );
