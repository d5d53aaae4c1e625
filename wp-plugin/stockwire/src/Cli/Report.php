<?php
/**
 * Says how a run ended, and with which exit code.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Cli;

use Stockwire\Shop\Jobs\Run;
use Stockwire\Shop\Jobs\Steps;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Rest\RunRows;

/** For every command that makes or moves a run. */
final class Report {

	/** Seconds at a time. */
	private const STEP = 10.0;

	/** Seconds of a wait, after which it is looked at again: it may have been cancelled. */
	private const NAP = 5;

	/**
	 * The exit code of a state.
	 *
	 * @param Output $output For the sentence.
	 * @param int    $run    The run.
	 * @param string $state  Its state.
	 */
	public static function state( Output $output, int $run, string $state ): int {
		if ( 'held' === $state ) {
			$output->say( "Run $run is held: it would take too many products to zero. Nothing was written. Look at it with: wp stockwire receipt $run; then: wp stockwire release $run, or: wp stockwire discard $run" );
			return Command::HELD;
		}
		if ( in_array( $state, array( 'failed', 'cancelled' ), true ) ) {
			$output->say( trim( "Run $run has $state. " . ( RunRows::find( $run )['error'] ?? '' ) ) );
			return Command::FAILED;
		}
		if ( 'staging' === $state || in_array( $state, Run::MOVING, true ) ) {
			$output->say( trim( "Run $run waits, and goes on by itself later. " . Requirements::obstacle() ) );
			return Command::FAILED;
		}
		return Command::OK;
	}

	/**
	 * Carries a run on to its end: nobody waits for a page here. A cure, though, is not waited for.
	 *
	 * @param int                       $run   Its number.
	 * @param Steps                     $steps Work.
	 * @param \Closure(Run): void|null  $each  Hears of each step before it begins.
	 * @param \Closure(int): mixed|null $sleep Waits for seconds.
	 * @return string Its state after it.
	 */
	public static function finish( int $run, Steps $steps = new Steps(), ?\Closure $each = null, ?\Closure $sleep = null ): string {
		$sleep ??= static fn( int $seconds ): int => (int) sleep( $seconds );
		$row     = Run::find( $run );
		while ( true === $row?->unfinished() ) {
			if ( null !== $each ) {
				$each( $row );
			}
			if ( 0 === $row->numbers['wait'] ) {
				$steps->work( self::STEP, $run );
				$row = Run::find( $run );
			}
			if ( true !== $row?->unfinished() || ( $row->numbers['wait'] > 0 && null !== Requirements::why() ) ) {
				break;
			}
			// The step's time is over, the back office has put it off, another worker has the lease, or nobody may work at it.
			$sleep( min( self::NAP, max( 1, $row->numbers['wait'] ) ) );
			$row = Run::find( $run );
		}
		return $row->state ?? '';
	}
}
