<?php
// SPDX-License-Identifier: MIT
// What was wanted, beside what this run measured: a row a goal.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

final class Goals {
	public function __construct( private Results $results ) {}

	/** @return list<array{string, string, string}> goal, wanted, measured */
	public function rows(): array {
		$at = $this->size();
		return array_merge( $this->peers( $at ), $this->told( $at ), $this->growth(), $this->parts(), $this->names() );
	}

	/** The ratios are promised at 10,000; a quick run has to do with what it has. */
	private function size(): int {
		$sizes = $this->results->values( 'size' );
		return in_array( 10000, $sizes, true ) ? 10000 : ( $sizes[0] ?? 0 );
	}

	/** @return list<array{string, string, string}> */
	private function peers( int $at ): array {
		$n   = number_format( $at );
		$per = fn( string $peer, string $ours, int $lines = 1000 ): string => $this->ratio( $this->per_line( $peer, $at, $lines ), $this->per_line( $ours, $at, $lines ) );
		return array(
			array( "1,000-line push against the incumbent's algorithm at $n, hooks in the request", '≥ 240 times', $per( 'Incumbent', 'Ours' ) ),
			array( 'the same in the fast lane (over HTTP, the peer without)', '≥ 1,000 times', $per( 'Incumbent', 'Lane' ) ),
			array( "against WooCommerce's best loop, hooks in the request", '≥ 12 times', $per( 'Loop', 'Ours' ) ),
			array( 'the same in the fast lane (over HTTP, the peer without)', '≥ 50 times', $per( 'Loop', 'Lane' ) ),
			array( 'against `wc/v3/products/batch`, both over HTTP, hooks in the request', '', $per( 'Batch', 'Rest' ) ),
			array( 'engine alone against the same set-based write in PHP, no hooks in both', '', $per( 'SetBased', 'Bare' ) ),
			array( 'one-line push against `PUT wc/v3/products/ID`, fast lane', '≥ 15 times', $per( 'Put', 'Lane', 1 ) ),
			array( 'the same by the REST route', '', $per( 'Put', 'Rest', 1 ) ),
		);
	}

	private function per_line( string $way, int $size, int $lines ): ?float {
		return $this->results->median( 'push', array( 'way' => $way, 'lines' => $lines, 'size' => $size, 'by' => 'code' ) );
	}

	private function ratio( ?float $peer, ?float $ours ): string {
		return null === $peer || null === $ours || 0.0 === $ours ? 'not measured' : sprintf( '%.1f times', $peer / $ours );
	}

	/**
	 * The lane answers before anybody is told: how long after.
	 *
	 * @return list<array{string, string, string}> none where nobody looked
	 */
	private function told( int $at ): array {
		$all  = array_column( $this->results->all( 'push', array( 'way' => 'Lane', 'lines' => 1000, 'size' => $at, 'by' => 'code' ) ), 'told_s' );
		$late = count( array_filter( $all, static fn( float|int $seconds ): bool => $seconds < 0 ) );
		// What was never seen to end took longer than any that was.
		$sorted = array_map( static fn( float|int $seconds ): float => $seconds < 0 ? INF : (float) $seconds, $all );
		sort( $sorted );
		if ( $late === count( $all ) ) {
			return array();
		}
		$median = $sorted[ intdiv( count( $sorted ), 2 ) ];
		$text   = INF === $median ? sprintf( 'more than %d s', Lane::PATIENCE ) : sprintf( '%.2f s', $median );
		$text  .= $late > 0 ? sprintf( ' (%d of %d not within %d s)', $late, count( $all ), Lane::PATIENCE ) : '';
		return array( array( 'hooks told after the answer to a lane push of 1,000 lines at ' . number_format( $at ) . ', in the background', '', $text ) );
	}

	/** @return list<array{string, string, string}> */
	private function growth(): array {
		$sizes = $this->results->values( 'size' );
		$small = $this->size();
		$large = end( $sizes ) ?: 0;
		$rows  = array();
		foreach ( array( 'push' => array( '≤ 1.5', '≤ 1.1' ), 'pool' => array( '', '' ) ) as $part => $wanted ) {
			foreach ( array( 'code', 'name' ) as $by ) {
				foreach ( array( 'seconds' => 'time', 'reads' => 'rows read a line (`Handler_read_*`)' ) as $figure => $what ) {
					$of     = fn( int $size ): ?float => $this->results->median( $part, array( 'way' => 'Bare', 'lines' => 1000, 'size' => $size, 'by' => $by ), $figure );
					$pool   = 'pool' === $part ? '128 MB pool, MariaDB’s default' : 'pool of ' . ( $this->results->all( 'shop', array( 'size' => $large ) )[0]['pool'] ?? '?' );
					$ratio  = $of( $small ) && $of( $large ) && $small !== $large ? sprintf( '%.2f (%s → %s)', $of( $large ) / $of( $small ), self::short( $of( $small ), $figure ), self::short( $of( $large ), $figure ) ) : 'not measured';
					$rows[] = array( sprintf( '1,000 lines by %s, engine alone, at %s against %s, %s: %s', $by, number_format( $large ), number_format( $small ), $pool, $what ), $wanted[ 'reads' === $figure ? 1 : 0 ], $ratio );
				}
			}
		}
		return $rows;
	}

	private static function short( float $value, string $figure ): string {
		return 'reads' === $figure ? sprintf( '%.1f', $value ) : sprintf( '%.0f ms', $value * 1000 );
	}

	/**
	 * @param array<string, mixed> $of What was measured; nothing where nothing was.
	 * @param callable(array<string, mixed>):list<mixed> $figures Those that the format shows.
	 */
	private static function said( array $of, string $format, callable $figures ): string {
		return $of ? vsprintf( $format, $figures( $of ) ) : 'not measured';
	}

	/** @return list<array{string, string, string}> */
	private function parts(): array {
		$feed     = $this->results->one( 'feed' );
		$refusals = $this->results->one( 'refusals' );
		$memory   = $this->results->one( 'memory', array( 'way' => 'lane' ) );
		$rest     = $this->results->one( 'memory', array( 'way' => 'rest' ) );
		$static   = $this->results->one( 'static' );
		return array(
			array( 'parse, validate, index by code, 100,000 lines, against PHP: time', '≥ 1.5 times', self::said( $feed, '%.2f times (%.0f against %.0f ms)', static fn( array $f ): array => array( $f['php_ms'] / $f['core_ms'], $f['core_ms'], $f['php_ms'] ) ) ),
			array( 'the same: memory above the body', '≤ 1/5', self::said( $feed, '1/%.1f (%.1f against %.1f MiB)', static fn( array $f ): array => array( $f['php_kb'] / $f['core_kb'], $f['core_kb'] / 1024, $f['php_kb'] / 1024 ) ) ),
			array( 'refusals a second against `Require all denied`: wrong token, rate limit off (403)', '≥ 0.8', self::said( $refusals, '%.2f (%d/s against %d/s)', static fn( array $f ): array => array( $f['wrong'], $f['wrong_s'], $f['denied_s'] ) ) ),
			array( 'the same, address limited (429)', '≥ 0.8', self::said( $refusals, '%.2f (%d/s)', static fn( array $f ): array => array( $f['rated'], $f['rated_s'] ) ) ),
			array( sprintf( 'VmHWM of a fresh worker after %s lines minus after none, fast lane', number_format( $memory['lines'] ?? 100000 ) ), '≤ 96 MiB', self::said( $memory, '%.1f MiB (body %.1f, answer %.1f)', static fn( array $f ): array => array( ( $f['full_kb'] - $f['empty_kb'] ) / 1024, $f['body'] / 1048576, $f['answer'] / 1048576 ) ) ),
			array( 'the same by the REST route, hooks in the request', '', self::said( $rest, '%.1f MiB', static fn( array $f ): array => array( ( $f['full_kb'] - $f['empty_kb'] ) / 1024 ) ) ),
			array( 'instructions of a static request with the module against without', '≤ 1 % more', self::said( $static, '%.2f %% (%d → %d)', static fn( array $f ): array => array( $f['more'], $f['without'], $f['with'] ) ) ),
		);
	}

	/** @return list<array{string, string, string}> */
	private function names(): array {
		$alone   = $this->results->one( 'names' );
		$rebuild = $this->results->one( 'rebuild' );
		return array(
			array( 'name keys: computing alone, a processor', '≥ 500,000/s', $alone ? sprintf( '%s/s (%s names/s, two keys each)', number_format( $alone['keys_s'] ), number_format( $alone['names_s'] ) ) : 'not measured' ),
			array( sprintf( 'whole rebuild of %s products and variations, two connections: keys', number_format( $rebuild['posts'] ?? 0 ) ), '≥ 80,000/s', self::said( $rebuild, '%s/s (posts %s/s; %s keys in %.1f s, %.1f to %.1f)', static fn( array $f ): array => array( number_format( $f['keys'] / $f['seconds'] ), number_format( $f['posts'] / $f['seconds'] ), number_format( $f['keys'] ), $f['seconds'], $f['fastest'], $f['slowest'] ) ) ),
			array( 'the same by one connection, as in the background', '', self::said( $rebuild, '%s/s (posts %s/s; %.1f s)', static fn( array $f ): array => array( number_format( $f['keys'] / $f['one'] ), number_format( $f['posts'] / $f['one'] ), $f['one'] ) ) ),
			array( 'readers meanwhile', 'never blocked', $rebuild ? sprintf( '%d look-ups, 99 %% within %.1f ms, the longest %.1f ms', $rebuild['asked'], $rebuild['p99_ms'], $rebuild['max_ms'] ) : 'not measured' ),
		);
	}
}
