<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Runs the queue each minute that WP-Cron wakes.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class ActionScheduler_QueueRunner {
	const WP_CRON_HOOK     = 'action_scheduler_run_queue';
	const WP_CRON_SCHEDULE = 'every_minute';

	public static function instance() {
		static $runner = null;
		return $runner ??= new self();
	}

	public function init() {
		add_filter( 'cron_schedules', array( $this, 'add_wp_cron_schedule' ) );
		add_action( self::WP_CRON_HOOK, array( $this, 'run' ) );
		if ( ! wp_next_scheduled( self::WP_CRON_HOOK, array( 'WP Cron' ) ) ) {
			wp_schedule_event( time(), self::WP_CRON_SCHEDULE, self::WP_CRON_HOOK, array( 'WP Cron' ) );
		}
	}

	public function add_wp_cron_schedule( $schedules ) {
		$schedules['every_minute'] = array(
			'interval' => 60,
			'display'  => 'Every minute',
		);
		return $schedules;
	}

	public function run( $context = 'WP Cron' ) {
		do_action( 'action_scheduler_before_process_queue' );
		$done = wc_get_container()->get( Stockwire\Standin\ActionQueue::class )->run( $context );
		do_action( 'action_scheduler_after_process_queue' );
		return $done;
	}

	public function process_action( $action_id, $context = '' ) {
		wc_get_container()->get( Stockwire\Standin\ActionQueue::class )->process( (int) $action_id, $context );
	}
}
