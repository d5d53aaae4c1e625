<?php
// SPDX-License-Identifier: MIT
// Row 17: two web nodes on one database and one persistent object cache full of old values; a push on either is read on both.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$holders = $world->holders( 5 );
	$ids     = array_keys( $holders );
	$node    = new Node( $world->servers, 'second' );
	$content = getenv( 'WP_PATH' ) . '/wp-content';
	$folder  = "$content/uploads/faults-cache";
	is_dir( $folder ) || mkdir( $folder );
	chmod( $folder, 0777 );
	$numbers = static fn( array $said ): array => array_map( static fn( int $id ): float => (float) ( $said[ $id ][0] ?? -1 ), $ids );
	$sites   = array( 'first' => '', 'second' => $node->site );
	file_put_contents( "$content/object-cache.php", str_replace( '@FOLDER@', $folder, (string) file_get_contents( dirname( __DIR__, 2 ) . '/wp/fixtures/object-cache.php' ) ) );
	try {
		$node->start();
		// A web server may still know that there was no such file.
		usleep( 2100000 );
		foreach ( $sites as $pushed => $site ) {
			foreach ( $sites as $read => $from ) {
				$world->ask( $ids, $from );
				$lines  = $world->lines( $holders, mt_rand( 1, 1000 ) );
				$answer = $world->receipt( $world->sender->wait( $world->sender->push( $lines, site: $site ) ) );
				$suite->check( "pushed on the $pushed: 200", 200 === $answer->status && 5 === $answer->count( 'updated' ), $answer );
				$suite->same( "pushed on the $pushed, read on the $read: the new numbers", World::quantities( $lines ), $numbers( $world->ask( $ids, $from ) ) );
			}
		}
		$suite->check( 'the cache is in use', count( glob( "$folder/*" ) ?: array() ) > 20 );
		// Both at once.
		$pushes = array();
		for ( $i = 0; $i < 8; $i++ ) {
			$pushes[] = $world->sender->push( $world->lines( $holders, 100 + $i ), site: 0 === $i % 2 ? '' : $node->site );
		}
		$statuses = array_map( static fn( \CurlHandle $push ): int => $world->receipt( $world->sender->wait( $push ) )->status, $pushes );
		$suite->same( 'pushed on both at once: 200', array( 200 ), array_values( array_unique( $statuses ) ) );
		$suite->same( 'and both read what the database says', array( $world->stocks( $holders ), $world->stocks( $holders ) ), array( $numbers( $world->ask( $ids ) ), $numbers( $world->ask( $ids, $node->site ) ) ) );
	} finally {
		$node->stop();
		unlink( "$content/object-cache.php" );
		array_map( 'unlink', glob( "$folder/*" ) ?: array() );
		rmdir( $folder );
		usleep( 2100000 );
	}
};
