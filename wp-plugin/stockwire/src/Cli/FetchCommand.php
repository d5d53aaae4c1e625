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
use Stockwire\Shop\Jobs\ProductFetch;
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
	 * @param ProductFetch              $product Fetches one product.
	 */
	public function __construct(
		private readonly Fetch $fetch = new Fetch(),
		private readonly Steps $steps = new Steps(),
		private readonly ?\Closure $sleep = null,
		private readonly ProductFetch $product = new ProductFetch(),
	) {}

	/**
	 * Fetches, and prints the run.
	 *
	 * @param Input  $input  preview, product, format.
	 * @param Output $output For the run.
	 */
	public function run( Input $input, Output $output ): int {
		$format = $input->format();
		try {
			$run = $this->begin( $input );
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

	/**
	 * Begins the fetch of everything, or of one product.
	 *
	 * @param Input $input preview, product.
	 * @return int Number of the run.
	 * @throws Trouble Where it cannot begin.
	 */
	private function begin( Input $input ): int {
		$asked = $input->option( 'product', '' );
		if ( '' === $asked ) {
			return $this->fetch->start( 'fetch', $input->flag( 'preview' ) );
		}
		$by_sku = (int) wc_get_product_id_by_sku( $asked );
		return $this->product->run( $by_sku > 0 || ! ctype_digit( $asked ) ? $by_sku : (int) $asked, $input->flag( 'preview' ) );
	}
}
