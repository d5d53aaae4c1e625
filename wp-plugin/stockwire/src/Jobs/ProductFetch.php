<?php
/**
 * Fetches the stock of one product, at once.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Fetch\Failure;
use Stockwire\Shop\Fetch\SmartBill;
use Stockwire\Shop\Fetch\Source;
use Stockwire\Shop\Message;
use Stockwire\Shop\Settings;

/** A question a followed warehouse: whoever asked waits for the answers. */
final class ProductFetch {

	/**
	 * Takes what works.
	 *
	 * @param EngineFactory             $engines Makes engines.
	 * @param \Closure(): Source | null $source  Makes the back office's side; null: as the shop is set.
	 */
	public function __construct( private readonly EngineFactory $engines = new EngineFactory(), private readonly ?\Closure $source = null ) {}

	/**
	 * Fetches.
	 *
	 * @param int  $id      Product or variation.
	 * @param bool $preview Decide only; in shadow mode always.
	 * @return int Number of the run.
	 * @throws Trouble Where it cannot be done, or the back office has no word on it.
	 */
	public function run( int $id, bool $preview = false ): int {
		$product  = wc_get_product( $id );
		$obstacle = Fetch::obstacle( $preview );
		if ( null !== $obstacle ) {
			throw new Trouble( $obstacle ); // phpcs:ignore WordPress.Security.EscapeOutput -- escaped where it is shown.
		}
		if ( ! $product instanceof \WC_Product ) {
			throw new Trouble( Message::of( 'no_product' ) );
		}
		$newest = Runs::newest();
		try {
			$lines = $this->read( $product );
		} catch ( Failure $failure ) {
			throw new Trouble( $failure->said(), $failure ); // phpcs:ignore WordPress.Security.EscapeOutput -- escaped where it is shown.
		}
		if ( array() === $lines ) {
			throw new Trouble( Message::of( 'not_in_stock_list' ) );
		}
		return ( new Direct( $this->engines ) )->run( 'fetch', $lines, $preview || Settings::load()->shadow(), $newest );
	}

	/**
	 * What the followed warehouses hold of it: all of them, or nothing is used.
	 *
	 * @param \WC_Product $product Product or variation.
	 * @return list<array<string, mixed>>
	 * @throws Failure Where one of them was not read.
	 */
	private function read( \WC_Product $product ): array {
		$source = null === $this->source ? SmartBill::of_this_shop() : ( $this->source )();
		$lines  = array();
		// As it is shown: a title may be kept with "&amp;" for "&".
		$name = html_entity_decode( $product->get_name( 'edit' ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
		if ( '' === trim( $product->get_sku( 'edit' ) . $name ) ) {
			return array();
		}
		foreach ( Settings::load()->warehouses() as $warehouse ) {
			$lines = array( ...$lines, ...$source->product( $warehouse, $product->get_sku( 'edit' ), $name ) );
		}
		return $lines;
	}
}
