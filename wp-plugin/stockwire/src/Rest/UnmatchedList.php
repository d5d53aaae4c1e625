<?php
/**
 * GET stockwire/v1/unmatched: codes and names that no product in the shop answers to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

use Stockwire\Shop\Inbox\Entries;
use Stockwire\Shop\Inbox\Entry;

/** The inbox as the owner sees it, so that a vendor can mend the codes at the source. */
final class UnmatchedList extends Reader {

	private const KINDS = array(
		Entry::CODE => 'code',
		Entry::NAME => 'name',
		Entry::GTIN => 'gtin',
	);

	/**
	 * The list.
	 *
	 * @param Call $call The request.
	 * @return array<string, mixed>|Reply
	 */
	protected function content( Call $call ): array|Reply {
		$page = self::page( $call );
		if ( $page instanceof Reply ) {
			return $page;
		}
		$found = ( new Entries( size: $page[1] ) )->page( mb_substr( wp_check_invalid_utf8( $call->query( 'search' ) ), 0, 100, 'UTF-8' ), $page[0] );
		return array(
			'unmatched' => array_map( array( self::class, 'entry' ), $found['entries'] ),
			'total'     => $found['total'],
			'page'      => $page[0],
			'per_page'  => $page[1],
		);
	}

	/**
	 * One entry.
	 *
	 * @param Entry $entry It.
	 * @return array<string, mixed>
	 */
	private static function entry( Entry $entry ): array {
		return array(
			'by'         => self::KINDS[ $entry->kind ],
			'code'       => $entry->code,
			'name'       => $entry->name,
			'times'      => $entry->times,
			'last_seen'  => RunRows::iso( $entry->last_seen ),
			'warehouses' => array_map(
				static fn( array $waiting ): array => array(
					'warehouse' => $waiting['warehouse'],
					// As text: a JSON number would be read as a binary fraction.
					'quantity'  => str_contains( $waiting['quantity'], '.' ) ? rtrim( rtrim( $waiting['quantity'], '0' ), '.' ) : $waiting['quantity'],
					'last_seen' => RunRows::iso( $waiting['last_seen'] ),
				),
				$entry->waiting
			),
		);
	}
}
