<?php
// SPDX-License-Identifier: MIT
// Runs rows of faults.md by number, or a part by name; each row ends with all invariants.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

spl_autoload_register(
	static function ( string $name ): void {
		$file = str_replace( 'Stockwire\Tests\Faults\\', '', $name );
		require __DIR__ . ( 'Invariants' === $file ? '/' : '/lib/' ) . "$file.php";
	}
);

$suite = new Suite();
$suite->named( 'sandbox' );
$world = new World( (string) getenv( 'OUT' ) );
foreach ( array_slice( $argv, 1 ) as $name ) {
	$files = glob( __DIR__ . "/rows/$name*.php" ) ?: glob( __DIR__ . "/rows/0$name-*.php" ) ?: array();
	if ( array() === $files ) {
		$suite->check( "there is a row $name", false );
	}
	foreach ( $files as $file ) {
		$suite->named( basename( $file, '.php' ) );
		$start = hrtime( true );
		try {
			$world->begin();
			( require $file )( $suite, $world );
			$world->check( $suite );
		} catch ( \Throwable $e ) {
			$suite->check( 'runs to its end', false, $e->getMessage() . ' at ' . basename( $e->getFile() ) . ':' . $e->getLine() );
		}
		$suite->note( sprintf( '%.1f s', ( hrtime( true ) - $start ) / 1e9 ) );
	}
}
exit( $suite->finish() );
