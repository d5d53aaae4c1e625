<?php
/**
 * The Activity tab: runs, a receipt, lines that were found, the history of a product.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin\Activity;

use Stockwire\Shop\Activity\Runs;
use Stockwire\Shop\Admin\Asked;
use Stockwire\Shop\Admin\Html;
use Stockwire\Shop\Admin\Posted;
use Stockwire\Shop\Admin\Tab;
use Stockwire\Shop\Requirements;

/** Chooses what is shown by the address. */
final class Page implements Tab {

	/** What went wrong, for this one showing. */
	private string $error = '';

	/**
	 * Takes what handles the buttons.
	 *
	 * @param Actions $actions Carries out what was posted.
	 */
	public function __construct( private readonly Actions $actions = new Actions() ) {}

	/** Its name for people. */
	public function title(): string {
		return __( 'Activity', 'stockwire' );
	}

	/** Before anything is printed: carries out a form, or sends a file. */
	public function act(): void {
		$action = Posted::action();
		if ( '' !== $action ) {
			$this->error = $this->actions->handle( $action );
		} elseif ( '1' === Asked::text( 'csv' ) ) {
			$this->actions->download();
		}
	}

	/** Prints it. */
	public function render(): void {
		$obstacle = (string) Requirements::obstacle();
		// Where it is what kept a button from working, it is said once.
		foreach ( array_unique( array_filter( array( $this->error, $obstacle ) ) ) as $sentence ) {
			Html::notice( 'error', $sentence );
		}
		$run  = Asked::id( 'run' );
		$said = Actions::said( Asked::text( 'done' ), $run );
		if ( '' !== $said ) {
			Html::notice( 'success', $said );
		}
		$search = Asked::text( 's' );
		if ( $run > 0 ) {
			$this->receipt( $run );
		} elseif ( Asked::id( 'product' ) > 0 ) {
			( new TimelineView( Asked::id( 'product' ) ) )->render();
		} elseif ( '' !== $search ) {
			( new SearchView( $search ) )->render();
		} else {
			( new RunsView() )->render();
		}
	}

	/**
	 * A receipt, or that there is none.
	 *
	 * @param int $id Number of the run.
	 */
	private function receipt( int $id ): void {
		$run = ( new Runs() )->find( $id );
		if ( null === $run ) {
			Html::notice( 'warning', __( 'This run does not exist any more.', 'stockwire' ) );
			( new RunsView() )->render();
			return;
		}
		( new ReceiptView( $run ) )->render();
	}
}
