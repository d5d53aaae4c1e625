<?php
/**
 * The owner's word on a run: release it, discard it, take it back.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Activity;

use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Jobs\Steps;

/** Pages, commands and routes enter here. Who may is asked before. */
final class Verdict {

	/** Seconds that whoever asked waits; the rest follows in the background. */
	private const PATIENCE = 8.0;

	/**
	 * Takes what does the work.
	 *
	 * @param EngineFactory $engines Makes the engine.
	 */
	public function __construct( private readonly EngineFactory $engines = new EngineFactory() ) {}

	/**
	 * Lets a held run be written.
	 *
	 * @param int $run Its number.
	 * @return bool False where it is not held any more.
	 */
	public function release( int $run ): bool {
		if ( ! $this->engines->engine( 'release' )->release( $run ) ) {
			return false;
		}
		Held::forget( $run );
		$this->bring_on( $run );
		return true;
	}

	/**
	 * Throws a held run away, or stops one that goes on; what was written of it stays.
	 *
	 * @param int $run Its number.
	 * @return bool False where it was over.
	 */
	public function discard( int $run ): bool {
		if ( ! $this->engines->engine( 'discard' )->cancel( $run ) ) {
			return false;
		}
		Held::forget( $run );
		return true;
	}

	/**
	 * Takes a run back, as far as nothing newer stands in the way: a run of its own.
	 *
	 * @param int  $run     Its number.
	 * @param bool $preview Only say what would go back.
	 * @return int Number of the new run.
	 */
	public function undo( int $run, bool $preview = false ): int {
		$undo = $this->engines->engine( 'undo', array( 'actor' => get_current_user_id() ) )->undo( $run, $preview );
		$this->bring_on( $undo );
		return $undo;
	}

	/**
	 * Brings a run on for as long as somebody may wait; what is left, or all while another works, follows in the background.
	 *
	 * @param int $run Its number.
	 */
	private function bring_on( int $run ): void {
		if ( ! ( new Steps( $this->engines ) )->work( self::PATIENCE, $run ) ) {
			Steps::go( $run );
		}
	}
}
