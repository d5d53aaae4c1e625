<?php
/**
 * Carries a small run out within the request that made it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Engine;
use Stockwire\Receipt;
use Stockwire\Refusal;
use Stockwire\Shop\Announcer;

/** What does not end in time is left as it stands: each step is whole, and the background goes on with runs that nobody works at. */
final class InRequest {

	/** States that another step leads out of. */
	public const MOVING = array( 'matching', 'trying', 'applying' );

	/** Seconds; a step that was begun is ended. */
	private const BUDGET = 15.0;

	/**
	 * Steps until the run is done or held, or the time is over.
	 *
	 * @param Engine    $engine    That made it.
	 * @param Announcer $announcer The engine's own.
	 * @param int       $run       Its number, committed.
	 * @param float     $seconds   How long about.
	 * @return Receipt Of the last step; its state says where the run stands.
	 * @throws Refusal Where the database refuses.
	 */
	public static function advance( Engine $engine, Announcer $announcer, int $run, float $seconds = self::BUDGET ): Receipt {
		$start = hrtime( true );
		do {
			$receipt = $engine->advance( $run );
			if ( array() !== $receipt->changes ) {
				$announcer->after( $receipt, $run );
			}
			$moving = in_array( $receipt->state, self::MOVING, true );
		} while ( $moving && ( hrtime( true ) - $start ) / 1e9 < $seconds );
		return $receipt;
	}
}
