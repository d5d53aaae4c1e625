<?php
/**
 * A run as the journal knows it: a push, a fetch, an undo.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Activity;

use Stockwire\Shop\Message;

/** A value: a row of stockwire_runs and what follows from it. */
final class Run {

	/** States in which nothing more will happen to a run. */
	public const OVER = array( 'done', 'failed', 'cancelled', 'discarded' );

	/** States that a step brings on. */
	public const STEPPED = array( 'matching', 'trying', 'applying' );

	/** Condition of a run that only looked at what an undo would do: a question of a page, kept for a day. */
	public const LOOK = '(preview = 1 AND undo_of IS NOT NULL)';

	/** What the columns are, for every query that makes a Run. */
	public const COLUMNS = 'id, source, state, preview, started_at, finished_at, line_count, counts, error, token_label, matched, position, changed, zeroed, undo_of, actor';

	/**
	 * Takes the columns.
	 *
	 * @param int                $id       Its number.
	 * @param string             $source   Who sent it: smartbill, v1, fetch, schedule, undo and so on.
	 * @param string             $state    As in the journal.
	 * @param bool               $preview  Decided only; nothing was written.
	 * @param string             $started  UTC.
	 * @param ?string            $finished UTC.
	 * @param int                $lines    Lines in it.
	 * @param array<string, int> $counts   Lines by outcome.
	 * @param Message            $said     Why it failed.
	 * @param string             $label    Of the token.
	 * @param array<string, int> $numbers  matched, position, changed, zeroed.
	 * @param int                $undo_of  The run that it takes back; 0: none.
	 * @param int                $actor    Who began it; 0: nobody of the shop.
	 */
	private function __construct(
		public readonly int $id,
		public readonly string $source,
		public readonly string $state,
		public readonly bool $preview,
		public readonly string $started,
		public readonly ?string $finished,
		public readonly int $lines,
		public readonly array $counts,
		public readonly Message $said,
		public readonly string $label,
		private readonly array $numbers,
		public readonly int $undo_of,
		public readonly int $actor,
	) {}

	/**
	 * From a row of the table.
	 *
	 * @param array<string, ?string> $row With COLUMNS.
	 */
	public static function of( array $row ): self {
		$counts = json_decode( (string) $row['counts'], true );
		return new self(
			(int) $row['id'],
			(string) $row['source'],
			(string) $row['state'],
			'1' === (string) $row['preview'],
			(string) $row['started_at'],
			$row['finished_at'],
			(int) $row['line_count'],
			is_array( $counts ) ? array_map( 'intval', $counts ) : array(),
			Message::read( (string) $row['error'] ),
			(string) $row['token_label'],
			array_map( 'intval', array_intersect_key( $row, array_flip( array( 'matched', 'position', 'changed', 'zeroed' ) ) ) ),
			(int) $row['undo_of'],
			(int) $row['actor']
		);
	}

	/** Lines that found a product. */
	public function matched(): int {
		return $this->numbers['matched'];
	}

	/** Lines done in the phase that goes on. */
	public function position(): int {
		return $this->numbers['position'];
	}

	/** Products that changed, or would. */
	public function changed(): int {
		return max( $this->numbers['changed'], $this->counts['updated'] ?? 0 );
	}

	/** Products that went to zero or below, or would. */
	public function zeroed(): int {
		return $this->numbers['zeroed'];
	}

	/** Waits for the owner's word. */
	public function held(): bool {
		return 'held' === $this->state;
	}

	/** Nothing more will happen to it by itself. */
	public function over(): bool {
		return in_array( $this->state, self::OVER, true );
	}

	/** Wrote something that can be taken back. */
	public function undoable(): bool {
		return $this->over() && ! $this->preview && $this->changed() > 0;
	}
}
