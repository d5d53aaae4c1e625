<?php
/**
 * `wp stockwire announce`: tells WordPress and its plugins of changes that nobody was told of yet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Cli;

use Stockwire\Shop\Jobs\Worker;

/** For shops whose background work is off, and for a cron of the machine's own. */
final class AnnounceCommand implements Command {

	/** Seconds at a time. */
	private const STEP = 20.0;

	/** Times in a row that bring nothing on: another worker holds what is left. */
	private const TRIES = 10;

	/**
	 * Takes what announces.
	 *
	 * @param Worker $worker It.
	 */
	public function __construct( private readonly Worker $worker = new Worker() ) {}

	/**
	 * Does it.
	 *
	 * @param Input  $input  Format.
	 * @param Output $output For the end.
	 */
	public function run( Input $input, Output $output ): int {
		$format = $input->format();
		$idle   = 0;
		do {
			$start = hrtime( true );
			$left  = $this->worker->work( self::STEP );
			if ( 0 === $left ) {
				self::facts( $output, $format, 0 );
				$output->say( 'Everything is announced.' );
				return self::OK;
			}
			$idle = ( hrtime( true ) - $start ) / 1e9 < 1 ? $idle + 1 : 0;
			sleep( min( 1, $idle ) );
		} while ( $idle < self::TRIES );
		self::facts( $output, $format, $left );
		$output->say( "Run $left is not announced whole: another process is at it. Ask again in a while." );
		return self::FAILED;
	}

	/**
	 * Prints the end.
	 *
	 * @param Output $output Where to.
	 * @param string $format As it is wished.
	 * @param int    $left   The run that is left; 0: none.
	 */
	private static function facts( Output $output, string $format, int $left ): void {
		Format::facts(
			$output,
			$format,
			array(
				'announced' => 0 === $left,
				'left'      => 0 === $left ? null : $left,
			)
		);
	}
}
