<?php
/**
 * Reads the followed warehouses into a run, whole or not at all.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Engine;
use Stockwire\Shop\Fetch\Failure;
use Stockwire\Shop\Fetch\Source;

/** A warehouse that was read to its end stays read; one that was cut off is read again from its beginning. */
final class Reading {

	/** Nanoseconds between two signs of life. */
	private const BEAT = 1_000_000_000;

	/** When the last sign was given. */
	private int $beaten = 0;

	/**
	 * Takes who reads for whom.
	 *
	 * @param Source $source Answers.
	 * @param Engine $engine Keeps the lines.
	 * @param Lease  $lease  Held while reading.
	 */
	public function __construct( private readonly Source $source, private readonly Engine $engine, private readonly Lease $lease ) {}

	/**
	 * Reads on, warehouse by warehouse, until all are read or the time is over.
	 *
	 * @param Job $job   The fetch.
	 * @param int $until Of the monotonic clock; a warehouse that was begun is ended.
	 * @return bool True when all of them are read.
	 * @throws Failure Where the back office does not answer well.
	 * @throws Stopped Where the run is not ours any more.
	 */
	public function step( Job $job, int $until ): bool {
		$run = $job->record()['run'];
		Runs::rewind( $run, $job->lines_read() );
		foreach ( $job->record()['warehouses'] as $warehouse ) {
			if ( isset( $job->record()['done'][ $warehouse ] ) ) {
				continue;
			}
			if ( hrtime( true ) >= $until ) {
				return false;
			}
			$job->keep( array( 'reading' => $warehouse ) );
			$lines = $this->read( $run, $warehouse );
			Runs::lives( $run );
			$job->keep(
				array(
					'done'    => $job->record()['done'] + array( $warehouse => $lines ),
					'reading' => '',
				)
			);
		}
		return true;
	}

	/**
	 * Reads one.
	 *
	 * @param int    $run       The run.
	 * @param string $warehouse Its name.
	 * @return int Lines.
	 * @throws Failure Where it was not read whole.
	 */
	private function read( int $run, string $warehouse ): int {
		$staged = 0;
		// What is pushed from now on is newer; what was pushed while the back office put us off is not.
		$newest = Runs::newest();
		$lines  = function ( array $batch ) use ( $run, $newest, &$staged ): void {
			$this->beat( $run );
			$this->engine->stage( $run, $batch, $newest );
			$staged += count( $batch );
		};
		$this->beat( $run );
		$read = $this->source->stocks( $warehouse, $lines, fn() => $this->beat( $run ) );
		if ( $read !== $staged ) {
			throw new Failure( 'cut', "$read lines were announced, $staged came." ); // phpcs:ignore WordPress.Security.EscapeOutput -- numbers.
		}
		$this->beaten = 0;
		$this->beat( $run );
		return $read;
	}

	/**
	 * Says that we live, and hears whether we are still wanted.
	 *
	 * @param int $run The run.
	 * @throws Stopped Where we are not.
	 */
	private function beat( int $run ): void {
		$now = (int) hrtime( true );
		if ( $now - $this->beaten < self::BEAT ) {
			return;
		}
		if ( ! Runs::beat( $run ) || ! $this->lease->renew() ) {
			throw new Stopped();
		}
		$this->beaten = $now;
	}
}
