<?php
/**
 * GET stockwire/v1/coverage: which followed products the back office ever confirmed, and when.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

use Stockwire\Shop\Coverage;
use Stockwire\Shop\Settings;

/** So that a vendor sees what its back office leaves out. */
final class CoverageReport extends Reader {

	/**
	 * The whole, and a page of its products.
	 *
	 * @param Call $call The request.
	 * @return array<string, mixed>|Reply
	 */
	protected function content( Call $call ): array|Reply {
		$page   = self::page( $call );
		$filter = '' === $call->query( 'filter' ) ? 'all' : $call->query( 'filter' );
		if ( $page instanceof Reply ) {
			return $page;
		}
		if ( ! in_array( $filter, Coverage::FILTERS, true ) ) {
			return Refusals::reply( 'bad_body', Refusals::V1, 'filter is one of: ' . implode( ', ', Coverage::FILTERS ) . '.' );
		}
		$coverage = new Coverage( Settings::load()->warehouses() );
		$summary  = $coverage->summary();
		return array(
			'followed'  => $summary['followed'],
			'confirmed' => $summary['confirmed'],
			'oldest'    => RunRows::iso( $summary['oldest'] ),
			'products'  => array_map(
				static fn( array $row ): array => array(
					'product'   => (int) $row['id'],
					'sku'       => (string) $row['sku'],
					'stock'     => (float) $row['quantity'],
					'confirmed' => RunRows::iso( $row['confirmed'] ),
				),
				$coverage->page( $filter, false, $page[1], $page[1] * ( $page[0] - 1 ) )
			),
			'total'     => $coverage->count( $filter ),
			'page'      => $page[0],
			'per_page'  => $page[1],
		);
	}
}
