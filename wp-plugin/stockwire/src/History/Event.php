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

	/**
	 * Takes what is known.
	 *
	 * @param string  $at        UTC.
	 * @param int     $run       Our run that did it; 0: somebody else.
	 * @param string  $cause     The run's source, or order, person, other.
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
}
