<?php
/**
 * Brings a staged run on, step by step: a fetch that was read, an undo, a run that was released.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Shop\Activity\Held;
use Stockwire\Shop\Activity\Run;
use Stockwire\Shop\Activity\Runs;
use Stockwire\Shop\Announce\Log;
use Stockwire\Shop\Announcer;
use Stockwire\Shop\EngineFactory;

/**
 * Small runs end in the request that began them; the rest goes on through Action Scheduler, WP-Cron and the sweep. The
 * engine keeps the place in the database, so any worker goes on where another one stopped or died.
 */
final class Steps {

	public const HOOK = 'stockwire_step';

	/** Seconds in the background, under every usual limit of a request. */
	private const BUDGET = 20.0;

	/** Seconds without a sign of life after which a run is taken for left alone. */
	private const IDLE = 90;

	/** Seconds until the next try after a step that failed, as when the database was busy. */
	private const PAUSE = 30;

	/**
	 * Takes what is needed.
	 *
	 * @param EngineFactory $engines Makes the engine.
	 * @param Runs          $runs    Knows how far they are.
	 * @param int           $lines   Lines a step.
	 */
	public function __construct(
		private readonly EngineFactory $engines = new EngineFactory(),
		private readonly Runs $runs = new Runs(),
		private readonly int $lines = 2000,
	) {}

	/** Registers the hook. */
	public function register(): void {
		add_action( self::HOOK, array( $this, 'run' ) );
		add_action( Sweep::SWEPT, array( $this, 'resume' ) );
	}

	/**
	 * In the background.
	 *
	 * @param mixed $run Its number.
	 */
	public function run( mixed $run ): void {
		if ( is_numeric( $run ) ) {
			$this->work( (int) $run, self::BUDGET );
		}
	}

	/**
	 * Brings a run on until it is over, is held, or the time is over; then it schedules itself.
	 *
	 * @param int   $run     Its number.
	 * @param float $seconds How long at most; a step that was begun is ended.
	 * @return string The run's state after it; '' where there is no such run.
	 */
	public function work( int $run, float $seconds ): string {
		$start = hrtime( true );
		$row   = $this->runs->find( $run );
		$state = $row->state ?? '';
		if ( null === $row || ! in_array( $state, Run::STEPPED, true ) ) {
			return $state;
		}
		try {
			$announcer = new Announcer();
			$engine    = $this->engines->engine( $row->source, array( 'actor' => $row->actor ), $announcer );
			do {
				$receipt = $engine->advance( $run, $this->lines );
				$state   = $receipt->state;
				if ( array() !== $receipt->changes ) {
					$announcer->after( $receipt, $run );
				}
			} while ( in_array( $state, Run::STEPPED, true ) && ( hrtime( true ) - $start ) / 1e9 < $seconds );
		} catch ( \Throwable $fault ) {
			Log::failure( "Bringing run $run on was put off", $fault );
			$this->later( $run, self::PAUSE );
			return $this->runs->find( $run )->state ?? '';
		}
		if ( 'held' === $state ) {
			( new Held() )->tell( $run );
		} elseif ( in_array( $state, Run::STEPPED, true ) ) {
			$this->later( $run );
		}
		return $state;
	}

	/** What nobody brings on any more, as after a crash: with each sweep. */
	public function resume(): void {
		foreach ( $this->runs->stranded( self::IDLE ) as $run ) {
			$this->work( $run->id, self::BUDGET );
		}
	}

	/**
	 * Goes on in the background.
	 *
	 * @param int $run   Its number.
	 * @param int $pause Seconds until then.
	 */
	public function later( int $run, int $pause = 0 ): void {
		if ( function_exists( 'as_schedule_single_action' ) && did_action( 'action_scheduler_init' ) ) {
			as_schedule_single_action( time() + $pause, self::HOOK, array( $run ), 'stockwire' );
			return;
		}
		wp_schedule_single_event( time() + $pause, self::HOOK, array( $run ) );
	}
}
