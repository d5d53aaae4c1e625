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

/** Counts products, each by the last thing that was said of it: five pushes about one shirt would change one shirt. */
final class Shadow {

	/** Number of the last run before it was switched on. */
	public const OPTION = 'stockwire_shadow_after';

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
	 * What would have happened.
	 *
	 * @return array{runs: int, changed: int, zeroed: int, unmatched: int}
	 */
	public static function tally(): array {
		global $wpdb;
		$after = (int) get_option( self::OPTION, 0 );
		$lines = $wpdb->prefix . 'stockwire_lines';
		$runs  = $wpdb->prefix . 'stockwire_runs';
		// phpcs:disable WordPress.DB -- our own tables.
		$seen  = $wpdb->get_row(
			$wpdb->prepare(
				"SELECT COUNT(DISTINCT r.id) AS runs, COUNT(DISTINCT IF(l.outcome = 'unmatched', IF(l.code = '', l.name, l.code), NULL)) AS unmatched
				FROM $runs r LEFT JOIN $lines l ON l.run_id = r.id WHERE r.id > %d AND r.preview = 1",
				$after
			),
			ARRAY_A
		);
		$would = $wpdb->get_row(
			$wpdb->prepare(
				"SELECT COUNT(DISTINCT l.holder_id) AS changed, COUNT(DISTINCT IF(l.new_quantity <= 0 AND l.old_quantity > 0, l.holder_id, NULL)) AS zeroed
				FROM $lines l JOIN (SELECT m.holder_id, MAX(m.run_id) AS run_id FROM $lines m JOIN $runs r ON r.id = m.run_id
					WHERE r.id > %d AND r.preview = 1 AND m.outcome IN ('updated', 'unchanged') GROUP BY m.holder_id) last
				ON last.holder_id = l.holder_id AND last.run_id = l.run_id WHERE l.outcome = 'updated'",
				$after
			),
			ARRAY_A
		);
		// phpcs:enable
		return array(
			'runs'      => (int) ( $seen['runs'] ?? 0 ),
			'changed'   => (int) ( $would['changed'] ?? 0 ),
			'zeroed'    => (int) ( $would['zeroed'] ?? 0 ),
			'unmatched' => (int) ( $seen['unmatched'] ?? 0 ),
		);
	}
}
