<?php
// SPDX-License-Identifier: MIT
// Asks the simulated back office as a shop does, and prints what came of it. Run it with sandbox/php:
//   pull.php warehouses | stocks WAREHOUSE [good|expired|self_signed|wrong_host]

declare(strict_types=1);

use Stockwire\BackOffice;
use Stockwire\PullFailure;

list( , $question, $warehouse, $certificate ) = $argv + array( '', '', '', 'good' );
$url    = getenv( 'good' === $certificate ? 'BACKOFFICE_URL' : 'BACKOFFICE_' . strtoupper( $certificate ) . '_URL' );
$office = new BackOffice(
	array(
		'url'       => $url,
		'user'      => getenv( 'BACKOFFICE_USER' ),
		'token'     => getenv( 'BACKOFFICE_TOKEN' ),
		'company'   => getenv( 'BACKOFFICE_COMPANY' ),
		'stalled'   => 4000,
		'overall'   => 60000,
		'max_bytes' => 24 * 1024 * 1024,
		'tries'     => 1,
	)
);
$sum    = 0;
try {
	if ( 'warehouses' === $question ) {
		echo implode( ',', $office->warehouses() ), "\n";
	} else {
		$count = $office->stocks(
			$warehouse,
			static function ( array $lines ) use ( &$sum ): void {
				$sum += array_sum( array_column( $lines, 'quantity' ) );
			}
		);
		echo "$count lines, $sum pieces\n";
	}
} catch ( PullFailure $e ) {
	echo $e->reason, ' ', $e->retryAfter > 0 ? 'later' : 'never', "\n";
}
preg_match( '/VmHWM:\s+(\d+)/', (string) file_get_contents( '/proc/self/status' ), $most );
fwrite( STDERR, $most[1] . "\n" );
