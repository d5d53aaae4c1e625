<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Work for later, in Action Scheduler's tables: put in, found, called off, done.
 *
 * @package Stockwire\Standin
 */

namespace Stockwire\Standin;

use ActionScheduler_Action;
use ActionScheduler_Store as Store;

defined( 'ABSPATH' ) || exit;

final class ActionQueue {
	private const ASYNC = '0000-00-00 00:00:00';

	/**
	 * @param array<int|string, mixed> $args  For the hook.
	 * @param array<string, mixed>     $rules time (null: as soon as possible), interval, group, unique, priority.
	 * @return int The action's number; 0 where an equal one waits already and only one may.
	 */
	public function add( string $hook, array $args, array $rules ): int {
		global $wpdb;
		// One of a kind means one a hook and group, whatever the arguments.
		$waiting = array( 'hook' => $hook, 'status' => array( Store::STATUS_PENDING, Store::STATUS_RUNNING ), 'per_page' => 1 );
		if ( ! empty( $rules['unique'] ) && $this->find( $waiting + array( 'group_id' => $this->group( $rules['group'] ?? '', true ) ) ) ) {
			return 0;
		}
		$time = $rules['time'] ?? null;
		$json = (string) wp_json_encode( $args );
		$wpdb->insert(
			$this->table( 'actions' ),
			array(
				'hook'                 => $hook,
				'status'               => Store::STATUS_PENDING,
				'scheduled_date_gmt'   => null === $time ? self::ASYNC : gmdate( 'Y-m-d H:i:s', $time ),
				'scheduled_date_local' => null === $time ? self::ASYNC : wp_date( 'Y-m-d H:i:s', $time ),
				'priority'             => $rules['priority'] ?? 10,
				'args'                 => strlen( $json ) > 191 ? md5( $json ) : $json,
				'extended_args'        => strlen( $json ) > 191 ? $json : null,
				'schedule'             => (string) wp_json_encode( array( 'interval' => $rules['interval'] ?? 0 ) ),
				'group_id'             => $this->group( $rules['group'] ?? '', true ),
			)
		);
		$id = (int) $wpdb->insert_id;
		do_action( 'action_scheduler_stored_action', $id );
		return $id;
	}

	/**
	 * @param array<string, mixed> $query hook, args, group, status, date and date_compare, per_page.
	 * @return list<object> Rows, the earliest first.
	 */
	public function find( array $query ): array {
		global $wpdb;
		$where = array( '1 = 1' );
		if ( ! empty( $query['hook'] ) ) {
			$where[] = $wpdb->prepare( 'hook = %s', $query['hook'] );
		}
		if ( isset( $query['args'] ) ) {
			$json    = (string) wp_json_encode( $query['args'] );
			$where[] = $wpdb->prepare( 'args = %s', strlen( $json ) > 191 ? md5( $json ) : $json );
		}
		if ( ! empty( $query['group'] ) || isset( $query['group_id'] ) ) {
			$where[] = 'group_id = ' . ( $query['group_id'] ?? $this->group( $query['group'], false ) ?? -1 );
		}
		$states = array_filter( (array) ( $query['status'] ?? array() ) );
		if ( $states ) {
			$where[] = 'status IN (' . implode( ',', array_map( static fn( $one ) => $wpdb->prepare( '%s', $one ), $states ) ) . ')';
		}
		if ( isset( $query['date'] ) ) {
			$compare = in_array( $query['date_compare'] ?? '<=', array( '<', '<=', '=', '>', '>=' ), true ) ? $query['date_compare'] ?? '<=' : '<=';
			$where[] = $wpdb->prepare( "scheduled_date_gmt $compare %s", as_get_datetime_object( $query['date'] )->format( 'Y-m-d H:i:s' ) );
		}
		$limit = (int) ( $query['per_page'] ?? 5 );
		return $wpdb->get_results( "SELECT * FROM {$this->table( 'actions' )} WHERE " . implode( ' AND ', $where ) . ' ORDER BY priority, scheduled_date_gmt, action_id' . ( $limit > 0 ? " LIMIT $limit" : '' ) );
	}

	public function cancel( int $id ): void {
		global $wpdb;
		$wpdb->update( $this->table( 'actions' ), array( 'status' => Store::STATUS_CANCELED ), array( 'action_id' => $id ) );
		do_action( 'action_scheduler_canceled_action', $id );
	}

	/** Does what is due, batch by batch, for half a minute at most. @return int How many actions were started. */
	public function run( string $context ): int {
		$started = 0;
		$end     = time() + 30;
		do {
			$due = $this->find( array( 'status' => Store::STATUS_PENDING, 'date' => time(), 'per_page' => 25 ) );
			foreach ( $due as $row ) {
				if ( time() < $end && $this->take( (int) $row->action_id ) ) {
					$this->execute( $row, $context );
					++$started;
				}
			}
		} while ( $due && time() < $end );
		return $started;
	}

	/** Does one action now, due or not. */
	public function process( int $id, string $context ): void {
		global $wpdb;
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT * FROM {$this->table( 'actions' )} WHERE action_id = %d", $id ) );
		if ( $row && $this->take( $id ) ) {
			$this->execute( $row, $context );
		}
	}

	/** Of two runners at once, one gets it. */
	private function take( int $id ): bool {
		global $wpdb;
		return 1 === $wpdb->query(
			$wpdb->prepare(
				"UPDATE {$this->table( 'actions' )} SET status = %s, attempts = attempts + 1, last_attempt_gmt = UTC_TIMESTAMP() WHERE action_id = %d AND status = %s",
				Store::STATUS_RUNNING,
				$id,
				Store::STATUS_PENDING
			)
		);
	}

	private function execute( object $row, string $context ): void {
		global $wpdb;
		$id     = (int) $row->action_id;
		$action = $this->action( $row );
		$status = Store::STATUS_COMPLETE;
		try {
			do_action( 'action_scheduler_before_execute', $id, $context );
			$action->execute();
			do_action( 'action_scheduler_after_execute', $id, $action, $context );
		} catch ( \Throwable $failure ) {
			$status = Store::STATUS_FAILED;
			$wpdb->insert( $this->table( 'logs' ), array( 'action_id' => $id, 'message' => $failure->getMessage(), 'log_date_gmt' => current_time( 'mysql', true ), 'log_date_local' => current_time( 'mysql' ) ) );
			do_action( 'action_scheduler_failed_execution', $id, $failure, $context );
		}
		$wpdb->update( $this->table( 'actions' ), array( 'status' => $status ), array( 'action_id' => $id ) );
		$interval = (int) ( json_decode( (string) $row->schedule, true )['interval'] ?? 0 );
		if ( $interval > 0 ) {
			$this->add( $row->hook, $action->get_args(), array( 'time' => time() + $interval, 'interval' => $interval, 'group' => $action->get_group(), 'priority' => (int) $row->priority ) );
		}
	}

	public function action( object $row ): ActionScheduler_Action {
		global $wpdb;
		$group  = (string) $wpdb->get_var( $wpdb->prepare( "SELECT slug FROM {$this->table( 'groups' )} WHERE group_id = %d", $row->group_id ) );
		$action = new ActionScheduler_Action( $row->hook, (array) json_decode( $row->extended_args ?? $row->args, true ), null, $group );
		$action->set_priority( (int) $row->priority );
		return $action;
	}

	/** @return int|true|false When it is due; true where it runs or may at once. */
	public function next( string $hook, ?array $args, string $group ): int|bool {
		$query = array( 'hook' => $hook, 'args' => $args, 'group' => $group, 'per_page' => 1 );
		if ( $this->find( array( 'status' => Store::STATUS_RUNNING ) + $query ) ) {
			return true;
		}
		$row = $this->find( array( 'status' => Store::STATUS_PENDING ) + $query )[0] ?? null;
		if ( ! $row ) {
			return false;
		}
		return self::ASYNC === $row->scheduled_date_gmt ? true : (int) strtotime( "$row->scheduled_date_gmt UTC" );
	}

	private function group( string $slug, bool $make ): ?int {
		global $wpdb;
		if ( '' === $slug ) {
			return 0;
		}
		$id = $wpdb->get_var( $wpdb->prepare( "SELECT group_id FROM {$this->table( 'groups' )} WHERE slug = %s", $slug ) );
		if ( null === $id && $make ) {
			$wpdb->insert( $this->table( 'groups' ), array( 'slug' => $slug ) );
			$id = $wpdb->insert_id;
		}
		return null === $id ? null : (int) $id;
	}

	private function table( string $name ): string {
		return $GLOBALS['wpdb']->prefix . "actionscheduler_$name";
	}
}
