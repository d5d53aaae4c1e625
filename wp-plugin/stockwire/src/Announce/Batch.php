<?php
/**
 * What is announced together: holders, their children, the parents to sync.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Announce;

/**
 * A value: no logic but its ids.
 *
 * @phpstan-import-type Change from \Stockwire\Shop\Announcer
 */
final class Batch {

	/**
	 * Takes the parts.
	 *
	 * @param list<Change>             $holders  In the order of the run.
	 * @param array<int, Change>       $parents  To sync, by id.
	 * @param array<int, list<Change>> $children Variations that follow a parent's status, by parent.
	 */
	public function __construct(
		public readonly array $holders,
		public readonly array $parents,
		public readonly array $children,
	) {}

	/**
	 * Every product whose rows changed.
	 *
	 * @return list<int>
	 */
	public function ids(): array {
		$ids = array_merge( array_column( $this->holders, 'id' ), array_keys( $this->parents ) );
		foreach ( $this->children as $of_parent ) {
			$ids = array_merge( $ids, array_column( $of_parent, 'id' ) );
		}
		return array_values( array_unique( $ids ) );
	}
}
