<?php
/**
 * Reads the lines of runs: decided ones from the journal, waiting ones of a held run from where they wait.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Activity;

/**
 * Only reads. Numbers stay the database's exact text.
 *
 * @phpstan-type LineRow array{run_id: string, line: string, code: string, name: string, warehouse: string, quantity: ?string, outcome: string,
 *               reason: string, detail: string, product_id: ?string, holder_id: ?string, old_quantity: ?string, new_quantity: ?string}
 */
final class Lines {

	/** What a line of the journal is read with. */
	public const COLUMNS = 'run_id, line, code, name, warehouse, quantity, outcome, reason, detail, product_id, holder_id, old_quantity, new_quantity';

	/** The same of a line that waits: what became of it is not decided yet. */
	private const WAITING = "run_id, line, code, name, warehouse, quantity, 'held' AS outcome, 'brake' AS reason, '' AS detail, product_id, NULLIF(holder_id, 0) AS holder_id, old_quantity, new_quantity";

	/**
	 * Lines of a run behind a line, in their order: for answers that are printed whole.
	 *
	 * @param Run $run   The run.
	 * @param int $after Number of the last line seen.
	 * @param int $limit How many.
	 * @return list<LineRow>
	 */
	public function after( Run $run, int $after, int $limit ): array {
		global $wpdb;
		$end = $wpdb->prepare( 'ORDER BY line LIMIT %d', $limit );
		return $this->read( $this->union( $run, $wpdb->prepare( 'line > %d', $after ), $end ) . $end );
	}

	/**
	 * A page of a run's lines.
	 *
	 * @param Run    $run     The run.
	 * @param string $outcome Only such; '': all.
	 * @param int    $limit   How many.
	 * @param int    $offset  Leaving out as many.
	 * @return list<LineRow>
	 */
	public function page( Run $run, string $outcome, int $limit, int $offset ): array {
		global $wpdb;
		$end = $wpdb->prepare( 'ORDER BY line LIMIT %d', $limit + $offset );
		return $this->read( $this->union( $run, '1 = 1', $end, $outcome ) . $wpdb->prepare( 'ORDER BY line LIMIT %d OFFSET %d', $limit, $offset ) );
	}

	/**
	 * Lines of a run by outcome, counted where they are: the run's own counts come with its end, or while it is held, and know nothing
	 * of what was dropped when the owner discarded it.
	 *
	 * @param Run $run The run.
	 * @return array<string, int>
	 */
	public function counts( Run $run ): array {
		global $wpdb;
		if ( in_array( $run->state, array( 'done', 'held' ), true ) && array() !== $run->counts ) {
			return $run->counts;
		}
		$counts = array();
		$rows   = $wpdb->get_results( 'SELECT outcome, COUNT(*) AS n FROM (' . $this->union( $run, '1 = 1', '' ) . ') u GROUP BY outcome ORDER BY n DESC', ARRAY_A ); // phpcs:ignore WordPress.DB -- our own tables; prepared below.
		foreach ( (array) $rows as $row ) {
			$counts[ (string) $row['outcome'] ] = (int) $row['n'];
		}
		return $counts;
	}

	/**
	 * The lines of a run, wherever they are.
	 *
	 * @param Run    $run     The run.
	 * @param string $which   Prepared condition.
	 * @param string $end     Order and limit of each part, so that none is read whole.
	 * @param string $outcome Only such; '': all.
	 */
	private function union( Run $run, string $which, string $end, string $outcome = '' ): string {
		global $wpdb;
		$only = '' === $outcome ? '' : $wpdb->prepare( ' AND outcome = %s', $outcome );
		// phpcs:disable WordPress.DB -- our own tables; constants and prepared parts.
		$sql = '(SELECT ' . self::COLUMNS . $wpdb->prepare( " FROM {$wpdb->prefix}stockwire_lines WHERE run_id = %d AND $which$only $end) ", $run->id );
		if ( $run->held() && ( '' === $outcome || 'held' === $outcome ) ) {
			$sql .= ' UNION ALL (SELECT ' . self::WAITING . $wpdb->prepare( " FROM {$wpdb->prefix}stockwire_staged WHERE run_id = %d AND $which $end) ", $run->id );
		}
		// phpcs:enable
		return $sql;
	}

	/**
	 * Reads rows.
	 *
	 * @param string $sql Prepared.
	 * @return list<LineRow>
	 */
	public function read( string $sql ): array {
		global $wpdb;
		/**
		 * The columns above are what comes.
		 *
		 * @phpstan-var list<LineRow>|null $rows
		 */
		$rows = $wpdb->get_results( $sql, ARRAY_A ); // phpcs:ignore WordPress.DB -- our own tables; prepared by the callers.
		return is_array( $rows ) ? $rows : array();
	}
}
