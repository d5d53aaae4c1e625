<?php
/**
 * `wp stockwire undo`, `release` and `discard`: the owner's word on a run.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Cli;

use Stockwire\Refusal;
use Stockwire\Shop\Activity\Verdict;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Rest\RunRows;

/** Carried out to the end before it returns. */
final class OwnerCommand implements Command {

	/**
	 * Takes what is to be done.
	 *
	 * @param string  $action  undo, release or discard.
	 * @param Verdict $verdict Carries it out.
	 */
	public function __construct( private readonly string $action, private readonly Verdict $verdict = new Verdict() ) {}

	/**
	 * Does it, and prints the run.
	 *
	 * @param Input  $input  Number of the run, preview, format.
	 * @param Output $output For the run.
	 */
	public function run( Input $input, Output $output ): int {
		$format   = $input->format();
		$run      = $input->number( 0, 'run' );
		$obstacle = Requirements::obstacle();
		if ( null !== $obstacle || null === RunRows::find( $run ) ) {
			$output->say( $obstacle ?? "This shop knows no run $run." );
			return self::FAILED;
		}
		try {
			$done = $this->carry_out( $run, $input->flag( 'preview' ) );
			if ( 0 === $done ) {
				$output->say( 'release' === $this->action ? "Run $run is not held." : "Run $run is over already." );
				return self::FAILED;
			}
			$state = Report::finish( $done );
		} catch ( Refusal $refusal ) {
			$output->say( $refusal->getMessage() );
			return self::FAILED;
		}
		Format::facts( $output, $format, (array) RunRows::find( $done ) );
		return Report::state( $output, $done, $state );
	}

	/**
	 * Does it.
	 *
	 * @param int  $run     With which run.
	 * @param bool $preview Only say what an undo would do.
	 * @return int The run to look at, 0 where it was too late.
	 */
	private function carry_out( int $run, bool $preview ): int {
		return match ( $this->action ) {
			'release' => $this->verdict->release( $run ) ? $run : 0,
			'discard' => $this->verdict->discard( $run ) ? $run : 0,
			default   => $this->verdict->undo( $run, $preview ),
		};
	}
}
