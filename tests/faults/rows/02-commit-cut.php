<?php
// SPDX-License-Identifier: MIT
// Row 2: the connection is cut while COMMIT is on its way, on either side of the server's doing it.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$socket = $world->servers->run . '/faults/proxy.sock';
	$config = getenv( 'WP_PATH' ) . '/wp-config.php';
	$text   = (string) file_get_contents( $config );
	// The first COMMIT of a push is that of its row in the journal, the second that of its lines.
	foreach ( array( 'before' => 'updated', 'after' => 'unchanged' ) as $when => $again ) {
		$holders = $world->holders( 5, 'before' === $when ? 0 : 5 );
		$old     = $world->stocks( $holders );
		$lines   = $world->lines( $holders );
		$proxy   = proc_open( array( PHP_BINARY, dirname( __DIR__ ) . '/proxy.php', $socket, (string) getenv( 'DB_SOCKET' ), $when, '2' ), array( array( 'file', '/dev/null', 'r' ) ), $pipes );
		try {
			for ( $i = 0; $i < 200 && ! file_exists( $socket ); $i++ ) {
				usleep( 10000 );
				clearstatcache();
			}
			file_put_contents( $config, str_replace( (string) getenv( 'DB_SOCKET' ), $socket, $text ) );
			$answer = $world->sender->wait( $world->sender->push( $lines ) );
		} finally {
			file_put_contents( $config, $text );
			proc_terminate( $proxy );
			proc_close( $proxy );
			unlink( $socket );
		}
		$suite->same( "$when: answered 503", 503, $answer->status );
		$suite->check( "$when: the outcome is said to be unknown", str_contains( $answer->body, 'unknown' ), $answer );
		$suite->same( "$when: all of it or nothing", 'before' === $when ? $old : World::quantities( $lines ), $world->stocks( $holders ) );
		$answer = $world->push( $lines );
		$suite->check( "$when: the same push again ends with the right numbers", 200 === $answer->status && 5 === $answer->count( $again ), $answer );
		$suite->same( "$when: which are these", World::quantities( $lines ), $world->stocks( $holders ) );
	}
};
