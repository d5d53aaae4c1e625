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

use Stockwire\Shop\Announcer;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Jobs\InRequest;
use Stockwire\Shop\Rest\RunRows;

/** For every command that makes or moves a run. */
final class Report {

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
		return Command::OK;
	}

	/**
	 * Carries a run on to its end: nobody waits for a page here.
	 *
	 * @param int $run Its number.
	 * @return string Its state after it.
	 */
	public static function finish( int $run ): string {
		$row = RunRows::find( $run );
		if ( null === $row || ! in_array( $row['state'], InRequest::MOVING, true ) ) {
			return $row['state'] ?? '';
		}
		$announcer = new Announcer();
		$engine    = ( new EngineFactory() )->engine( $row['source'], array(), $announcer );
		return InRequest::advance( $engine, $announcer, $run, INF )->state;
	}
}
