<?php
// SPDX-License-Identifier: MIT
// rebuild.php SIZE: the rebuild in this process, by two connections as `wp stockwire reindex` does it and by one as the background
// does, and a reader in another process that writes down how long it had to wait.

declare(strict_types=1);

use Stockwire\Shop\Database;
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

/** Seconds. */
$rebuild = static function ( ?mysqli $second, int $products ): float {
	$engine = ( new EngineFactory() )->engine( 'bench' );
	$start  = hrtime( true );
	$after  = 0;
	do {
		$after = $engine->rebuildNames( $after, $products, $second );
	} while ( $after );
	return ( hrtime( true ) - $start ) / 1e9;
};
$second   = Database::another() ?? exit( "rebuild: there is no second connection.\n" );
$products = (int) $wpdb->get_var( "SELECT COUNT(*) FROM $wpdb->posts WHERE post_type IN ('product', 'product_variation')" );
$command  = array( PHP_BINARY, ...array_filter( explode( ' ', (string) getenv( 'PHP_INI_ARGS' ) ) ), __FILE__, (string) $size, 'reader' );
$reader   = proc_open( $command, array( array( 'pipe', 'r' ), array( 'pipe', 'w' ), STDERR ), $pipes );
fgets( $pipes[1] );
$rounds = array();
for ( $round = max( 1, (int) getenv( 'ROUNDS' ) ); $round > 0; $round-- ) {
	$wpdb->query( "TRUNCATE TABLE $names" );
	$rounds[] = $rebuild( $second, 10000 );
}
sort( $rounds );
// Nothing to write: what finding that out costs.
$again = $rebuild( $second, 10000 );
$wpdb->query( "TRUNCATE TABLE $names" );
$one = $rebuild( null, 1000 );
fclose( $pipes[0] );
$waits = json_decode( (string) stream_get_contents( $pipes[1] ), true );
proc_close( $reader );
$keys = (int) $wpdb->get_var( "SELECT COUNT(*) FROM $names" );
echo json_encode( array( 'part' => 'rebuild', 'size' => $size, 'posts' => $products, 'keys' => $keys, 'seconds' => round( $rounds[ intdiv( count( $rounds ), 2 ) ], 2 ), 'fastest' => round( $rounds[0], 2 ), 'slowest' => round( end( $rounds ), 2 ), 'again' => round( $again, 2 ), 'one' => round( $one, 2 ) ) + $waits ), "\n";
