<?php
/**
 * `wp stockwire receipt`: what became of every line of a run.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Cli;

use Stockwire\Shop\Journal;

/** From the journal; JSON is the receipt of stockwire/v1. */
final class ReceiptCommand implements Command {

	public const COLUMNS = array( 'line', 'code', 'name', 'warehouse', 'outcome', 'reason', 'message', 'product', 'old', 'new' );

	/**
	 * Prints it.
	 *
	 * @param Input  $input  Number of the run, format.
	 * @param Output $output For the receipt.
	 */
	public function run( Input $input, Output $output ): int {
		$format  = $input->format();
		$run     = $input->number( 0, 'run' );
		$receipt = ( new Journal() )->receipt( $run );
		if ( null === $receipt ) {
			$output->say( "This shop knows no run $run." );
			return self::FAILED;
		}
		ob_start();
		$receipt();
		$json = (string) ob_get_clean();
		if ( 'json' === $format ) {
			$output->write( $json . "\n" );
			return self::OK;
		}
		$lines = json_decode( $json, true )['lines'] ?? array();
		Format::rows( $output, $format, self::COLUMNS, is_array( $lines ) ? array_values( $lines ) : array() );
		return self::OK;
	}
}
