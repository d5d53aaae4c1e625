<?php
// SPDX-License-Identifier: MIT
// The lines of one measurement: 60 % simple products, 30 % variations, 10 % managed by the parent; every fifth changes its status.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

use Stockwire\Sandbox\Measured;

/** @phpstan-type Line array{code: string, name: string, before: int, after: int} */
final class Lines {
	/** Share of a push => numbers of stock of that kind in a block of ten. */
	private const KINDS = array( array( 0.6, array( 0, 1, 2, 3, 4, 5 ) ), array( 0.3, array( 6, 7, 8 ) ), array( 0.1, array( 9 ) ) );

	/**
	 * Other random ones with each seed.
	 *
	 * @return list<Line> in random order
	 */
	public static function pick( int $count, int $size, int $seed ): array {
		mt_srand( $seed );
		$holders = array();
		$left    = $count;
		foreach ( self::KINDS as $i => list( $share, $slots ) ) {
			$wanted  = 2 === $i ? $left : min( $left, (int) ceil( $share * $count ) );
			$left   -= $wanted;
			$holders = array_merge( $holders, self::draw( $wanted, $slots, intdiv( $size, Measured::HOLDERS ) ) );
		}
		shuffle( $holders );
		$lines = array();
		foreach ( $holders as $i => $holder ) {
			// Quantities differ from the first change to the second; of ten lines one goes out of stock and one comes back.
			$before  = 0 === $i % 10 ? 0 : 100 + mt_rand( 0, 50 );
			$after   = 5 === $i % 10 ? 0 : mt_rand( 1, 99 );
			$lines[] = Measured::named( $holder ) + array( 'before' => $before, 'after' => $after );
		}
		return $lines;
	}

	/**
	 * Distinct numbers of stock of one kind.
	 *
	 * @param list<int> $slots
	 * @return list<int>
	 */
	private static function draw( int $wanted, array $slots, int $blocks ): array {
		$all = $blocks * count( $slots );
		if ( $wanted > $all ) {
			throw new \RuntimeException( "the catalogue has $all numbers of stock of a kind of which $wanted are wanted" );
		}
		if ( 2 * $wanted > $all ) {
			$drawn = range( 0, $all - 1 );
			shuffle( $drawn );
			$drawn = array_slice( $drawn, 0, $wanted );
		} else {
			$drawn = array();
			while ( count( $drawn ) < $wanted ) {
				$drawn[ mt_rand( 0, $all - 1 ) ] = true;
			}
			$drawn = array_keys( $drawn );
		}
		return array_map( static fn( int $n ): int => intdiv( $n, count( $slots ) ) * Measured::HOLDERS + $slots[ $n % count( $slots ) ], $drawn );
	}

	/**
	 * As a back office sends them.
	 *
	 * @param list<Line> $lines
	 */
	public static function body( array $lines, bool $by_name, string $which = 'after' ): string {
		$sent = array();
		foreach ( $lines as $line ) {
			$sent[] = array( 'code' => $by_name ? '' : $line['code'], 'name' => $line['name'], 'warehouse' => 'Bench', 'quantity' => $line[ $which ] );
		}
		return (string) json_encode( array( 'lines' => $sent ), JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR );
	}
}
