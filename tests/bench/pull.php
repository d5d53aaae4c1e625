<?php
// SPDX-License-Identifier: MIT
// One measurement of tests/bench/pull, in a process of its own: prints lines, seconds, VmHWM in kB and ticks.

declare(strict_types=1);

use Stockwire\BackOffice;

$office = new BackOffice( array( 'url' => getenv( 'BACKOFFICE_URL' ), 'user' => getenv( 'BACKOFFICE_USER' ), 'token' => getenv( 'BACKOFFICE_TOKEN' ), 'company' => getenv( 'BACKOFFICE_COMPANY' ) ) );
$start  = hrtime( true );
$seen   = 0;
$ticks  = 0;
$lines  = $office->stocks(
	'Magazin',
	static function ( array $batch ) use ( &$seen ): void {
		$seen += count( $batch );
	},
	static function () use ( &$ticks ): void {
		++$ticks;
	}
);
$seconds = ( hrtime( true ) - $start ) / 1e9;
preg_match( '/VmHWM:\s+(\d+)/', (string) file_get_contents( '/proc/self/status' ), $most );
echo $seen === $lines ? $lines : -1, " $seconds $most[1] $ticks\n";
