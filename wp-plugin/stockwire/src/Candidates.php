<?php
/**
 * The products that an ambiguous line may mean, as the journal has them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

/** Core writes them: "12,15", with ",+7" behind where there are more than it names. */
final class Candidates {

	/**
	 * Made by read().
	 *
	 * @param list<int> $ids  Those that are named.
	 * @param int       $more How many there are beside them.
	 */
	private function __construct( public readonly array $ids, public readonly int $more ) {}

	/**
	 * From the journal's column.
	 *
	 * @param string $detail The column.
	 */
	public static function read( string $detail ): self {
		list( $named, $more ) = explode( '+', $detail, 2 ) + array( 1 => '' );
		preg_match_all( '/[0-9]+/', $named, $found );
		return new self( array_map( 'intval', $found[0] ), (int) $more );
	}
}
