<?php
/**
 * `wp stockwire runs`: the newest runs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Cli;

use Stockwire\Shop\Rest\RunRows;

/** One row a run; by source and state, if wished. */
final class RunsCommand implements Command {

	private const COLUMNS = array( 'run', 'source', 'state', 'preview', 'started_at', 'finished_at', 'line_count', 'changed', 'zeroed', 'counts', 'error' );

	/**
	 * Prints them.
	 *
	 * @param Input  $input  source, state, limit, format.
	 * @param Output $output For the list.
	 * @throws Usage Where the limit is no number.
	 */
	public function run( Input $input, Output $output ): int {
		$format = $input->format();
		$limit  = $input->option( 'limit', '20' );
		if ( ! ctype_digit( $limit ) || strlen( $limit ) > 5 || (int) $limit < 1 ) {
			throw new Usage( '--limit is a number from 1 to 99999.' );
		}
		$filter = array(
			'source' => $input->option( 'source', '' ),
			'state'  => $input->option( 'state', '' ),
		);
		Format::rows( $output, $format, self::COLUMNS, RunRows::page( $filter, 1, (int) $limit )['runs'] );
		return self::OK;
	}
}
