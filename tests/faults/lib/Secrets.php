<?php
// SPDX-License-Identifier: MIT
// Looks for the token's plain text wherever it could have come to rest.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

final class Secrets {
	public function __construct( private readonly World $world ) {}

	/** @return list<string> places that hold it */
	public function found(): array {
		$token = (string) getenv( 'TOKEN' );
		$run   = $this->world->servers->run;
		$found = array();
		foreach ( $this->world->db()->query( "SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'" )->fetch_all() as list( $table ) ) {
			$columns = array_column( $this->world->db()->query( "SHOW COLUMNS FROM $table" )->fetch_all(), 0 );
			$rows    = $this->world->db()->query( "SELECT 1 FROM $table WHERE LOWER(CONVERT(CONCAT_WS(' ', `" . implode( '`, `', $columns ) . "`) USING utf8mb4)) LIKE '%$token%' LIMIT 1" );
			if ( null !== $rows->fetch_row() ) {
				$found[] = "table $table";
			}
		}
		// env is the tests' own file, the only place that has to know it.
		// By the environment: a pattern on the command line would be a finding of its own.
		$folders = implode( ' ', array_map( 'escapeshellarg', glob( "$run/{log,php,tokens,apache*,faults,galera/*/out,galera/*/log.err}", GLOB_BRACE ) ?: array() ) );
		exec( "printf %s \"\$TOKEN\" | grep -rliF -f - $folders 2>/dev/null", $files );
		$found = array( ...$found, ...$files, ...( glob( "$run/{core*,apache/core*,db/data/core*}", GLOB_BRACE ) ?: array() ) );
		foreach ( glob( '/proc/[0-9]*/cmdline' ) ?: array() as $file ) {
			if ( str_contains( (string) @file_get_contents( $file ), $token ) ) {
				$found[] = 'command line of process ' . basename( dirname( $file ) );
			}
		}
		return $found;
	}
}
