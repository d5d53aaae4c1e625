<?php
/**
 * Carries runs on in the background, a bounded step at a time.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Engine;
use Stockwire\Shop\Announce\Log;
use Stockwire\Shop\Announcer;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Fetch\Failure;
use Stockwire\Shop\Fetch\SmartBill;
use Stockwire\Shop\Fetch\Source;
use Stockwire\Shop\Message;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Settings;

/**
 * A step is woken by an action of Action Scheduler, by a request of the shop to itself, by the sweep or by a person who looks at
 * the page: whoever gets the lease works, the others go away. Who dies is followed by another once its lease is over.
 */
final class Steps {

	public const HOOK = 'stockwire_step';

	private const GROUP = 'stockwire';

	/** Said when a run that was carried on here has ended, failed or is held; with its number. */
	public const ENDED = 'stockwire_run_ended';

	/** Seconds of a step: under every usual limit, with the rest of a request around it. */
	private const BUDGET = 12.0;

	/** Workers in a row that may die or fail at a job before it is given up. */
	public const MAX_TRIES = 5;

	/** Seconds after the first failure; twice as long after each further one. */
	private const PAUSE = 15;

	/** Seconds until it is asked again whether stock may be written. What is in the way stays there until somebody takes it away. */
	private const OBSTRUCTED = 300;

	/**
	 * Takes what works.
	 *
	 * @param EngineFactory             $engines Makes engines.
	 * @param \Closure(): Source | null $source  Makes the back office's side; null: as the shop is set.
	 * @param int                       $lines   Lines of a transaction: as few as keep its objects small, since more are not faster.
	 */
	public function __construct(
		private readonly EngineFactory $engines = new EngineFactory(),
		private readonly ?\Closure $source = null,
		private readonly int $lines = 500,
	) {}

	/** Registers the hooks. */
	public function register(): void {
		add_action( self::HOOK, array( $this, 'run' ) );
		add_action( Sweep::SWEPT, array( $this, 'sweep' ) );
		add_filter( AnnounceRoute::WOKEN, array( $this, 'wake' ), 10, 2 );
	}

	/**
	 * For Action Scheduler.
	 *
	 * @param int|string $run Which one is asked for.
	 */
	public function run( int|string $run = 0 ): void {
		$this->work( self::BUDGET, (int) $run );
	}

	/** With each sweep: whatever nobody works at. */
	public function sweep(): void {
		Runs::bury_the_lost();
		$this->work( self::BUDGET );
	}

	/**
	 * For the shop's request to itself.
	 *
	 * @param bool $done Whether somebody took the request.
	 * @param int  $run  Which one is asked for.
	 * @return bool Whether it was about work of ours.
	 */
	public function wake( bool $done, int $run ): bool {
		if ( $done || true !== Run::find( $run )?->unfinished() ) {
			return $done;
		}
		$this->work( self::BUDGET, $run );
		return true;
	}

	/**
	 * Sees to it that a run is carried on, now and whatever happens to this request.
	 *
	 * @param int $run     Its number.
	 * @param int $seconds When; 0 is at once.
	 */
	public static function go( int $run, int $seconds = 0 ): void {
		if ( function_exists( 'as_schedule_single_action' ) && did_action( 'action_scheduler_init' ) ) {
			$waiting = array(
				'hook'     => self::HOOK,
				'args'     => array( $run ),
				'group'    => self::GROUP,
				'status'   => 'pending',
				'per_page' => 1,
			);
			if ( $seconds > 0 ) {
				as_schedule_single_action( time() + $seconds, self::HOOK, array( $run ), self::GROUP );
			} elseif ( array() === as_get_scheduled_actions( $waiting, 'ids' ) ) {
				as_enqueue_async_action( self::HOOK, array( $run ), self::GROUP );
			}
		}
		if ( 0 === $seconds ) {
			Wake::send( $run );
		}
	}

	/**
	 * Works at what is to be done, for some seconds.
	 *
	 * @param float $seconds How long about.
	 * @param int   $asked   A run that is asked for, whoever opened it; 0: the job's, and orphans.
	 * @return bool False where another works, or something is left.
	 */
	public function work( float $seconds, int $asked = 0 ): bool {
		$lease = Lease::take();
		if ( null === $lease ) {
			return false;
		}
		$until = (int) ( hrtime( true ) + $seconds * 1e9 );
		$left  = array();
		try {
			$last = Job::last_run();
			Runs::drop_unread( $last );
			foreach ( self::todo( $asked, $last ) as $run ) {
				if ( $this->carry_on( $run, $lease, $until ) ) {
					$left[] = $run;
				}
			}
		} finally {
			$lease->release();
		}
		array_map( static fn( int $run ) => self::go( $run ), $left );
		return array() === $left;
	}

	/**
	 * Runs to work at: the one that is asked for, before a long fetch takes all the time; the job's; those whose worker died.
	 *
	 * @param int $asked A run that is asked for.
	 * @param int $last  The last job's.
	 * @return list<int>
	 */
	private static function todo( int $asked, int $last ): array {
		$runs = array( $asked, $last, ...Runs::orphans( Lease::seconds() ) );
		return array_values( array_unique( array_filter( $runs ) ) );
	}

	/**
	 * Works at one run until it waits, ends or the time is over.
	 *
	 * @param int   $run   Its number.
	 * @param Lease $lease Held by us.
	 * @param int   $until Of the monotonic clock.
	 * @return bool True where it could go on at once.
	 */
	private function carry_on( int $run, Lease $lease, int $until ): bool {
		$row = Run::find( $run );
		$job = Job::load();
		$job = $run === $job?->record()['run'] ? $job : null;
		if ( null === $row || ! $row->unfinished() || $row->numbers['wait'] > 0 || ( 'staging' === $row->state && null === $job ) ) {
			return false;
		}
		if ( hrtime( true ) >= $until ) {
			return true;
		}
		try {
			$this->step( $row, $job, $lease, $until );
		} catch ( Stopped ) {
			return false;
		} catch ( \Throwable $fault ) {
			$this->put_off( $run, $fault );
		}
		$row = Run::find( $run );
		if ( null === $row || ! $row->unfinished() ) {
			do_action( self::ENDED, $run ); // phpcs:ignore WordPress.NamingConventions -- a constant with our prefix.
			return false;
		}
		return 0 === $row->numbers['wait'];
	}

	/**
	 * Something of ours failed, as a statement that the database refused: later again, each time a little later.
	 *
	 * @param int        $run   Its number.
	 * @param \Throwable $fault Why.
	 */
	private function put_off( int $run, \Throwable $fault ): void {
		Log::failure( "Run $run was put off", $fault );
		$seconds = self::PAUSE * 2 ** max( 0, self::tries( $run ) - 1 );
		Runs::wait( $run, $seconds, Message::of_fault( $fault ) );
		self::go( $run, $seconds );
	}

	/**
	 * How often in a row it was tried, this time included.
	 *
	 * @param int $run Its number.
	 */
	private static function tries( int $run ): int {
		return Run::find( $run )?->numbers['tries'] ?? 0;
	}

	/**
	 * One step.
	 *
	 * @param Run   $row   The run.
	 * @param ?Job  $job   What it belongs to.
	 * @param Lease $lease Held by us.
	 * @param int   $until Of the monotonic clock.
	 */
	private function step( Run $row, ?Job $job, Lease $lease, int $until ): void {
		$forbidden = null === $job ? null : self::forbidden( $row, $job );
		if ( null !== $forbidden ) {
			Runs::fail( $row->id, $forbidden->and( Message::of( 'applying' === $row->state ? 'written_stays' : 'nothing_changed' ) ) );
			return;
		}
		if ( self::obstructed( $row->id ) ) {
			return;
		}
		$stages = new Stages( $job, $row->id );
		if ( ! $stages->begin() ) {
			return;
		}
		$stages->enter( $row->state );
		$announcer = new Announcer();
		$engine    = $this->engines->engine( $row->source, null === $job ? array() : array( 'actor' => $job->record()['actor'] ), $announcer );
		if ( 'staging' !== $row->state || ( null !== $job && $this->fill( $job, $engine, $lease, $until ) ) ) {
			$stages->enter( 'staging' === $row->state ? 'matching' : $row->state );
			$this->advance( $stages, $engine, $announcer, $lease, $until );
		}
	}

	/**
	 * Lets a run wait while a requirement is not met. No worker failed at it, so it is not given up, however long that takes.
	 *
	 * @param int $run Its number.
	 * @return bool Whether it waits.
	 */
	private static function obstructed( int $run ): bool {
		$obstacle = Requirements::why();
		if ( null === $obstacle ) {
			return false;
		}
		Runs::wait( $run, self::OBSTRUCTED, $obstacle );
		self::go( $run, self::OBSTRUCTED );
		return true;
	}

	/**
	 * What was switched since the job began, so that it may not write any more; null where it may. What the owner released is his word.
	 *
	 * @param Run $row The run.
	 * @param Job $job What it belongs to.
	 */
	private static function forbidden( Run $row, Job $job ): ?Message {
		$settings = Settings::load();
		if ( $row->preview || isset( $job->record()['phases']['held'] ) ) {
			return null;
		}
		if ( $settings->shadow() ) {
			return Message::of( 'shadow_on' );
		}
		return Recompute::SOURCE === $row->source || $settings->enabled() ? null : Message::of( 'switched_off' );
	}

	/**
	 * Reads the job's lines, or takes them from the known levels.
	 *
	 * @param Job    $job    What is to be done.
	 * @param Engine $engine Keeps the lines.
	 * @param Lease  $lease  Held by us.
	 * @param int    $until  Of the monotonic clock.
	 * @return bool True when the run's lines are complete.
	 */
	private function fill( Job $job, Engine $engine, Lease $lease, int $until ): bool {
		$run = $job->record()['run'];
		if ( Recompute::SOURCE === $job->record()['source'] ) {
			Runs::rewind( $run, 0 );
			$engine->stageSums( $run );
			$engine->commit( $run );
			return true;
		}
		try {
			$source = null === $this->source ? SmartBill::of_this_shop() : ( $this->source )();
			if ( ! ( new Reading( $source, $engine, $lease ) )->step( $job, $until ) ) {
				return false;
			}
		} catch ( Failure $failure ) {
			$this->failed( $job, $failure );
			return false;
		}
		if ( 0 === $job->lines_read() ) {
			Runs::fail( $run, Message::of( 'empty_list' ) );
			return false;
		}
		Runs::note( $run );
		$engine->commit( $run );
		return true;
	}

	/**
	 * The back office did not answer well: later again where that is of use, else the end.
	 *
	 * @param Job     $job     The fetch.
	 * @param Failure $failure What happened.
	 */
	private function failed( Job $job, Failure $failure ): void {
		list( 'run' => $run, 'reading' => $warehouse ) = $job->record();
		$why = '' === $warehouse ? $failure->said() : $failure->said()->and( Message::of( 'of_warehouse', $warehouse ) );
		Log::failure( "Run $run could not be read", $failure );
		if ( $failure->retry_after > 0 && self::tries( $run ) < self::MAX_TRIES ) {
			Runs::rewind( $run, $job->lines_read() );
			Runs::wait( $run, $failure->retry_after, $why );
			self::go( $run, $failure->retry_after );
			return;
		}
		Runs::fail( $run, $why->and( Message::of( 'nothing_changed' ) ) );
	}

	/**
	 * Lets the engine match and write, a transaction after the other, and tells WordPress of each.
	 *
	 * @param Stages    $stages    Knows the run, and keeps the time.
	 * @param Engine    $engine    Works.
	 * @param Announcer $announcer Tells.
	 * @param Lease     $lease     Held by us.
	 * @param int       $until     Of the monotonic clock.
	 * @throws Stopped Where another worker has taken over.
	 */
	private function advance( Stages $stages, Engine $engine, Announcer $announcer, Lease $lease, int $until ): void {
		do {
			if ( ! $lease->renew() ) {
				throw new Stopped();
			}
			$receipt = $engine->advance( $stages->run, $this->lines );
			if ( $receipt->changed > 0 ) {
				$announcer->after( $receipt, $stages->run );
			}
			$stages->passed( $receipt->state );
			self::forget();
			if ( ! in_array( $receipt->state, Run::MOVING, true ) ) {
				$stages->end();
				return;
			}
		} while ( hrtime( true ) < $until );
	}

	/** What WordPress remembers of thousands of products is of no use to the next ones. */
	private static function forget(): void {
		global $wpdb;
		$wpdb->flush();
		if ( function_exists( 'wp_cache_supports' ) && wp_cache_supports( 'flush_runtime' ) ) {
			wp_cache_flush_runtime();
		}
	}
}
