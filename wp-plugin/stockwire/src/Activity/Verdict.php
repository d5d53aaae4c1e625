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

use Stockwire\Engine;
use Stockwire\Shop\Announcer;
use Stockwire\Shop\EngineFactory;

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
		$announcer = new Announcer();
		$engine    = $this->engines->engine( 'release', array(), $announcer );
		if ( ! $engine->release( $run ) ) {
			return false;
		}
		Held::forget( $run );
		self::bring_on( $engine, $announcer, $run );
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
		$announcer = new Announcer();
		$engine    = $this->engines->engine( 'undo', array( 'actor' => get_current_user_id() ), $announcer );
		$undo      = $engine->undo( $run, $preview );
		self::bring_on( $engine, $announcer, $undo );
		return $undo;
	}

	/**
	 * Brings a run on for as long as somebody may wait.
	 *
	 * @param Engine    $engine    Works.
	 * @param Announcer $announcer The engine's.
	 * @param int       $run       Number of the run.
	 */
	private static function bring_on( Engine $engine, Announcer $announcer, int $run ): void {
		$start = hrtime( true );
		do {
			$receipt = $engine->advance( $run );
			if ( array() !== $receipt->changes ) {
				$announcer->after( $receipt, $run );
			}
		} while ( in_array( $receipt->state, Run::STEPPED, true ) && ( hrtime( true ) - $start ) / 1e9 < self::PATIENCE );
	}
}
