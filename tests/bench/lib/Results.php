<?php
// SPDX-License-Identifier: MIT
// What a run of the benchmarks wrote down, and medians of it.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

final class Results {
	/** @var list<array<string, mixed>> */
	private array $rows = array();

	public function __construct( string $file ) {
		foreach ( file( $file ) ?: array() as $line ) {
			$row = json_decode( $line, true );
			if ( is_array( $row ) ) {
				$this->rows[] = $row + array( 'part' => isset( $row['pool'] ) ? 'pool' : 'push' );
			}
		}
	}

	/**
	 * @param array<string, mixed> $where
	 * @return list<array<string, mixed>>
	 */
	public function all( string $part, array $where = array() ): array {
		return array_values( array_filter( $this->rows, static fn( array $row ): bool => $part === $row['part'] && array_intersect_assoc( $where, $row ) === $where ) );
	}

	/** @return array<string, mixed> of the last one, empty where it was not measured */
	public function one( string $part, array $where = array() ): array {
		$all = $this->all( $part, $where );
		return end( $all ) ?: array();
	}

	/** Median of a figure, null where it was not measured. @param array<string, mixed> $where */
	public function median( string $part, array $where, string $figure = 'seconds' ): ?float {
		$all = array_column( $this->all( $part, $where ), $figure );
		sort( $all );
		return $all ? (float) $all[ intdiv( count( $all ), 2 ) ] : null;
	}

	/** @return list<int> values that a figure of the pushes took, in order */
	public function values( string $figure ): array {
		$all = array_unique( array_map( 'intval', array_column( $this->all( 'push' ), $figure ) ) );
		sort( $all );
		return array_values( $all );
	}
}
