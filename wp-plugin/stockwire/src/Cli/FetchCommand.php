<?php
/**
 * `wp stockwire fetch`: reads the stock of the followed warehouses from the back office.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Cli;

use Stockwire\Shop\Jobs\Fetch;
use Stockwire\Shop\Jobs\Progress;
use Stockwire\Shop\Jobs\Run;
use Stockwire\Shop\Jobs\Steps;
use Stockwire\Shop\Jobs\Trouble;
use Stockwire\Shop\Rest\RunRows;

/** The same run as the button's, worked at here until its end. */
final class FetchCommand implements Command {

	/**
	 * Takes what begins and what works.
	 *
	 * @param Fetch                     $fetch Begins.
	 * @param Steps                     $steps Works.
	 * @param \Closure(int): mixed|null $sleep Waits for seconds.
	 */
	public function __construct( private readonly Fetch $fetch = new Fetch(), private readonly Steps $steps = new Steps(), private readonly ?\Closure $sleep = null ) {}

	/**
	 * Fetches, and prints the run.
	 *
	 * @param Input  $input  preview, format.
	 * @param Output $output For the run.
	 */
	public function run( Input $input, Output $output ): int {
		$format = $input->format();
		try {
			$run = $this->fetch->start( 'fetch', $input->flag( 'preview' ) );
		} catch ( Trouble $trouble ) {
			$output->say( $trouble->getMessage() );
			return self::FAILED;
		}
		$said = '';
		$tell = static function ( Run $row ) use ( $output, &$said ): void {
			$text = Progress::of( $row )['text'];
			if ( $text !== $said ) {
				$output->say( $text );
				$said = $text;
			}
		};
		Report::finish( $run, $this->steps, $tell, $this->sleep );
		$row = RunRows::find( $run );
		Format::facts( $output, $format, (array) $row );
		return Report::state( $output, $run, $row['state'] ?? '' );
	}
}
