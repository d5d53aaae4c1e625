<?php
/**
 * Links an entry of the inbox to a product: from now on, and with the quantities that wait.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Inbox;

use Stockwire\Refusal;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Jobs\Direct;
use Stockwire\Shop\Settings;

/** The waiting quantities take the way of every other line: matched, journaled, held where they would empty the shop. */
final class Linking {

	/**
	 * Takes what is needed.
	 *
	 * @param Entries       $entries Of the inbox.
	 * @param Links         $links   The owner's word.
	 * @param EngineFactory $engines Makes the engine.
	 */
	public function __construct(
		private readonly Entries $entries = new Entries(),
		private readonly Links $links = new Links(),
		private readonly EngineFactory $engines = new EngineFactory(),
	) {}

	/**
	 * Links, and applies what waits.
	 *
	 * @param Entry $entry   Of the inbox.
	 * @param int   $product That it means.
	 * @return int The run that applied the quantities; 0 while the link is off, which takes no numbers.
	 * @throws Refusal Where the database refuses: then nothing was linked.
	 */
	public function link( Entry $entry, int $product ): int {
		$settings = Settings::load();
		$before   = $this->links->find( $entry->kind, $entry->hash );
		$this->links->put( $entry, Links::LINKED, $product );
		$run = 0;
		if ( $settings->enabled() ) {
			try {
				// In shadow mode nothing is written. What the product was told since by another name is newer.
				$run = ( new Direct( $this->engines ) )->stage( 'inbox', $entry->lines(), $settings->shadow() );
			} catch ( Refusal $refusal ) {
				// Without its quantities the entry stays, so that it can be tried again.
				if ( null === $before ) {
					$this->links->remove( $entry->kind, $entry->hash, Links::LINKED );
				}
				throw $refusal;
			}
		}
		$this->entries->forget( $entry );
		return $run;
	}

	/**
	 * Ignores a code or name: it will not come back to the inbox.
	 *
	 * @param Entry $entry Of the inbox.
	 */
	public function ignore( Entry $entry ): void {
		$this->links->put( $entry, Links::IGNORED );
		$this->entries->forget( $entry );
	}
}
