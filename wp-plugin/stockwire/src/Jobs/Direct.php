<?php
/**
 * Fills a run of few lines, and works at it, while whoever asked for it waits.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Message;

/** The lines are known before: nothing of it waits for the background but what another worker, or the time, keeps from being written. */
final class Direct {

	/** Seconds that whoever asked waits for the writing. */
	private const PATIENCE = 8.0;

	/**
	 * Takes what makes the engine.
	 *
	 * @param EngineFactory $engines Makes it.
	 */
	public function __construct( private readonly EngineFactory $engines ) {}

	/**
	 * One run. Where its lines are not taken it has failed: nobody else could fill it.
	 *
	 * @param string                     $source  For the journal.
	 * @param list<array<string, mixed>> $lines   As Engine::stage() takes them.
	 * @param bool                       $preview Decide only.
	 * @param int                        $after   The newest run when the lines were read; 0: they are as new as the run.
	 * @return int Its number.
	 * @throws \Throwable Where the database refuses.
	 */
	public function run( string $source, array $lines, bool $preview = false, int $after = 0 ): int {
		$engine = $this->engines->engine( $source, array( 'actor' => get_current_user_id() ) );
		$run    = $engine->open( $preview );
		try {
			$engine->stage( $run, $lines, $after );
			$engine->commit( $run );
		} catch ( \Throwable $fault ) {
			Runs::fail( $run, Message::of_fault( $fault ) );
			throw $fault;
		}
		if ( ! ( new Steps( $this->engines ) )->work( self::PATIENCE, $run ) ) {
			Steps::go( $run );
		}
		return $run;
	}
}
