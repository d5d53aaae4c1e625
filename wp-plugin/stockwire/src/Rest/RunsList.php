<?php
/**
 * GET stockwire/v1/runs: what came in, newest first.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

/** Without lines: those are in each run's receipt. */
final class RunsList extends Reader {

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
		$filter = array(
			'source' => $call->query( 'source' ),
			'state'  => $call->query( 'state' ),
		);
		return RunRows::page( $filter, $page[0], $page[1] ) + array(
			'page'     => $page[0],
			'per_page' => $page[1],
		);
	}
}
