<?php
/**
 * A row of the journal's runs, as far as background work looks at it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Shop\Message;

/** A value. */
final class Run {

	/** States that only the engine's advance() leads out of. */
	public const MOVING = array( 'matching', 'trying', 'applying' );

	/**
	 * Made by find().
	 *
	 * @param int                   $id      Its number.
	 * @param string                $source  Who made it.
	 * @param string                $state   As the engine names it.
	 * @param bool                  $preview Nothing is written.
	 * @param array<string, int>    $numbers lines, matched, position, changed, zeroed, wait (seconds until it is tried again), age (of its last sign), tries (in a row that failed or are under way).
	 * @param array<string, int>    $counts  Outcome => lines; empty until it is done.
	 * @param array<string, string> $facts   error (in English), started_at, finished_at (UTC).
	 * @param Message               $said    What went wrong, for pages.
	 */
	private function __construct(
		public readonly int $id,
		public readonly string $source,
		public readonly string $state,
		public readonly bool $preview,
		public readonly array $numbers,
		public readonly array $counts,
		public readonly array $facts,
		public readonly Message $said,
	) {}

	/**
	 * Reads a run, past every cache.
	 *
	 * @param int $id Its number.
	 */
	public static function find( int $id ): ?self {
		return self::first( 'id = %d', array( $id ) );
	}

	/**
	 * The newest one of some sources.
	 *
	 * @param list<string> $sources  Of which.
	 * @param bool         $previews Also those that wrote nothing.
	 */
	public static function newest( array $sources, bool $previews = true ): ?self {
		return self::first( 'source IN (' . implode( ',', array_fill( 0, count( $sources ), '%s' ) ) . ')' . ( $previews ? '' : ' AND preview = 0' ), $sources );
	}

	/** Whether something is still to be done by a worker: a held run waits for its owner instead. */
	public function unfinished(): bool {
		return 'staging' === $this->state || in_array( $this->state, self::MOVING, true );
	}

	/**
	 * The newest row that fits.
	 *
	 * @param string           $where     With placeholders.
	 * @param list<int|string> $arguments For them.
	 */
	private static function first( string $where, array $arguments ): ?self {
		global $wpdb;
		// A sign of life from the future: the clock was set back meanwhile, and a wait that was set by it would take as long again.
		// phpcs:disable WordPress.DB -- our own table; the condition is one of the two above.
		$row = $wpdb->get_row(
			$wpdb->prepare(
				"SELECT id, source, state, preview, line_count AS `lines`, matched, position, changed, zeroed, counts, error, started_at, finished_at, tries,
				IF(heartbeat_at > UTC_TIMESTAMP(6) + INTERVAL 1 MINUTE, 0, GREATEST(0, COALESCE(TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), retry_at), 0))) AS wait,
				TIMESTAMPDIFF(SECOND, COALESCE(heartbeat_at, started_at), UTC_TIMESTAMP(6)) AS age
				FROM {$wpdb->prefix}stockwire_runs WHERE $where ORDER BY id DESC LIMIT 1",
				$arguments
			),
			ARRAY_A
		);
		// phpcs:enable
		if ( ! is_array( $row ) ) {
			return null;
		}
		$numbers = array_intersect_key( $row, array_flip( array( 'lines', 'matched', 'position', 'changed', 'zeroed', 'wait', 'age', 'tries' ) ) );
		$said    = Message::read( (string) $row['error'] );
		$facts   = array( 'error' => $said->text() ) + array_intersect_key( $row, array_flip( array( 'started_at', 'finished_at' ) ) );
		$counts  = json_decode( (string) $row['counts'], true );
		return new self( (int) $row['id'], (string) $row['source'], (string) $row['state'], '1' === (string) $row['preview'], array_map( 'intval', $numbers ), is_array( $counts ) ? array_map( 'intval', $counts ) : array(), array_map( 'strval', $facts ), $said );
	}
}
