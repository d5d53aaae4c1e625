<?php
// SPDX-License-Identifier: MIT
// A day in the back office: sales and receipts in some order, the same for the same seed.

declare(strict_types=1);

namespace Stockwire\Sandbox;

final class Day {
	/** @param list<string> $warehouses */
	public function __construct( private Books $books, private array $warehouses, private int $seed ) {}

	/**
	 * Books each movement and tells the article and the warehouse it was in.
	 *
	 * @return iterable<array{int, string, int}> article, warehouse, by how many
	 */
	public function movements( int $count ): iterable {
		mt_srand( $this->seed );
		for ( $i = 0; $i < $count && $this->books->count(); $i++ ) {
			$at        = mt_rand( 0, $this->books->count() - 1 );
			$warehouse = $this->warehouses[ mt_rand( 0, count( $this->warehouses ) - 1 ) ];
			// Nine customers for each lorry.
			$by = mt_rand( 0, 9 ) ? -mt_rand( 1, 3 ) : mt_rand( 10, 60 );
			$this->books->move( $at, $warehouse, $by );
			yield array( $at, $warehouse, $by );
		}
	}
}
