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
	 * One run of lines of one age.
	 *
	 * @param string                     $source  For the journal.
	 * @param list<array<string, mixed>> $lines   As Engine::stage() takes them.
	 * @param bool                       $preview Decide only.
	 * @param int                        $after   The newest run when the lines were read; 0: they are as new as the run.
	 * @return int Its number.
	 * @throws \Throwable Where the database refuses.
	 */
	public function run( string $source, array $lines, bool $preview = false, int $after = 0 ): int {
		return $this->stage( $source, array_map( static fn( array $line ): array => array( $line, $after ), $lines ), $preview );
	}

	/**
	 * One run. Where its lines are not taken it has failed: nobody else could fill it.
	 *
	 * @param string                                 $source  For the journal.
	 * @param list<array{array<string, mixed>, int}> $lines   As Engine::stage() takes them, each with the newest run when it was read.
	 * @param bool                                   $preview Decide only.
	 * @return int Its number.
	 * @throws \Throwable Where the database refuses.
	 */
	public function stage( string $source, array $lines, bool $preview = false ): int {
		$engine = $this->engines->engine( $source, array( 'actor' => get_current_user_id() ) );
		$run    = $engine->open( $preview );
		try {
			foreach ( array_unique( array_column( $lines, 1 ) ) as $after ) {
				$engine->stage( $run, array_column( array_filter( $lines, static fn( array $line ): bool => $line[1] === $after ), 0 ), $after );
			}
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
