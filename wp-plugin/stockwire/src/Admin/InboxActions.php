<?php
/**
 * Carries out the forms of the Inbox page.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Refusal;
use Stockwire\Shop\Inbox\Entries;
use Stockwire\Shop\Inbox\Entry;
use Stockwire\Shop\Inbox\Linking;
use Stockwire\Shop\Inbox\Links;
use Stockwire\Shop\Inbox\Target;
use Stockwire\Shop\Message;
use Stockwire\Shop\Requirements;

/** Each action asks for the capability and for its own nonce before it reads anything. */
final class InboxActions {

	/** What a redirect has to carry on, besides the place on the page. */
	public int $run = 0;

	/**
	 * Takes what is needed.
	 *
	 * @param Entries $entries Of the inbox.
	 * @param Links   $links   The owner's word.
	 * @param Linking $linking Links an entry.
	 */
	public function __construct(
		private readonly Entries $entries = new Entries(),
		private readonly Links $links = new Links(),
		private readonly Linking $linking = new Linking(),
	) {}

	/**
	 * Carries out one action.
	 *
	 * @param string $action Its name.
	 */
	public function handle( string $action ): ActionResult {
		Posted::allow( $action );
		$key = Entry::parse( Posted::text( 'entry' ) );
		if ( null === $key ) {
			return ActionResult::error( __( 'This form is not known. Load the page again.', 'stockwire' ) );
		}
		list( $kind, $hash ) = $key;
		return match ( $action ) {
			'inbox_link'   => $this->link( $kind, $hash ),
			'inbox_ignore' => $this->ignore( $kind, $hash ),
			'inbox_unlink' => $this->forget( $kind, $hash ),
			default        => ActionResult::error( __( 'This form is not known. Load the page again.', 'stockwire' ) ),
		};
	}

	/**
	 * Links an entry to the product that was picked, searched or typed.
	 *
	 * @param int    $kind Of the entry.
	 * @param string $hash Of the entry.
	 */
	private function link( int $kind, string $hash ): ActionResult {
		$obstacle = Requirements::obstacle();
		if ( null !== $obstacle ) {
			return ActionResult::error( $obstacle );
		}
		$entry = $this->entries->find( $kind, $hash );
		if ( null === $entry ) {
			return ActionResult::error( __( 'This entry is not in the inbox any more. Nothing was changed.', 'stockwire' ) );
		}
		$product = self::product();
		if ( 0 === $product ) {
			return ActionResult::error( __( 'No single product has this ID or SKU. Nothing was linked.', 'stockwire' ) );
		}
		if ( ! Target::fits( $product ) ) {
			/* translators: %s: name of a product */
			return ActionResult::error( sprintf( __( '%s keeps no stock of its own. Link one of its variations, or another product. Nothing was linked.', 'stockwire' ), Target::name( $product ) ) );
		}
		try {
			$this->run = $this->linking->link( $entry, $product );
		} catch ( Refusal $refusal ) {
			/* translators: %s: what went wrong */
			return ActionResult::error( sprintf( __( 'The waiting quantities could not be applied, and nothing was linked: %s', 'stockwire' ), Message::of_fault( $refusal )->translated() ) );
		}
		return ActionResult::done( 'linked' );
	}

	/**
	 * The product that is meant: a suggestion or a search gives its id, a person types id or SKU.
	 *
	 * @return int 0 where there is none.
	 */
	private static function product(): int {
		$picked = Posted::text( 'product' );
		if ( '' !== $picked && ctype_digit( $picked ) ) {
			$product = wc_get_product( (int) $picked );
			return $product instanceof \WC_Product ? Target::original( $product->get_id() ) : 0;
		}
		// A code may hold what sanitize_text_field() takes for a tag: it is only compared, and escaped where it is shown.
		return Target::find( mb_substr( Posted::plain( Posted::raw( 'typed' ) ), 0, 200, 'UTF-8' ) );
	}

	/**
	 * Ignores an entry.
	 *
	 * @param int    $kind Of the entry.
	 * @param string $hash Of the entry.
	 */
	private function ignore( int $kind, string $hash ): ActionResult {
		$entry = $this->entries->find( $kind, $hash );
		if ( null === $entry ) {
			return ActionResult::error( __( 'This entry is not in the inbox any more. Nothing was changed.', 'stockwire' ) );
		}
		$this->linking->ignore( $entry );
		return ActionResult::done( 'ignored' );
	}

	/**
	 * Takes back a link, or that something is ignored.
	 *
	 * @param int    $kind Of the entry.
	 * @param string $hash Of the entry.
	 */
	private function forget( int $kind, string $hash ): ActionResult {
		$link = $this->links->find( $kind, $hash );
		if ( null === $link ) {
			return ActionResult::error( __( 'This was taken back already. Nothing was changed.', 'stockwire' ) );
		}
		$this->links->remove( $kind, $hash );
		return ActionResult::done( Links::IGNORED === $link['state'] ? 'unignored' : 'unlinked' );
	}
}
