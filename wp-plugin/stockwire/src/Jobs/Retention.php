<?php
/**
 * Deletes runs and changes that are older than the owner wants to keep.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Shop\Activity\Held;
use Stockwire\Shop\Activity\Run;
use Stockwire\Shop\Settings;
use Stockwire\Shop\Warehouses;

/**
 * Once a day with a sweep, in batches of some thousand rows so that no push waits for it. What is unfinished, held or not
 * announced stays however old it is; levels, links and the inbox are no journal and stay, too. So does what changed a product since the
 * back office last spoke of it: whoever computes its number from the known levels must know what was sold since.
 */
final class Retention {

	/** When it last came to the end. Autoloaded: each sweep compares it. */
	public const OPTION = 'stockwire_retention_done';

	/** Rows a statement. */
	private const ROWS = 2000;

	/** Runs looked at a time. */
	private const RUNS = 100;

	/** Seconds with each sweep. */
	private const BUDGET = 20.0;

	/** Registers the hook. */
	public function register(): void {
		add_action( Sweep::SWEPT, array( $this, 'daily' ) );
	}

	/**
	 * The day's work, or as much as fits; what is left follows with the next sweep.
	 */
	public function daily(): void {
		if ( (int) get_option( self::OPTION, 0 ) > time() - DAY_IN_SECONDS ) {
			return;
		}
		$days  = (int) Settings::load()->get( 'retention' );
		$looks = $this->forget_looks( self::BUDGET );
		if ( $looks && ( 0 === $days || $this->work( $days, self::BUDGET ) ) ) {
			update_option( self::OPTION, time(), true );
		}
	}

	/**
	 * Deletes.
	 *
	 * @param int   $days    What is older goes.
	 * @param float $seconds How long at most.
	 * @return bool True where nothing is left.
	 */
	public function work( int $days, float $seconds ): bool {
		$end = hrtime( true ) + (int) ( $seconds * 1e9 );
		do {
			$runs = $this->runs( $days );
			foreach ( $runs as $run ) {
				if ( ! $this->delete( $run, $end ) ) {
					return false;
				}
			}
		} while ( array() !== $runs && hrtime( true ) < $end );
		return array() === $runs && $this->delete_history( $days, $end );
	}

	/**
	 * Deletes what only looked at an undo: after a day nobody decides by it any more, however long receipts are kept.
	 *
	 * @param float $seconds How long at most.
	 * @return bool True where nothing is left.
	 */
	public function forget_looks( float $seconds ): bool {
		global $wpdb;
		$end  = hrtime( true ) + (int) ( $seconds * 1e9 );
		$over = "'" . implode( "','", Run::OVER ) . "'";
		do {
			$runs = $wpdb->get_col( $wpdb->prepare( "SELECT id FROM {$wpdb->prefix}stockwire_runs WHERE started_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY AND state IN ($over) AND " . Run::LOOK . ' ORDER BY started_at LIMIT %d', self::RUNS ) ); // phpcs:ignore WordPress.DB -- our own table; constants.
			foreach ( $runs as $run ) {
				if ( ! $this->delete( (int) $run, $end ) ) {
					return false;
				}
			}
		} while ( array() !== $runs );
		return true;
	}

	/**
	 * The oldest runs that may go.
	 *
	 * @param int $days What is older.
	 * @return list<int>
	 */
	private function runs( int $days ): array {
		global $wpdb;
		$over = "'" . implode( "','", Run::OVER ) . "'";
		// phpcs:disable WordPress.DB -- our own tables; constants and placeholders; must be read afresh.
		$ids = $wpdb->get_col(
			$wpdb->prepare(
				"SELECT r.id FROM {$wpdb->prefix}stockwire_runs r
				WHERE r.started_at < UTC_TIMESTAMP(6) - INTERVAL %d DAY AND r.state IN ($over)
				AND COALESCE(r.finished_at, r.started_at) < UTC_TIMESTAMP(6) - INTERVAL %d DAY
				AND NOT EXISTS (SELECT 1 FROM {$wpdb->prefix}stockwire_lines l WHERE l.changed = 1 AND l.announced_at IS NULL AND l.run_id = r.id)
				ORDER BY r.started_at LIMIT %d",
				$days,
				$days,
				self::RUNS
			)
		);
		// phpcs:enable
		return array_values( array_map( 'intval', $ids ) );
	}

	/**
	 * Deletes a run: its row goes last, so that a half-deleted one is found again.
	 *
	 * @param int $run Its number.
	 * @param int $end On the monotonic clock.
	 * @return bool False where the time was over before.
	 */
	private function delete( int $run, int $end ): bool {
		global $wpdb;
		foreach ( array( 'lines', 'staged' ) as $table ) {
			do {
				$rows = $wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}stockwire_$table WHERE run_id = %d LIMIT %d", $run, self::ROWS ) ); // phpcs:ignore WordPress.DB -- our own tables.
				if ( false === $rows || ( self::ROWS === $rows && hrtime( true ) >= $end ) ) {
					return false;
				}
			} while ( self::ROWS === $rows );
		}
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}stockwire_runs WHERE id = %d", $run ) ); // phpcs:ignore WordPress.DB -- our own table.
		Held::forget( $run );
		return hrtime( true ) < $end;
	}

	/**
	 * Deletes changes that others made, as far as a newer level has them.
	 *
	 * @param int $days What is older goes.
	 * @param int $end  On the monotonic clock.
	 * @return bool True where nothing is left.
	 */
	private function delete_history( int $days, int $end ): bool {
		global $wpdb;
		$history = $wpdb->prefix . 'stockwire_history';
		$known   = Warehouses::condition( Settings::load()->warehouses() );
		$newest  = "SELECT MAX(updated_at) FROM {$wpdb->prefix}stockwire_levels WHERE holder_id = $history.holder_id AND $known";
		do {
			$rows = $wpdb->query( $wpdb->prepare( "DELETE FROM $history WHERE at < UTC_TIMESTAMP(6) - INTERVAL %d DAY AND at <= COALESCE(($newest), at) ORDER BY at LIMIT %d", $days, self::ROWS ) ); // phpcs:ignore WordPress.DB -- our own tables; a condition of prepared parts.
		} while ( self::ROWS === $rows && hrtime( true ) < $end );
		return is_int( $rows ) && $rows < self::ROWS;
	}
}
