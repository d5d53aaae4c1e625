<?php
// SPDX-License-Identifier: MIT
// rebuild.php SIZE: the rebuild in this process, a reader in another that writes down how long it had to wait.

declare(strict_types=1);

use Stockwire\Shop\EngineFactory;

require __DIR__ . '/../../wp-plugin/stockwire/src/autoload.php';
require __DIR__ . '/../../sandbox/setup/load.php';
require __DIR__ . '/../../sandbox/autoload.php';

$names = "{$wpdb->prefix}stockwire_names";
$size  = (int) ( $argv[1] ?? 0 );

if ( isset( $argv[2] ) ) {
	// The reader: a name a look-up, until it is told to stop.
	$waits = array();
	stream_set_blocking( STDIN, false );
	echo "ready\n";
	while ( ! feof( STDIN ) ) {
		fread( STDIN, 10 );
		$key   = bin2hex( Stockwire\Names::key( Stockwire\Names::TEXT, Stockwire\Sandbox\Measured::named( mt_rand( 0, $size - 1 ) )['name'] ) );
		$start = hrtime( true );
		mysqli_query( $wpdb->dbh, "SELECT product_id FROM $names WHERE kind = 1 AND hash = X'$key'" )->fetch_all();
		$waits[] = ( hrtime( true ) - $start ) / 1e6;
		usleep( 2000 );
	}
	sort( $waits );
	echo json_encode( array( 'asked' => count( $waits ), 'p99_ms' => round( $waits[ (int) ( 0.99 * count( $waits ) ) ] ?? 0, 2 ), 'max_ms' => round( end( $waits ), 2 ) ) ), "\n";
	exit;
}

/** @return array{int, float} keys and seconds */
$rebuild = static function (): array {
	$engine = ( new EngineFactory() )->engine( 'bench' );
	$start  = hrtime( true );
	$after  = 0;
	do {
		$after = $engine->rebuildNames( $after, 1000 );
	} while ( $after );
	return array( $engine->queries, ( hrtime( true ) - $start ) / 1e9 );
};
$products = (int) $wpdb->get_var( "SELECT COUNT(*) FROM $wpdb->posts WHERE post_type IN ('product', 'product_variation')" );
$wpdb->query( "TRUNCATE TABLE $names" );
$command = array( PHP_BINARY, ...array_filter( explode( ' ', (string) getenv( 'PHP_INI_ARGS' ) ) ), __FILE__, (string) $size, 'reader' );
$reader  = proc_open( $command, array( array( 'pipe', 'r' ), array( 'pipe', 'w' ), STDERR ), $pipes );
fgets( $pipes[1] );
list( , $seconds ) = $rebuild();
// Nothing to write the second time: what finding that out costs.
list( , $again ) = $rebuild();
fclose( $pipes[0] );
$waits = json_decode( (string) stream_get_contents( $pipes[1] ), true );
proc_close( $reader );
$keys = (int) $wpdb->get_var( "SELECT COUNT(*) FROM $names" );
echo json_encode( array( 'part' => 'rebuild', 'size' => $size, 'posts' => $products, 'keys' => $keys, 'seconds' => round( $seconds, 2 ), 'again' => round( $again, 2 ) ) + $waits ), "\n";
