<?php
/**
 * The Inbox page: codes and names that no product in the shop answers to, and what the owner said of them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Inbox\Entries;
use Stockwire\Shop\Inbox\Links;
use Stockwire\Shop\Inbox\Suggestions;
use Stockwire\Shop\Plugin;
use Stockwire\Shop\Requirements;

/** Three lists: what waits, what is linked, what is ignored. */
final class InboxPage implements Tab {

	public const NAME = 'inbox';

	private const VIEWS = array( 'waiting', 'linked', 'ignored' );

	/** What the last action has to say, for this one showing of the page. */
	private ?ActionResult $result = null;

	/**
	 * Takes what handles the forms, and what is shown.
	 *
	 * @param InboxActions $actions Carries out what was posted.
	 * @param Entries      $entries Of the inbox.
	 * @param Links        $links   The owner's word.
	 */
	public function __construct(
		private readonly InboxActions $actions,
		private readonly Entries $entries = new Entries(),
		private readonly Links $links = new Links(),
	) {}

	/** Its name for people. */
	public function title(): string {
		return __( 'Inbox', 'stockwire' );
	}

	/** Before anything is printed: carries out a form, if one was sent. */
	public function act(): void {
		wp_enqueue_style( 'stockwire-inbox', plugins_url( 'assets/inbox.css', dirname( __DIR__, 2 ) . '/stockwire.php' ), array(), Plugin::VERSION );
		// WooCommerce's own product search; the stand-in has none, and without scripts an ID or SKU is typed.
		wp_enqueue_script( 'wc-enhanced-select' );
		// phpcs:ignore WordPress.Security.NonceVerification -- the action checks its own nonce.
		$action = isset( $_POST['stockwire_action'] ) && is_string( $_POST['stockwire_action'] ) ? sanitize_key( $_POST['stockwire_action'] ) : '';
		if ( '' === $action ) {
			return;
		}
		$this->result = $this->actions->handle( $action );
		if ( null !== $this->result->redirect ) {
			$more = 0 < $this->actions->run ? array( 'run' => (string) $this->actions->run ) : array();
			wp_safe_redirect( InboxTable::url( self::place() + array( 'done' => $this->result->redirect ) + $more ) );
			exit;
		}
	}

	/** Prints it. */
	public function render(): void {
		$place = self::place();
		$this->say();
		echo '<h2 class="screen-reader-text">' . esc_html__( 'Inbox', 'stockwire' ) . '</h2>';
		$this->views( $place['view'] );
		InboxTable::search( $place );
		if ( ! Requirements::php_fits() ) {
			return;
		}
		if ( 'waiting' === $place['view'] ) {
			$this->waiting( $place );
			return;
		}
		$page = $this->links->page( 'ignored' === $place['view'], $place['s'], (int) $place['paged'] );
		( new LinksTable( $place ) )->render( $page['links'] );
		InboxTable::pages( $place, $page['total'], Links::PAGE );
	}

	/**
	 * What nobody knows yet.
	 *
	 * @param array{view: string, s: string, paged: string} $place Where we are.
	 */
	private function waiting( array $place ): void {
		$page        = $this->entries->page( $place['s'], (int) $place['paged'] );
		$suggestions = new Suggestions();
		$found       = $suggestions->of( $page['entries'] );
		if ( ! $suggestions->complete() ) {
			Html::notice( 'info', __( 'The catalogue is large: only a part of it was searched for similar names. Use the search of each entry for the rest.', 'stockwire' ) );
		}
		( new InboxTable( $place ) )->render( $page['entries'], $found );
		InboxTable::pages( $place, $page['total'], Entries::PAGE );
	}

	/**
	 * Which list, which page of it, what was searched.
	 *
	 * @return array{view: string, s: string, paged: string}
	 */
	private static function place(): array {
		// phpcs:disable WordPress.Security.NonceVerification -- chooses what is shown.
		$view   = isset( $_REQUEST['view'] ) && is_string( $_REQUEST['view'] ) ? sanitize_key( $_REQUEST['view'] ) : '';
		$search = isset( $_REQUEST['s'] ) && is_string( $_REQUEST['s'] ) ? sanitize_text_field( wp_unslash( $_REQUEST['s'] ) ) : '';
		$paged  = isset( $_REQUEST['paged'] ) && is_string( $_REQUEST['paged'] ) ? absint( $_REQUEST['paged'] ) : 1;
		// phpcs:enable
		return array(
			'view'  => in_array( $view, self::VIEWS, true ) ? $view : 'waiting',
			's'     => mb_substr( $search, 0, 100, 'UTF-8' ),
			'paged' => (string) min( max( 1, $paged ), 100000 ),
		);
	}

	/**
	 * The ways to the three lists.
	 *
	 * @param string $current The one that is shown.
	 */
	private function views( string $current ): void {
		$names = array(
			'waiting' => __( 'Waiting', 'stockwire' ),
			'linked'  => __( 'Linked', 'stockwire' ),
			'ignored' => __( 'Ignored', 'stockwire' ),
		);
		echo '<ul class="stockwire-views" aria-label="' . esc_attr__( 'Lists', 'stockwire' ) . '">';
		foreach ( $names as $view => $name ) {
			printf( '<li><a href="%s"%s>%s</a></li>', esc_url( InboxTable::url( array( 'view' => $view ) ) ), $view === $current ? ' class="current" aria-current="page"' : '', esc_html( $name ) );
		}
		echo '</ul>';
	}

	/** The answer to the form before, and what keeps numbers from being written. */
	private function say(): void {
		$obstacle = Requirements::obstacle();
		if ( null !== $obstacle ) {
			Html::notice( 'error', $obstacle );
		}
		if ( null !== $this->result?->error ) {
			Html::notice( 'error', $this->result->error );
			return;
		}
		// phpcs:disable WordPress.Security.NonceVerification -- chooses one of our own sentences.
		$done = isset( $_GET['done'] ) && is_string( $_GET['done'] ) ? sanitize_key( $_GET['done'] ) : '';
		$run  = isset( $_GET['run'] ) && is_string( $_GET['run'] ) ? absint( $_GET['run'] ) : 0;
		// phpcs:enable
		if ( null === $this->result && '' !== $done ) {
			InboxDone::say( $done, $run );
		}
	}
}
