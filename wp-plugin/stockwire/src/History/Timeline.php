<?php
/**
 * Everything that ever changed a holder's stock: our runs and what others did, in one order.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\History;

use Stockwire\Shop\Activity\Day;

/**
 * Two tables, each read by an index on the holder: what one product has lived through within the retention is small.
 *
 * @phpstan-type LevelRow array{label: string, quantity: string, updated_at: string, run_id: string, source: string}
 */
final class Timeline {

	/**
	 * Takes the holder.
	 *
	 * @param int $holder Product or variation that keeps a number.
	 */
	public function __construct( private readonly int $holder ) {}

	/**
	 * Changes, newest first; between them, what a run found that nobody had told of.
	 *
	 * @param int $limit  How many.
	 * @param int $offset Leaving out as many.
	 * @return list<Event>
	 */
	public function events( int $limit, int $offset = 0 ): array {
		global $wpdb;
		// One more tells what was known before the last one of the page.
		$events = $this->read( '1 = 1', $wpdb->prepare( 'ORDER BY at DESC, run DESC, id DESC LIMIT %d OFFSET %d', $limit + 1, $offset ) );
		$told   = array();
		foreach ( array_slice( $events, 0, $limit ) as $at => $event ) {
			$told[] = $event;
			$before = $events[ $at + 1 ] ?? null;
			if ( null !== $before && $event->unexpected_after( $before ) ) {
				$told[] = Event::unseen( $before, $event );
			}
		}
		return $told;
	}

	/** How many changes there are. */
	public function count(): int {
		global $wpdb;
		return (int) $wpdb->get_var( 'SELECT COUNT(*) FROM (' . $this->union() . ') u' ); // phpcs:ignore WordPress.DB -- our own tables; prepared below.
	}

	/**
	 * What the shop's number was when a day ended.
	 *
	 * @param string $day YYYY-MM-DD, in the shop's zone.
	 * @return array{known: bool, quantity: ?string, event: ?Event, now: bool} event: the change that had made it so; now: it is the
	 *         number of today, since no change is known at all.
	 */
	public function at_end_of( string $day ): array {
		global $wpdb;
		$end = Day::end( $day );
		if ( null === $end ) {
			return self::answer( false, null, null );
		}
		$last = $this->read( $wpdb->prepare( 'at < %s', $end ), 'ORDER BY at DESC, run DESC, id DESC LIMIT 1' )[0] ?? null;
		if ( null !== $last ) {
			return self::answer( true, $last->after, $last );
		}
		// Nothing is known from before: the first change afterwards says what it found.
		$next = $this->read( $wpdb->prepare( 'at >= %s', $end ), 'ORDER BY at, run, id LIMIT 1' )[0] ?? null;
		if ( null !== $next ) {
			return self::answer( true, $next->before, null );
		}
		// Nothing changed it since then, as far as it was watched: it is what it was.
		$since  = Beginning::at();
		$number = null !== $since && $end > $since ? $wpdb->get_var( $wpdb->prepare( "SELECT meta_value FROM {$wpdb->postmeta} WHERE post_id = %d AND meta_key = '_stock' LIMIT 1", $this->holder ) ) : null; // phpcs:ignore WordPress.DB -- as it is now, past every cache.
		return is_numeric( $number ) ? self::answer( true, (string) $number, null, true ) : self::answer( false, null, null );
	}

	/**
	 * The last number of each warehouse that ever spoke of the holder.
	 *
	 * @return list<LevelRow>
	 */
	public function levels(): array {
		global $wpdb;
		/**
		 * The columns are what comes.
		 *
		 * @phpstan-var list<LevelRow>|null $rows
		 */
		$rows = $wpdb->get_results( $wpdb->prepare( "SELECT label, quantity, updated_at, run_id, source FROM {$wpdb->prefix}stockwire_levels WHERE holder_id = %d ORDER BY label", $this->holder ), ARRAY_A ); // phpcs:ignore WordPress.DB -- our own table.
		return is_array( $rows ) ? $rows : array();
	}

	/**
	 * An answer to "what was it then".
	 *
	 * @param bool    $known    Whether anything tells.
	 * @param ?string $quantity The number.
	 * @param ?Event  $event    What had made it so.
	 * @param bool    $now      It is the number of today.
	 * @return array{known: bool, quantity: ?string, event: ?Event, now: bool}
	 */
	private static function answer( bool $known, ?string $quantity, ?Event $event, bool $now = false ): array {
		return compact( 'known', 'quantity', 'event', 'now' );
	}

	/**
	 * Reads events.
	 *
	 * @param string $which Prepared condition on at.
	 * @param string $end   Order and limit.
	 * @return list<Event>
	 */
	private function read( string $which, string $end ): array {
		global $wpdb;
		$rows = $wpdb->get_results( 'SELECT * FROM (' . $this->union() . ") u WHERE $which $end", ARRAY_A ); // phpcs:ignore WordPress.DB -- our own tables; prepared.
		return array_values( array_map( array( Event::class, 'of' ), is_array( $rows ) ? $rows : array() ) );
	}

	/**
	 * Both kinds of changes. A line is dated by when it was told or when its run ended, whichever came first: a run may
	 * wait for days before it is released.
	 */
	private function union(): string {
		global $wpdb;
		// phpcs:disable WordPress.DB -- our own tables.
		return $wpdb->prepare(
			"SELECT COALESCE(LEAST(l.announced_at, r.finished_at), l.announced_at, r.finished_at, r.started_at) AS at, r.id AS run, l.line AS id,
			r.source AS cause, 0 AS reference, r.actor, r.token_label AS detail, l.old_quantity, l.new_quantity
			FROM {$wpdb->prefix}stockwire_lines l JOIN {$wpdb->prefix}stockwire_runs r ON r.id = l.run_id
			WHERE l.holder_id = %d AND l.changed = 1 AND r.preview = 0 AND NOT (l.old_quantity <=> l.new_quantity)
			UNION ALL
			SELECT at, 0, id, cause, COALESCE(reference, 0), actor, detail, old_quantity, new_quantity
			FROM {$wpdb->prefix}stockwire_history WHERE holder_id = %d",
			$this->holder,
			$this->holder
		);
		// phpcs:enable
	}
}
