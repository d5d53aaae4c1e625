<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Action Scheduler's functions.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

function standin_queue(): Stockwire\Standin\ActionQueue {
	return wc_get_container()->get( Stockwire\Standin\ActionQueue::class );
}

function as_enqueue_async_action( $hook, $args = array(), $group = '', $unique = false, $priority = 10 ) {
	return standin_queue()->add( $hook, $args, compact( 'group', 'unique', 'priority' ) );
}

function as_schedule_single_action( $timestamp, $hook, $args = array(), $group = '', $unique = false, $priority = 10 ) {
	return standin_queue()->add( $hook, $args, array( 'time' => (int) $timestamp ) + compact( 'group', 'unique', 'priority' ) );
}

function as_schedule_recurring_action( $timestamp, $interval_in_seconds, $hook, $args = array(), $group = '', $unique = false, $priority = 10 ) {
	$rules = array(
		'time'     => (int) $timestamp,
		'interval' => (int) $interval_in_seconds,
	);
	return standin_queue()->add( $hook, $args, $rules + compact( 'group', 'unique', 'priority' ) );
}

function as_unschedule_action( $hook, $args = array(), $group = '' ) {
	$query = array( 'status' => 'pending', 'per_page' => 1 ) + compact( 'hook', 'args', 'group' );
	$row   = standin_queue()->find( $query )[0] ?? null;
	if ( $row ) {
		standin_queue()->cancel( (int) $row->action_id );
	}
	return $row ? (int) $row->action_id : null;
}

/** Without arguments, a hook's or a group's are called off whatever their arguments. */
function as_unschedule_all_actions( $hook, $args = array(), $group = '' ) {
	$query = array( 'status' => 'pending', 'per_page' => -1 ) + compact( 'hook', 'group' ) + ( $args ? compact( 'args' ) : array() );
	foreach ( standin_queue()->find( $query ) as $row ) {
		standin_queue()->cancel( (int) $row->action_id );
	}
}

function as_next_scheduled_action( $hook, $args = null, $group = '' ) {
	return standin_queue()->next( $hook, $args, $group );
}

function as_has_scheduled_action( $hook, $args = null, $group = '' ) {
	return false !== standin_queue()->next( $hook, $args, $group );
}

function as_get_scheduled_actions( $args = array(), $return_format = OBJECT ) {
	$found = array();
	foreach ( standin_queue()->find( $args ) as $row ) {
		$action                          = standin_queue()->action( $row );
		$found[ (int) $row->action_id ] = ARRAY_A === $return_format ? array(
			'hook'  => $action->get_hook(),
			'args'  => $action->get_args(),
			'group' => $action->get_group(),
		) : $action;
	}
	return in_array( $return_format, array( 'ids', 'int' ), true ) ? array_keys( $found ) : $found;
}

function as_get_datetime_object( $date_string = null, $timezone = 'UTC' ) {
	return ActionScheduler::get_datetime_object( $date_string, $timezone );
}

function as_supports( string $feature ): bool {
	return false;
}
