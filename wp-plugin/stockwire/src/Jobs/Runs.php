<?php
/**
 * What background work writes on runs: signs of life, waits, failures. Stock and lines are the engine's.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Shop\Message;

/** Every change names the state that it starts from, so that a cancelled run stays cancelled. Times are the database's. */
final class Runs {

	/** Minutes after which a push that nobody ended is taken for dead; PHP's own deadline is under a minute. */
	private const LOST_MINUTES = 10;

	/** Number of the newest run. */
	public static function newest(): int {
		global $wpdb;
		return (int) $wpdb->get_var( "SELECT MAX(id) FROM {$wpdb->prefix}stockwire_runs" ); // phpcs:ignore WordPress.DB -- our own table.
	}

	/**
	 * Whether a run waits for its owner's word.
	 *
	 * @param list<string> $sources Of which; constants of ours.
	 */
	public static function held( array $sources ): bool {
		global $wpdb;
		$in = "'" . implode( "','", $sources ) . "'";
		return null !== $wpdb->get_var( "SELECT 1 FROM {$wpdb->prefix}stockwire_runs WHERE state = 'held' AND source IN ($in) LIMIT 1" ); // phpcs:ignore WordPress.DB -- our own table.
	}

	/**
	 * A sign of life while lines are read.
	 *
	 * @param int $run Its number.
	 * @return bool False where the run is not being read any more: it was cancelled.
	 */
	public static function beat( int $run ): bool {
		return self::change( 'heartbeat_at = UTC_TIMESTAMP(6), retry_at = NULL', $run, array( 'staging' ) );
	}

	/**
	 * Drops staged lines behind those that were read whole, and what was found invalid among them.
	 *
	 * @param int $run   Its number.
	 * @param int $lines How many to keep.
	 */
	public static function rewind( int $run, int $lines ): void {
		global $wpdb;
		if ( self::change( sprintf( 'line_count = %d, heartbeat_at = UTC_TIMESTAMP(6)', $lines ), $run, array( 'staging' ) ) ) {
			foreach ( array( 'staged', 'lines' ) as $table ) {
				// phpcs:ignore WordPress.DB -- our own tables.
				$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}stockwire_$table WHERE run_id = %d AND line > %d", $run, $lines ) );
			}
		}
	}

	/**
	 * Another worker begins with it: should it die, the next one knows.
	 *
	 * @param int $run Its number.
	 */
	public static function try_again( int $run ): void {
		self::change( 'tries = LEAST(tries, 250) + 1', $run, array( 'staging', ...Run::MOVING ) );
	}

	/**
	 * It got on, perhaps to its end: whoever fails next begins to count anew, and what it waited for is over.
	 *
	 * @param int $run Its number.
	 */
	public static function lives( int $run ): void {
		self::change( "tries = 0, error = '', heartbeat_at = UTC_TIMESTAMP(6)", $run, array( 'staging', ...Run::MOVING, 'held', 'done' ) );
	}

	/**
	 * Nothing before this time.
	 *
	 * @param int     $run     Its number.
	 * @param int     $seconds From now.
	 * @param Message $why     For the page.
	 */
	public static function wait( int $run, int $seconds, Message $why ): void {
		global $wpdb;
		self::change( $wpdb->prepare( 'retry_at = UTC_TIMESTAMP(6) + INTERVAL %d SECOND, heartbeat_at = UTC_TIMESTAMP(6), error = %s', $seconds, $why->kept() ), $run, array( 'staging', ...Run::MOVING ) );
	}

	/**
	 * Notes what went wrong, of a run that goes on.
	 *
	 * @param int      $run Its number.
	 * @param ?Message $why For the page; null takes it back.
	 */
	public static function note( int $run, ?Message $why = null ): void {
		global $wpdb;
		self::change( $wpdb->prepare( 'error = %s, heartbeat_at = UTC_TIMESTAMP(6)', $why?->kept() ?? '' ), $run, array( 'staging', ...Run::MOVING ) );
	}

	/**
	 * A word beside a run that is done.
	 *
	 * @param int     $run Its number.
	 * @param Message $say For the receipt.
	 */
	public static function remark( int $run, Message $say ): void {
		global $wpdb;
		self::change( $wpdb->prepare( 'error = %s', $say->kept() ), $run, array( 'done' ) );
	}

	/**
	 * Ends a run as failed; what it had applied stays, what waited is dropped.
	 *
	 * @param int     $run Its number.
	 * @param Message $why For the page.
	 */
	public static function fail( int $run, Message $why ): void {
		global $wpdb;
		$failed = $wpdb->prepare( "state = 'failed', finished_at = UTC_TIMESTAMP(6), retry_at = NULL, error = %s", $why->kept() );
		if ( self::change( $failed, $run, array( 'staging', ...Run::MOVING ) ) ) {
			// phpcs:ignore WordPress.DB -- our own table.
			$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}stockwire_staged WHERE run_id = %d", $run ) );
		}
	}

	/**
	 * Products that a finished run took to zero, or would have: the engine counts them only where a brake asks.
	 *
	 * @param int $run Its number.
	 */
	public static function count_zeroed( int $run ): void {
		global $wpdb;
		// phpcs:disable WordPress.DB -- our own tables.
		$zeroed = (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(DISTINCT holder_id) FROM {$wpdb->prefix}stockwire_lines WHERE run_id = %d AND outcome = 'updated' AND new_quantity <= 0 AND old_quantity > 0", $run ) );
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}stockwire_runs SET zeroed = %d WHERE id = %d", $zeroed, $run ) );
		// phpcs:enable
	}

	/**
	 * Pushes whose connection was lost stay "running": nobody else can end them. What they had committed stays.
	 *
	 * @return int How many were ended.
	 */
	public static function bury_the_lost(): int {
		global $wpdb;
		$why = Message::of( 'connection_lost' )->kept();
		// phpcs:ignore WordPress.DB -- our own table.
		return (int) $wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}stockwire_runs SET state = 'failed', finished_at = UTC_TIMESTAMP(6), error = IF(error = '', %s, error) WHERE state = 'running' AND started_at < UTC_TIMESTAMP(6) - INTERVAL %d MINUTE", $why, self::LOST_MINUTES ) );
	}

	/**
	 * Runs that somebody began to write and nobody works at: another worker goes on with them. A sign of life from the future was
	 * given by a clock that was set back since: whoever lives gives another one.
	 *
	 * @param int $seconds Without a sign of life.
	 * @return list<int>
	 */
	public static function orphans( int $seconds ): array {
		global $wpdb;
		$states = "'" . implode( "','", Run::MOVING ) . "'";
		// phpcs:ignore WordPress.DB -- our own table; the states are constants.
		$ids = $wpdb->get_col( $wpdb->prepare( "SELECT id FROM {$wpdb->prefix}stockwire_runs WHERE state IN ($states) AND COALESCE(heartbeat_at, started_at) NOT BETWEEN UTC_TIMESTAMP(6) - INTERVAL %d SECOND AND UTC_TIMESTAMP(6) + INTERVAL %d SECOND ORDER BY id LIMIT 20", $seconds, $seconds ) );
		return array_values( array_map( 'intval', $ids ) );
	}

	/**
	 * Ends runs whose lines were never read to the end and that no job knows: what was cut off changes nothing.
	 *
	 * @param int $except The job's own.
	 */
	public static function drop_unread( int $except ): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- our own table.
		$ids = $wpdb->get_col( $wpdb->prepare( "SELECT id FROM {$wpdb->prefix}stockwire_runs WHERE state = 'staging' AND id <> %d AND COALESCE(heartbeat_at, started_at) < UTC_TIMESTAMP(6) - INTERVAL %d MINUTE LIMIT 20", $except, self::LOST_MINUTES ) );
		foreach ( $ids as $id ) {
			self::fail( (int) $id, Message::of( 'never_read' ) );
		}
	}

	/**
	 * Changes a run that still is in one of these states.
	 *
	 * @param string       $set    Assignments, prepared.
	 * @param int          $run    Its number.
	 * @param list<string> $states Constants of ours.
	 */
	private static function change( string $set, int $run, array $states ): bool {
		global $wpdb;
		$in = "'" . implode( "','", $states ) . "'";
		// phpcs:ignore WordPress.DB -- our own table; what is not a number was prepared above.
		return 1 === $wpdb->query( "UPDATE {$wpdb->prefix}stockwire_runs SET $set WHERE id = " . $run . " AND state IN ($in)" );
	}
}
