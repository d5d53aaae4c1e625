<?php
/**
 * Announces in the background what no request announced.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Shop\Announce\Journal;
use Stockwire\Shop\Announcer;

/** Called by the woken request, by the sweep and by WP-CLI; any number of them may work at once. */
final class Worker {

	/**
	 * Takes the journal.
	 *
	 * @param Journal $journal Knows what is left.
	 */
	public function __construct( private readonly Journal $journal = new Journal() ) {}

	/**
	 * Announces run after run until nothing is left or the time is over.
	 *
	 * @param float $seconds How long at most.
	 * @return int The run at which the time was over; 0 where nothing is left, or nothing could be taken: whoever comes next
	 *             would have no more luck, as where the database takes no writes.
	 */
	public function work( float $seconds ): int {
		$start = hrtime( true );
		foreach ( $this->journal->unfinished() as $run ) {
			$left = $seconds - ( hrtime( true ) - $start ) / 1e9;
			if ( $left <= 0 ) {
				return $run;
			}
			( new Announcer( journal: $this->journal ) )->resume( $run, $left );
		}
		return $this->journal->has_claimed() ? $this->journal->unfinished()[0] ?? 0 : 0;
	}
}
