<?php
// SPDX-License-Identifier: MIT
// Opens the fast lane as the owner would, by testing the connection.

declare(strict_types=1);

use Stockwire\Shop\Connection\Test;
use Stockwire\Shop\Lane\Facts;

require __DIR__ . '/load.php';

$finding = ( new Test() )->run();
if ( ! Facts::read()->open() ) {
	fwrite( STDERR, 'sandbox: the fast lane is not open: ' . Facts::read()->reason() . '; ' . $finding->sentence() . " {$finding->line}\n" );
	exit( 1 );
}
