<?php
/**
 * Lines of the journal that one worker took to announce.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Announce;

/**
 * A value.
 *
 * @phpstan-import-type Change from \Stockwire\Shop\Announcer
 */
final class Claim {

	/**
	 * Takes the rows.
	 *
	 * @param int                         $run   Their run.
	 * @param string                      $token Who claimed them.
	 * @param list<array<string, string>> $lines Rows of stockwire_lines.
	 */
	public function __construct(
		public readonly int $run,
		public readonly string $token,
		public readonly array $lines,
	) {}

	/**
	 * The lines as the engine tells changes. What kind of product a holder is, is not in the journal.
	 *
	 * @return list<Change>
	 */
	public function holders(): array {
		$changes = array();
		foreach ( $this->lines as $line ) {
			$changes[] = array(
				'id'         => (int) $line['holder_id'],
				'kind'       => 'holder',
				'type'       => '',
				'parent'     => 0,
				'old'        => $line['old_quantity'] ?? null,
				'new'        => $line['new_quantity'] ?? null,
				'old_status' => $line['old_status'],
				'new_status' => $line['new_status'],
			);
		}
		return $changes;
	}
}
