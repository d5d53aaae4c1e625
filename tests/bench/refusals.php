<?php
// SPDX-License-Identifier: MIT
// Drives wrk against two sites of one server in turn, and prints medians and their ratio.

declare(strict_types=1);

namespace Stockwire\Tests\Httpd;

foreach ( array( 'Answer', 'Checker', 'Client', 'Config', 'Pusher', 'Server' ) as $class ) {
	require dirname( __DIR__ ) . "/httpd/lib/$class.php";
}

$rounds  = (int) ( getenv( 'ROUNDS' ) ?: 5 );
$seconds = (int) ( getenv( 'SECONDS_A_ROUND' ) ?: 3 );
$clients = (int) ( getenv( 'CONNECTIONS' ) ?: 16 );
$stack   = getenv( 'STACK' ) ?: 'event-fpm';
$sites   = array(
	'denied.test' => "Apache's `Require all denied`, 403",
	'norate.test' => 'mod_stockwire, wrong token, 403',
	'guard.test'  => 'mod_stockwire, address limited, 429',
);

// Apache logs each denial as an error by default, the module none of its refusals: without that, for a fair race.
$server = new Server( $stack, (string) getenv( 'MODULE' ), false, "LogLevel crit\n" );
$server->start();
$hits  = $server->hits();
$rates = array();
$costs = array();
// Processor time of Apache's children, in microseconds: steadier than a rate on a machine with other work.
$spent = static function () use ( $server ): float {
	$ticks = 0;
	foreach ( $server->children() as $pid ) {
		$stat   = explode( ' ', preg_replace( '/^.*\) /', '', (string) @file_get_contents( "/proc/$pid/stat" ) ) );
		$ticks += (int) ( $stat[11] ?? 0 ) + (int) ( $stat[12] ?? 0 );
	}
	return $ticks * 1e6 / 100;
};
for ( $round = 0; $round <= $rounds; $round++ ) {
	// In turn, and the other way round in every second round.
	foreach ( $round % 2 ? array_reverse( array_keys( $sites ) ) : array_keys( $sites ) as $host ) {
		$command = "HOST=$host wrk -t1 -c$clients -d{$seconds}s -s " . escapeshellarg( __DIR__ . '/refusals.lua' ) . " http://127.0.0.1:{$server->port}" . Pusher::SMARTBILL;
		$before  = $spent();
		$said    = (string) shell_exec( $command );
		if ( ! preg_match( '/^RATE (\d+)$/m', $said, $m ) || preg_match( '/Socket errors: .*[1-9]/', $said ) ) {
			fwrite( STDERR, "wrk: $said\n" );
			exit( 1 );
		}
		if ( $round > 0 ) { // The first warms up.
			$rates[ $host ][] = (int) $m[1];
			preg_match( '/(\d+) requests in/', $said, $made );
			$costs[ $host ][] = ( $spent() - $before ) / max( 1, (int) ( $made[1] ?? 0 ) );
		}
	}
}
$started = $server->hits() - $hits;
$median  = static function ( array $all ): float {
	sort( $all );
	return $all[ intdiv( count( $all ), 2 ) ];
};
// Each round against its own neighbour: other work on the machine comes and goes.
$ratio   = static fn( string $host ): float => $median( array_map( static fn( int $a, int $b ): float => $a / $b, $rates[ $host ], $rates['denied.test'] ) );
echo "$stack, $clients connections kept alive, $rounds rounds of $seconds s in turn, medians; ratios within a round\n";
foreach ( $sites as $host => $what ) {
	printf( "%-40s %7.0f requests/s  %.2f   %.1f us of processor each\n", $what, $median( $rates[ $host ] ), $ratio( $host ), $median( $costs[ $host ] ) );
}
echo "PHP was asked about $started of them (five a minute and address)\n";

$client = $server->client();
$start  = microtime( true );
$client->send( "POST " . Pusher::V1 . "?gigabyte HTTP/1.1\r\nHost: guard.test\r\nAuthorization: Bearer wrong\r\nX-Client: 192.0.2.99\r\nContent-Length: 1073741824\r\n\r\n" );
$client->sendUntilAnswered( 1073741824 );
$answer = $client->read();
$took   = microtime( true ) - $start;
$client->close();
usleep( 300000 );
preg_match( '/\?gigabyte (\d+) (\d+) /', $server->log( 'access.log' ), $m );
printf( "1 GB body, wrong token: %d in %.1f ms, %d bytes read by Apache, %d left the client, PHP started %d times\n", $answer->status, 1000 * $took, $m[2] ?? -1, $answer->sent, $server->hits() - $hits - $started );
echo json_encode(
	array(
		'part'     => 'refusals',
		'stack'    => $stack,
		'denied_s' => (int) $median( $rates['denied.test'] ),
		'wrong_s'  => (int) $median( $rates['norate.test'] ),
		'rated_s'  => (int) $median( $rates['guard.test'] ),
		'wrong'    => round( $ratio( 'norate.test' ), 3 ),
		'rated'    => round( $ratio( 'guard.test' ), 3 ),
	)
), "\n";
$server->stop();
exit( $ratio( 'norate.test' ) >= 0.8 ? 0 : 1 );
