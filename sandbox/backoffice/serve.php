<?php
// SPDX-License-Identifier: MIT
// The simulated back office as a server: answers SmartBill's three calls over TLS on loopback, and fails on request.
// Usage: serve.php FOLDER    FOLDER holds the certificates; ports, pid, control.json and requests.log are kept there.
// Environment: BACKOFFICE_USER, BACKOFFICE_TOKEN, BACKOFFICE_COMPANY; BOOKS (default FOLDER/../books.json); UNTIL_EOF=1 to end
// when standard input does.
// control.json (see Control.php), e.g. {"fault":"rate","seconds":7,"times":1}; no file: no fault.

declare(strict_types=1);

namespace Stockwire\Sandbox;

require dirname( __DIR__ ) . '/autoload.php';

$folder = $argv[1] ?? '';
if ( ! is_file( "$folder/good.pem" ) ) {
	fwrite( STDERR, "usage: serve.php FOLDER, which certificates has filled\n" );
	exit( 2 );
}
( new Server( $folder, new Answers( getenv( 'BOOKS' ) ?: dirname( $folder ) . '/books.json' ), new Control( "$folder/control.json" ) ) )->run();
