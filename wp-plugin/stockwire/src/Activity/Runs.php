<?php
/**
 * Reads runs from the journal.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Activity;

/** The engine writes them; this only reads, always afresh: two workers may be at it. */
final class Runs {

	/**
	 * One run.
	 *
	 * @param int $id Its number.
	 */
	public function find( int $id ): ?Run {
		global $wpdb;
		return $this->read( $wpdb->prepare( 'id = %d LIMIT 1', $id ) )[0] ?? null;
	}

	/**
	 * A page of runs, newest first.
	 *
	 * @param RunFilter $filter Which.
	 * @param int       $limit  How many.
	 * @param int       $offset Leaving out as many.
	 * @return list<Run>
	 */
	public function page( RunFilter $filter, int $limit, int $offset ): array {
		global $wpdb;
		return $this->read( $filter->condition() . $wpdb->prepare( ' ORDER BY id DESC LIMIT %d OFFSET %d', $limit, $offset ) );
	}

	/**
	 * How many there are.
	 *
	 * @param RunFilter $filter Which.
	 */
	public function count( RunFilter $filter ): int {
		global $wpdb;
		return (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_runs WHERE {$filter->condition()}" ); // phpcs:ignore WordPress.DB -- our own table; the condition is prepared.
	}

	/**
	 * The newest run that took a run back; previews count for nothing.
	 *
	 * @param Run $run The run.
	 */
	public function undo_of( Run $run ): ?Run {
		global $wpdb;
		return $this->read( $wpdb->prepare( 'undo_of = %d AND preview = 0 AND id > %d ORDER BY id DESC LIMIT 1', $run->id, $run->id ) )[0] ?? null;
	}

	/**
	 * Runs that wait for the owner's word, oldest first.
	 *
	 * @param int $limit How many at most.
	 * @return list<Run>
	 */
	public function held( int $limit = 20 ): array {
		global $wpdb;
		return $this->read( $wpdb->prepare( "state = 'held' ORDER BY id LIMIT %d", $limit ) );
	}

	/**
	 * Those of them of which an option does not say something yet, oldest first.
	 *
	 * @param string $option Its name, before the run's number.
	 * @return list<Run>
	 */
	public function held_without( string $option ): array {
		global $wpdb;
		return $this->read( $wpdb->prepare( "state = 'held' AND NOT EXISTS (SELECT 1 FROM {$wpdb->options} o WHERE o.option_name = CONCAT(%s, id)) ORDER BY id LIMIT 20", $option ) );
	}

	/**
	 * Every source that ever sent something.
	 *
	 * @return list<string>
	 */
	public function sources(): array {
		global $wpdb;
		return array_values( array_map( 'strval', $wpdb->get_col( "SELECT DISTINCT source FROM {$wpdb->prefix}stockwire_runs ORDER BY source LIMIT 50" ) ) ); // phpcs:ignore WordPress.DB -- our own table.
	}

	/**
	 * Reads rows.
	 *
	 * @param string $where Prepared, with order and limit.
	 * @return list<Run>
	 */
	private function read( string $where ): array {
		global $wpdb;
		$rows = $wpdb->get_results( 'SELECT ' . Run::COLUMNS . " FROM {$wpdb->prefix}stockwire_runs WHERE $where", ARRAY_A ); // phpcs:ignore WordPress.DB -- our own table; the condition is prepared.
		return array_values( array_map( array( Run::class, 'of' ), is_array( $rows ) ? $rows : array() ) );
	}
}
