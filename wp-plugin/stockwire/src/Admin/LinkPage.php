<?php
/**
 * The Link page: everything an owner needs to connect a back office.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Requirements;

/** Puts the sections one below the other. */
final class LinkPage implements Tab {

	/** What the last action has to say, for this one showing of the page. */
	private ?ActionResult $result = null;

	/**
	 * Takes what handles the forms.
	 *
	 * @param LinkActions $actions Carries out what was posted.
	 */
	public function __construct( private readonly LinkActions $actions ) {}

	/** Its name for people. */
	public function title(): string {
		return __( 'Link', 'stockwire' );
	}

	/** Before anything is printed: carries out a form, if one was sent. */
	public function act(): void {
		// phpcs:ignore WordPress.Security.NonceVerification -- the action checks its own nonce.
		if ( ! isset( $_POST['stockwire_action'] ) || ! is_string( $_POST['stockwire_action'] ) ) {
			return;
		}
		// phpcs:ignore WordPress.Security.NonceVerification -- as above.
		$this->result = $this->actions->handle( sanitize_key( $_POST['stockwire_action'] ) );
		if ( null !== $this->result->redirect ) {
			wp_safe_redirect( Menu::url( array( 'done' => $this->result->redirect ) ) . ( 'tested' === $this->result->redirect ? '#stockwire-connection' : '' ) );
			exit;
		}
	}

	/** Prints the sections. */
	public function render(): void {
		$this->say_what_was_done();
		$this->say_what_is_missing();
		RecomputeSection::hint();
		( new SettingsSection() )->render();
		( new AddressSection() )->render();
		( new TokenSection() )->render( $this->result?->token );
		( new ConnectionSection() )->render();
		( new StateSection() )->render();
	}

	/** The answer to the form before. */
	private function say_what_was_done(): void {
		if ( null !== $this->result?->error ) {
			Html::notice( 'error', $this->result->error );
		}
		// phpcs:ignore WordPress.Security.NonceVerification -- chooses one of our own sentences.
		$done      = isset( $_GET['done'] ) && is_string( $_GET['done'] ) ? sanitize_key( $_GET['done'] ) : '';
		$sentences = array(
			'saved'   => __( 'Settings saved.', 'stockwire' ),
			'pasted'  => __( 'Token saved. From now on the back office may use it.', 'stockwire' ),
			'revoked' => __( 'Token revoked. It is not accepted any more.', 'stockwire' ),
		);
		if ( isset( $sentences[ $done ] ) && null === $this->result ) {
			Html::notice( 'success', $sentences[ $done ] );
		}
	}

	/** What keeps stock from being written, and what looks odd. */
	private function say_what_is_missing(): void {
		$obstacle = Requirements::obstacle();
		if ( null !== $obstacle ) {
			Html::notice( 'error', $obstacle );
		}
		if ( 'yes' !== get_option( 'woocommerce_manage_stock' ) ) {
			Html::notice( 'warning', __( 'Stock management is switched off for the whole shop, so nothing can be updated: every line is answered with "not managed". Switch it on under WooCommerce → Settings → Products → Inventory.', 'stockwire' ) );
		}
	}
}
