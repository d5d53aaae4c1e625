<?php
// SPDX-License-Identifier: MIT
// Work for later: asked for, found, called off, done, done again.

declare(strict_types=1);

const STANDIN_HOOK = 'stockwire_standin_probe';

/** Runs what is due of ours, as the queue's runner does. */
function standin_run_due(): array {
	$ran    = array();
	$listen = static function ( mixed ...$args ) use ( &$ran ): void {
		$ran[] = $args;
		if ( array( 'fails' ) === $args ) {
			throw new RuntimeException( 'on purpose' );
		}
	};
	add_action( STANDIN_HOOK, $listen, 10, 9 );
	ActionScheduler_QueueRunner::instance()->run( 'test' );
	remove_action( STANDIN_HOOK, $listen );
	return $ran;
}

/** @return array<string, string> */
function standin_states(): array {
	global $wpdb;
	$rows = $wpdb->get_results( "SELECT args, GROUP_CONCAT(status ORDER BY action_id) AS states FROM {$wpdb->prefix}actionscheduler_actions WHERE hook = '" . STANDIN_HOOK . "' GROUP BY args ORDER BY args" );
	return array_column( $rows, 'states', 'args' );
}

// The runner counts its time from the start of the request, and this one asked much before.
add_filter( 'action_scheduler_queue_runner_time_limit', static fn(): int => 900 );
// A new WooCommerce moves its queue to another store on its first day; that is done before ours is looked at.
ActionScheduler_QueueRunner::instance()->run( 'test' );
standin_ask( 'nothing is asked for', fn() => array( as_has_scheduled_action( STANDIN_HOOK ), as_next_scheduled_action( STANDIN_HOOK ), as_unschedule_action( STANDIN_HOOK ) ) );
standin_ask( 'asked for at a time', function () {
	$time = time() + 1000;
	$id   = as_schedule_single_action( $time, STANDIN_HOOK, array( 'later', 7 ), 'stockwire' );
	return array( $id > 0, as_has_scheduled_action( STANDIN_HOOK ), as_has_scheduled_action( STANDIN_HOOK, array( 'later', 7 ), 'stockwire' ), as_has_scheduled_action( STANDIN_HOOK, array( 'later' ) ), as_has_scheduled_action( STANDIN_HOOK, array( 'later', 7 ), 'others' ), as_next_scheduled_action( STANDIN_HOOK ) === $time, count( as_get_scheduled_actions( array( 'hook' => STANDIN_HOOK, 'status' => ActionScheduler_Store::STATUS_PENDING ), 'ids' ) ) );
} );
// Whether "unique" keeps a second one out depends on Action Scheduler's store, which a new shop changes on its first day.
standin_ask( 'as soon as possible', fn() => array( as_enqueue_async_action( STANDIN_HOOK, array( 'once' ), 'stockwire-alone', true ) > 0, as_next_scheduled_action( STANDIN_HOOK, array( 'once' ) ) ) );
standin_ask( 'what is due is done, what is not waits', function () {
	as_schedule_single_action( time() - 5, STANDIN_HOOK, array( 'due' ) );
	as_schedule_single_action( time() - 4, STANDIN_HOOK, array( 'fails' ) );
	$ran = standin_run_due();
	sort( $ran );
	return array( $ran, standin_states(), standin_run_due() );
} );
standin_ask( 'again and again', function () {
	as_schedule_recurring_action( time() - 5, 60, STANDIN_HOOK, array( 'tick' ), 'stockwire-tick', true );
	$ran  = standin_run_due();
	$next = as_next_scheduled_action( STANDIN_HOOK, array( 'tick' ) );
	return array( $ran, $next > time() + 50 && $next < time() + 70, standin_states()['["tick"]'] );
} );
standin_ask( 'called off', function () {
	as_unschedule_all_actions( STANDIN_HOOK, array( 'tick' ) );
	$one = as_has_scheduled_action( STANDIN_HOOK, array( 'tick' ) );
	as_unschedule_all_actions( STANDIN_HOOK );
	return array( $one, as_has_scheduled_action( STANDIN_HOOK ), standin_states() );
} );
standin_ask( 'an argument longer than the column', function () {
	$long = str_repeat( 'ș', 300 );
	as_schedule_single_action( time() - 5, STANDIN_HOOK, array( $long ) );
	$has = as_has_scheduled_action( STANDIN_HOOK, array( $long ) );
	return array( $has, array( array( $long ) ) === standin_run_due() );
} );
$GLOBALS['wpdb']->query( "DELETE FROM {$GLOBALS['wpdb']->prefix}actionscheduler_actions WHERE hook = '" . STANDIN_HOOK . "'" );
