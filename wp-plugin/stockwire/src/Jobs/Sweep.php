<?php
/**
 * Comes round each minute: what was left unannounced, name keys that are to be made anew.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

/**
 * With each run of Action Scheduler's queue and by WP-Cron: either may be off, and both at once do no harm. A recurring
 * action of our own would leave Action Scheduler forty thousand rows a month.
 */
final class Sweep {

	public const HOOK = 'stockwire_sweep';

	/** Said at the end of each sweep, to whatever else comes round each minute. */
	public const SWEPT = 'stockwire_swept';

	private const SCHEDULE = 'stockwire_minute';

	private const GROUP = 'stockwire';

	/** Seconds a sweep may take, so that two of them seldom overlap and others' actions do not wait long. */
	private const BUDGET = 20.0;

	/**
	 * Takes what is to be done.
	 *
	 * @param NamesRebuild $names  Makes name keys.
	 * @param Worker       $worker Announces.
	 */
	public function __construct( private readonly NamesRebuild $names, private readonly Worker $worker = new Worker() ) {}

	/** Registers the hooks. */
	public function register(): void {
		// phpcs:ignore WordPress.WP.CronInterval -- it asks two indexed questions; numbers that nobody is told of do harm.
		add_filter( 'cron_schedules', array( $this, 'add_schedule' ) );
		add_action( self::HOOK, array( $this, 'run' ) );
		add_action( 'action_scheduler_before_process_queue', array( $this, 'run' ) );
		add_action( 'init', array( $this, 'schedule' ), 20 );
	}

	/**
	 * A minute is no interval of WordPress' own.
	 *
	 * @param array<string, array{interval: int, display: string}> $schedules Those there are.
	 * @return array<string, array{interval: int, display: string}>
	 */
	public function add_schedule( array $schedules ): array {
		$schedules[ self::SCHEDULE ] = array(
			'interval' => MINUTE_IN_SECONDS,
			'display'  => 'Stockwire',
		);
		return $schedules;
	}

	/** Sees to it that the next sweep will come. What WP-Cron knows is autoloaded: this costs no query. */
	public function schedule(): void {
		if ( ! wp_next_scheduled( self::HOOK ) ) {
			wp_schedule_event( time() + MINUTE_IN_SECONDS, self::SCHEDULE, self::HOOK );
		}
	}

	/** One sweep. */
	public function run(): void {
		$this->worker->work( self::BUDGET );
		$this->names->step( self::BUDGET );
		do_action( self::SWEPT ); // phpcs:ignore WordPress.NamingConventions -- a constant with our prefix.
	}

	/** When the plugin is deactivated. */
	public static function unschedule(): void {
		wp_clear_scheduled_hook( self::HOOK );
		if ( function_exists( 'as_unschedule_all_actions' ) ) {
			as_unschedule_all_actions( self::HOOK );
		}
	}

	/** Something is left: makes Action Scheduler's queue run, which it does in wp-admin for actions that are due only. */
	public static function soon(): void {
		if ( function_exists( 'as_has_scheduled_action' ) && did_action( 'action_scheduler_init' ) && ! as_has_scheduled_action( self::HOOK, array(), self::GROUP ) ) {
			as_schedule_single_action( time() + MINUTE_IN_SECONDS, self::HOOK, array(), self::GROUP );
		}
	}
}
