<?php
/**
 * The notice that a run waits for the owner's word, with both answers one click away.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Activity\Run;
use Stockwire\Shop\Activity\Runs;
use Stockwire\Shop\Admin\Activity\Buttons;
use Stockwire\Shop\Admin\Activity\Sentences;

/** Where the owner works with the shop, to whoever may decide. */
final class HeldNotice {

	/** Runs that are shown; more of them say the same. */
	private const SHOWN = 3;

	/** Hooks in. */
	public function register(): void {
		add_action( 'admin_notices', array( $this, 'show' ) );
	}

	/** Prints the notices. */
	public function show(): void {
		if ( ! current_user_can( Menu::CAPABILITY ) || ! Screens::fit() ) {
			return;
		}
		$runs = ( new Runs() )->held( self::SHOWN + 1 );
		foreach ( array_slice( $runs, 0, self::SHOWN ) as $run ) {
			// A run's own page says it already.
			if ( 'activity' !== Asked::text( 'tab' ) || Asked::id( 'run' ) !== $run->id ) {
				$this->notice( $run );
			}
		}
		if ( count( $runs ) > self::SHOWN ) {
			printf( '<div class="notice notice-warning"><p>%s <a href="%s">%s</a></p></div>', esc_html__( 'Stockwire: more runs are held.', 'stockwire' ), esc_url( Menu::tab( 'activity', array( 'state' => 'held' ) ) ), esc_html__( 'Show them', 'stockwire' ) );
		}
	}

	/**
	 * One run.
	 *
	 * @param Run $run It is held.
	 */
	private function notice( Run $run ): void {
		printf(
			'<div class="notice notice-warning stockwire-held"><p><strong>%s</strong> %s %s <a href="%s">%s</a></p><div class="stockwire-buttons">',
			esc_html__( 'Stockwire:', 'stockwire' ),
			esc_html( Sentences::held( $run ) ),
			esc_html__( 'Nothing was written yet.', 'stockwire' ),
			esc_url( Menu::tab( 'activity', array( 'run' => (string) $run->id ) ) ),
			/* translators: %d: number of a run */
			esc_html( sprintf( __( 'See what would change (run #%d)', 'stockwire' ), $run->id ) )
		);
		Buttons::release( $run->id );
		Buttons::discard( $run->id );
		echo '</div></div>';
	}
}
