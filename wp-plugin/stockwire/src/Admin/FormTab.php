<?php
/**
 * A tab that carries out forms of its own and then shows itself again.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Refusal;
use Stockwire\Shop\Jobs\Trouble;
use Stockwire\Shop\Message;
use Stockwire\Shop\Plugin;
use Stockwire\Shop\Requirements;

/** Post, redirect, get: a reload does not post again. */
abstract class FormTab implements Tab {

	/** What the last action has to say, for this one showing of the page. */
	private ?ActionResult $result = null;

	/** Its name in the address. */
	abstract protected function name(): string;

	/**
	 * Carries out one form; who may and its nonce were checked.
	 *
	 * @param string $action Its name.
	 */
	abstract protected function handle( string $action ): ActionResult;

	/**
	 * What is said after a redirect.
	 *
	 * @return array<string, string>
	 */
	abstract protected function sentences(): array;

	/**
	 * Prints what follows one of the sentences.
	 *
	 * @param string $done Its key.
	 */
	protected function after( string $done ): void {}

	/** Prints what stands below the sentences. */
	abstract protected function sections(): void;

	/** Before anything is printed: carries out a form, if one was sent. */
	public function act(): void {
		add_action( 'admin_enqueue_scripts', array( $this, 'enqueue' ) );
		$action = Posted::action();
		if ( '' === $action ) {
			return;
		}
		Posted::allow( $action );
		$this->result = $this->carried_out( $action );
		if ( null !== $this->result->redirect ) {
			wp_safe_redirect( Menu::tab( $this->name(), array( 'done' => $this->result->redirect ) ) );
			exit;
		}
	}

	/**
	 * Carries out one form; what cannot be done, and a database that refuses, is said on the page.
	 *
	 * @param string $action Its name.
	 */
	private function carried_out( string $action ): ActionResult {
		if ( ! Requirements::php_fits() ) {
			return ActionResult::error( (string) Requirements::obstacle() );
		}
		try {
			return $this->handle( $action );
		} catch ( Trouble | Refusal $reason ) {
			return ActionResult::error( Message::of_fault( $reason )->translated() );
		}
	}

	/** The script that follows a run. */
	public function enqueue(): void {
		wp_enqueue_script( 'stockwire-fetch', plugins_url( 'assets/fetch.js', dirname( __DIR__ ) ), array(), Plugin::VERSION, true );
	}

	/** Prints it. */
	public function render(): void {
		if ( null !== $this->result?->error ) {
			Html::notice( 'error', $this->result->error );
		}
		// phpcs:ignore WordPress.Security.NonceVerification -- chooses one of our own sentences.
		$done = isset( $_GET['done'] ) && is_string( $_GET['done'] ) ? sanitize_key( $_GET['done'] ) : '';
		if ( isset( $this->sentences()[ $done ] ) && null === $this->result ) {
			Html::notice( 'success', $this->sentences()[ $done ] );
			$this->after( $done );
		}
		$obstacle = Requirements::obstacle();
		if ( null !== $obstacle ) {
			Html::notice( 'error', $obstacle );
		}
		$this->sections();
	}

	/**
	 * What was typed into a field of a form that was not accepted; the saved value otherwise.
	 *
	 * @param string $name  Of the field.
	 * @param string $saved Its value.
	 */
	protected function typed( string $name, string $saved ): string {
		return null !== $this->result?->error && '' !== Posted::raw( $name ) ? Posted::text( $name ) : $saved;
	}
}
