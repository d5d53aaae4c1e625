<?php
// SPDX-License-Identifier: MIT
// Row 6: the disk is full under the database, and under PHP's folder for temporary files.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

/** Puts a small disk of its own under a folder for the time of a call; the folder's files are on it. */
function on_a_small_disk( string $folder, string $owner, int $mebibytes, callable $work ): void {
	rename( $folder, "$folder.kept" );
	mkdir( $folder );
	run_command( 'mount', '-t', 'tmpfs', '-o', "size={$mebibytes}m", 'tmpfs', $folder );
	try {
		// As on a disk that was not full before: InnoDB's log has its room, and a hole in it would end the server.
		run_command( 'cp', '-a', '--sparse=never', "$folder.kept/.", $folder );
		run_command( 'chown', "$owner:", $folder );
		chmod( $folder, 0700 );
		$work();
	} finally {
		run_command( 'umount', $folder );
		rmdir( $folder );
		rename( "$folder.kept", $folder );
	}
}

function run_command( string ...$words ): void {
	exec( implode( ' ', array_map( 'escapeshellarg', $words ) ) . ' 2>&1', $said, $code );
	if ( 0 !== $code ) {
		throw new \RuntimeException( implode( ' ', $words ) . ': ' . implode( ' ', $said ) );
	}
}

/** Leaves no room on the disk of a folder. */
function fill( string $folder ): string {
	$file = "$folder/nothing-but-weight";
	exec( 'dd if=/dev/zero of=' . escapeshellarg( $file ) . ' bs=64k 2>/dev/null' );
	return $file;
}

return static function ( Suite $suite, World $world ): void {
	$holders = $world->holders( 3 );
	$run     = $world->servers->run;
	$lines   = $world->lines( $holders );
	for ( $i = 0; $i < 30000; $i++ ) {
		$lines[] = array( 'code' => "nobody-$i", 'name' => str_repeat( 'n', 60 ), 'warehouse' => $world->warehouse(), 'quantity' => 1 );
	}
	$restart = static function () use ( $world ): void {
		$world->servers->call( 'httpd_stop' );
		$world->servers->call( 'httpd_start' );
	};
	$world->servers->call( 'httpd_stop' );
	on_a_small_disk( "$run/php/tmp", 'www-data', 16, static function () use ( $suite, $world, $lines, $holders, $run, $restart ): void {
		$restart();
		$old    = $world->stocks( $holders );
		$weight = fill( "$run/php/tmp" );
		$answer = $world->push( $lines );
		$right  = World::quantities( array_slice( $lines, 0, 3 ) );
		$suite->check( 'temporary files: 503, and nothing is applied', 503 === $answer->status && $world->stocks( $holders ) === $old, $answer );
		$answer = $world->push( array_slice( $lines, 0, 3 ) );
		$suite->check( 'temporary files: a push that needs none has the right result', 200 === $answer->status && $world->stocks( $holders ) === $right, $answer );
		unlink( $weight );
		$suite->same( 'temporary files: works once there is room', 200, $world->push( $lines )->status );
		$world->servers->call( 'httpd_stop' );
	} );
	$restart();

	$lines = array( ...$world->lines( $holders, 2 ), ...array_slice( $lines, 3 ) );
	$world->servers->call( 'database_stop' );
	on_a_small_disk( "$run/db/data", 'mysql', 420, static function () use ( $suite, $world, $lines, $holders, $run ): void {
		$world->servers->start_database();
		$old    = $world->stocks( $holders );
		$weight = fill( "$run/db/data" );
		$answer = $world->push( $lines );
		$right  = World::quantities( array_slice( $lines, 0, 3 ) );
		// Chunks before the one that found no room are committed.
		$suite->check( 'database: 503 or the right result', in_array( array( $answer->status, $world->stocks( $holders ) ), array( array( 200, $right ), array( 503, $right ), array( 503, $old ) ), true ), $answer );
		$suite->note( "database: answered {$answer->status}" );
		unlink( $weight );
		$suite->same( 'database: works once there is room', 200, $world->push( array_slice( $lines, 0, 3 ) )->status );
		$suite->same( 'database: with the right numbers', $right, $world->stocks( $holders ) );
		$world->check( $suite );
		$world->servers->call( 'database_stop' );
	} );
	// The folder from before the row is back, and with it the shop of then.
	$world->servers->start_database();
	$world->begin();
};
