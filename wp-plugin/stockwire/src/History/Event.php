<?php
/**
 * One change of a holder's stock, whoever made it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\History;

/** A value. */
final class Event {

	/** Cause of a change of which nobody told: direct SQL, or a tool past WooCommerce. */
	public const UNSEEN = 'unseen';

	/**
	 * Takes what is known.
	 *
	 * @param string  $at        UTC.
	 * @param int     $run       Our run that did it; 0: somebody else.
	 * @param string  $cause     The run's source, or order, person, other; or UNSEEN.
	 * @param int     $reference Number of the order.
	 * @param int     $actor     The person.
	 * @param string  $detail    Label of the token, or the other plugin.
	 * @param ?string $before    Old number; null: none.
	 * @param ?string $after     New number; null: none.
	 */
	public function __construct(
		public readonly string $at,
		public readonly int $run,
		public readonly string $cause,
		public readonly int $reference,
		public readonly int $actor,
		public readonly string $detail,
		public readonly ?string $before,
		public readonly ?string $after,
	) {}

	/**
	 * From a row of the timeline's query.
	 *
	 * @param array<string, ?string> $row As selected.
	 */
	public static function of( array $row ): self {
		return new self(
			(string) $row['at'],
			(int) $row['run'],
			(string) $row['cause'],
			(int) $row['reference'],
			(int) $row['actor'],
			(string) $row['detail'],
			$row['old_quantity'],
			$row['new_quantity']
		);
	}

	/**
	 * Whether a run found another number than was known.
	 *
	 * @param self $before The change before this one.
	 */
	public function unexpected_after( self $before ): bool {
		// A run is dated by its announcement: what came in between may stand before it, though it went on from its number.
		return $this->run > 0 && ! self::same( $before->after, $this->before ) && ! self::same( $before->before, $this->after );
	}

	/**
	 * What must have happened between two changes, since the later one found another number than the earlier one left.
	 *
	 * @param self $before The earlier one.
	 * @param self $then   The later one.
	 */
	public static function unseen( self $before, self $then ): self {
		return new self( $then->at, 0, self::UNSEEN, 0, 0, '', $before->after, $then->before );
	}

	/**
	 * Are two numbers the same?
	 *
	 * @param ?string $one   Exact, or null.
	 * @param ?string $other Exact, or null.
	 */
	private static function same( ?string $one, ?string $other ): bool {
		return $one === $other || ( null !== $one && null !== $other && (float) $one === (float) $other );
	}
}
