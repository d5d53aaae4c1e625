<?php
/**
 * Shadow mode: what pushes and fetches would have changed since it was switched on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

use Stockwire\Shop\Jobs\Recompute;

/** Counts products, each by the last thing that was said of it: five pushes about one shirt would change one shirt. */
final class Shadow {

	/** Number of the last run before it was switched on. */
	public const OPTION = 'stockwire_shadow_after';

	/** Lines and runs that are counted: a day of a busy shop, read within a second. */
	private const LINES = 100000;
	private const RUNS  = 500;

	/** Nobody sent what is seen of an undo or of numbers computed again. */
	private const TRIED = 'r.preview = 1 AND r.undo_of IS NULL AND r.source <> %s';

	/** Registers the hooks. */
	public function register(): void {
		add_action( 'update_option_' . Settings::OPTION, array( $this, 'switched' ), 10, 2 );
		add_action( 'add_option_' . Settings::OPTION, array( $this, 'made' ), 10, 2 );
	}

	/**
	 * After the settings were saved.
	 *
	 * @param mixed $before Old ones.
	 * @param mixed $after  New ones.
	 */
	public function switched( mixed $before, mixed $after ): void {
		global $wpdb;
		$was = Settings::sanitise( $before )['shadow'];
		$is  = Settings::sanitise( $after )['shadow'];
		if ( $is && ! $was ) {
			// phpcs:ignore WordPress.DB -- our own table.
			update_option( self::OPTION, (int) $wpdb->get_var( "SELECT MAX(id) FROM {$wpdb->prefix}stockwire_runs" ), false );
		} elseif ( ! $is ) {
			delete_option( self::OPTION );
		}
	}

	/**
	 * After they were saved for the first time.
	 *
	 * @param string $name  Of the option.
	 * @param mixed  $value The settings.
	 */
	public function made( string $name, mixed $value ): void {
		$this->switched( array(), $value );
	}

	/**
	 * What would have happened, by the newest runs: a page waits for it.
	 *
	 * @param int $most Lines that are read at most; the newest run is, however many it has.
	 * @return array{runs: int, all: bool, changed: int, zeroed: int, unmatched: int} all: no run was left out.
	 */
	public static function tally( int $most = self::LINES ): array {
		global $wpdb;
		$counted = self::newest( $most );
		$lines   = $wpdb->prefix . 'stockwire_lines';
		$runs    = $wpdb->prefix . 'stockwire_runs';
		$those   = $wpdb->prepare( 'r.id >= %d AND ' . self::TRIED, $counted['from'], Recompute::SOURCE ); // phpcs:ignore WordPress.DB -- a constant.
		// phpcs:disable WordPress.DB -- our own tables; the condition is prepared.
		$unmatched = 0 === $counted['runs'] ? 0 : $wpdb->get_var(
			"SELECT COUNT(DISTINCT IF(l.code = '', l.name, l.code)) FROM $runs r JOIN $lines l ON l.run_id = r.id WHERE $those AND l.outcome = 'unmatched'"
		);
		$would     = 0 === $counted['runs'] ? null : $wpdb->get_row(
			"SELECT COUNT(DISTINCT l.holder_id) AS changed, COUNT(DISTINCT IF(l.new_quantity <= 0 AND l.old_quantity > 0, l.holder_id, NULL)) AS zeroed
			FROM $lines l JOIN (SELECT m.holder_id, MAX(m.run_id) AS run_id FROM $lines m JOIN $runs r ON r.id = m.run_id
				WHERE $those AND m.outcome IN ('updated', 'unchanged') GROUP BY m.holder_id) last
			ON last.holder_id = l.holder_id AND last.run_id = l.run_id WHERE l.outcome = 'updated'",
			ARRAY_A
		);
		// phpcs:enable
		return array(
			'runs'      => $counted['runs'],
			'all'       => $counted['all'],
			'changed'   => (int) ( $would['changed'] ?? 0 ),
			'zeroed'    => (int) ( $would['zeroed'] ?? 0 ),
			'unmatched' => (int) $unmatched,
		);
	}

	/**
	 * The newest runs that have so many lines together.
	 *
	 * @param int $most Lines.
	 * @return array{from: int, runs: int, all: bool} from: number of the oldest of them.
	 */
	private static function newest( int $most ): array {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- our own table; a constant.
		$rows = (array) $wpdb->get_results( $wpdb->prepare( "SELECT r.id, r.line_count AS size FROM {$wpdb->prefix}stockwire_runs r WHERE r.id > %d AND " . self::TRIED . ' ORDER BY r.id DESC LIMIT %d', (int) get_option( self::OPTION, 0 ), Recompute::SOURCE, self::RUNS + 1 ), ARRAY_A );
		$from = 0;
		$runs = 0;
		foreach ( array_slice( $rows, 0, self::RUNS ) as $row ) {
			$most -= (int) $row['size'];
			if ( $most < 0 && $runs > 0 ) {
				break;
			}
			$from = (int) $row['id'];
			++$runs;
		}
		return array(
			'from' => $from,
			'runs' => $runs,
			'all'  => count( $rows ) === $runs,
		);
	}
}
