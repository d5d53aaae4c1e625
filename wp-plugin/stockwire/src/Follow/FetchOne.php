<?php
/**
 * The button on a product's own page that fetches its stock.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Follow;

use Stockwire\Refusal;
use Stockwire\Shop\Admin\Menu;
use Stockwire\Shop\Jobs\Fetch;
use Stockwire\Shop\Jobs\ProductFetch;
use Stockwire\Shop\Jobs\Trouble;
use Stockwire\Shop\Message;

/** A link with a nonce, since the product's page is a form of WordPress' own; it leads to the receipt. */
final class FetchOne {

	private const ACTION = 'stockwire_fetch_product';

	/**
	 * Takes what fetches.
	 *
	 * @param ProductFetch $fetch Fetches.
	 */
	public function __construct( private readonly ProductFetch $fetch = new ProductFetch() ) {}

	/** Registers the hook. */
	public function register(): void {
		add_action( 'admin_post_' . self::ACTION, array( $this, 'act' ) );
	}

	/**
	 * Prints it, to who may fetch, where a fetch can begin.
	 *
	 * @param \WC_Product $product Product or variation.
	 */
	public static function show( \WC_Product $product ): void {
		if ( $product->get_id() < 1 || ! $product->get_manage_stock( 'edit' ) || ! current_user_can( Menu::CAPABILITY ) || null !== Fetch::obstacle() ) {
			return;
		}
		$url = add_query_arg(
			array(
				'action'  => self::ACTION,
				'product' => $product->get_id(),
			),
			admin_url( 'admin-post.php' )
		);
		printf( '<p class="form-field form-row-full"><a class="button" href="%s">%s</a></p>', esc_url( wp_nonce_url( $url, self::ACTION . $product->get_id() ) ), esc_html__( 'Fetch this product\'s stock', 'stockwire' ) );
	}

	/** The link was followed. */
	public function act(): void {
		// phpcs:ignore WordPress.Security.NonceVerification -- a part of the nonce that is checked next.
		$id = isset( $_GET['product'] ) && is_string( $_GET['product'] ) ? absint( $_GET['product'] ) : 0;
		check_admin_referer( self::ACTION . $id );
		if ( ! current_user_can( Menu::CAPABILITY ) ) {
			wp_die( esc_html__( 'You may not change the link of this shop.', 'stockwire' ), '', array( 'response' => 403 ) );
		}
		try {
			wp_safe_redirect( Menu::tab( 'activity', array( 'run' => (string) $this->fetch->run( $id ) ) ) );
		} catch ( Trouble | Refusal $reason ) {
			wp_die( esc_html( Message::of_fault( $reason )->translated() ), '', array( 'back_link' => true ) );
		}
		exit;
	}
}
