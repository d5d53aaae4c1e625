<?php
/**
 * Section of the Settings page: the shop's numbers anew, from what is known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Jobs\Job;
use Stockwire\Shop\Jobs\Recompute;
use Stockwire\Shop\Jobs\Run;

/** First a preview, then the same for real. */
final class RecomputeSection {

	/** On other pages: that there is something to compute. */
	public static function hint(): void {
		if ( Recompute::due() ) {
			printf(
				'<div class="notice notice-warning inline" role="status"><p>%s <a href="%s">%s</a></p></div>',
				esc_html( self::why() ),
				esc_url( Menu::tab( 'settings' ) ),
				esc_html__( 'Recompute the stock', 'stockwire' )
			);
		}
	}

	/** Prints the section. */
	public function render(): void {
		$job   = Job::load();
		$run   = null === $job ? null : Run::find( $job->record()['run'] );
		$going = null !== $run && $run->unfinished();
		echo '<h2 id="stockwire-recompute">' . esc_html__( 'Recompute the stock', 'stockwire' ) . '</h2>';
		if ( $going && Recompute::SOURCE === $run->source ) {
			ProgressBox::render( $run, $run->preview ? __( 'Computing what would change', 'stockwire' ) : __( 'Recomputing the stock', 'stockwire' ), 'settings' );
			return;
		}
		$last = Run::newest( array( Recompute::SOURCE ) );
		if ( null !== $last && ! $last->unfinished() ) {
			RunResult::render( $last );
		}
		echo '<p>' . esc_html( Recompute::due() ? self::why() : __( 'Sets every product to the sum of the levels that the back office last sent, by the warehouses and the buffer that are chosen now.', 'stockwire' ) ) . '</p>';
		if ( $going ) {
			Html::notice( 'info', __( 'Another fetch or computation is under way. Wait for its end or cancel it.', 'stockwire' ) );
			return;
		}
		echo '<div class="stockwire-buttons">';
		self::button( 'recompute_preview', __( 'See what would change', 'stockwire' ), Recompute::due() ? 'button button-primary' : 'button' );
		// Only what was looked at can be applied.
		if ( Recompute::seen() ) {
			self::button( 'recompute', __( 'Recompute now', 'stockwire' ), 'button' );
		}
		if ( Recompute::due() ) {
			self::button( 'recompute_wave', __( 'Leave the numbers as they are', 'stockwire' ), 'button' );
		}
		echo '</div>';
	}

	/** Why there is something to compute. */
	private static function why(): string {
		return __( 'Warehouses or buffer were changed, but the shop still shows the numbers of the choice before.', 'stockwire' );
	}

	/**
	 * A form of one button.
	 *
	 * @param string $action  What it does.
	 * @param string $label   What it says.
	 * @param string $classes How it looks.
	 */
	private static function button( string $action, string $label, string $classes ): void {
		Html::open_form( $action, '', 'settings' );
		printf( '<button type="submit" class="%s">%s</button></form>', esc_attr( $classes ), esc_html( $label ) );
	}
}
