<?php
// SPDX-License-Identifier: MIT
// What a long run costs the machine, as a table: memory, descriptors, connections.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

final class Gauge {
	/** @var list<array<string, float>> */
	private array $rows = array();

	public function __construct( private readonly World $world ) {}

	public function head(): void {
		printf( "%8s %8s %8s %8s %8s %8s %14s %14s %12s %12s\n", 'seconds', 'pushing', 'pushes', '503', 'offered', 'ordered', 'worker MiB', 'database MiB', 'descriptors', 'connections' );
	}

	public function row( float $seconds, Load $load ): void {
		$database = $this->world->servers->database_pid();
		$memory   = array_map( self::private_mebibytes( ... ), $this->world->servers->workers() );
		$row      = array(
			// The mean: which of the workers served the most says nothing.
			'worker'      => array() === $memory ? 0.0 : array_sum( $memory ) / count( $memory ),
			'database'    => self::private_mebibytes( $database ),
			'descriptors' => (float) max( array( 0, ...array_map( self::descriptors( ... ), $this->world->servers->workers() ) ) ),
			'connections' => (float) $this->world->db()->query( "SHOW GLOBAL STATUS LIKE 'Threads_connected'" )->fetch_row()[1],
		);
		$this->rows[] = $row;
		printf( "%8.0f %8d %8d %8d %8d %8d %14.1f %14.1f %12d %12d\n", $seconds, $load->pushing(), $load->pushed, $load->refused, $load->offered, $load->ordered, ...array_values( $row ) );
	}

	/** @return array{float, float} the most of the second third, and of the last */
	public function halves( string $what ): array {
		$values = array_column( $this->rows, $what );
		$third  = max( 1, intdiv( count( $values ), 3 ) );
		return array( max( array_slice( $values, -2 * $third, $third ) ), max( array_slice( $values, -$third ) ) );
	}

	private static function private_mebibytes( int $pid ): float {
		$text = (string) @file_get_contents( "/proc/$pid/smaps_rollup" );
		preg_match_all( '/^Private_(?:Clean|Dirty):\s+(\d+)/m', $text, $found );
		return array_sum( array_map( 'intval', $found[1] ) ) / 1024;
	}

	private static function descriptors( int $pid ): int {
		return count( @scandir( "/proc/$pid/fd" ) ?: array() );
	}
}
