<?php
/**
 * Section of the Fetch page: the button, the bar, the last result.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Jobs\Fetch;
use Stockwire\Shop\Jobs\Job;
use Stockwire\Shop\Jobs\Recompute;
use Stockwire\Shop\Jobs\Run;
use Stockwire\Shop\Settings;

/** One of two faces: something is under way, or it can be begun. */
final class FetchSection {

	/** Prints the section. */
	public function render(): void {
		echo '<h2 id="stockwire-fetch">' . esc_html__( 'Fetch stock', 'stockwire' ) . '</h2>';
		$job = Job::load();
		$run = null === $job ? null : Run::find( $job->record()['run'] );
		if ( null !== $run && $run->unfinished() ) {
			$title = Recompute::SOURCE === $run->source ? __( 'Recomputing the stock', 'stockwire' ) : ( $run->preview ? __( 'Fetching stock, as a preview', 'stockwire' ) : __( 'Fetching stock', 'stockwire' ) );
			ProgressBox::render( $run, $title, 'fetch' );
			return;
		}
		$last = Run::newest( Fetch::SOURCES );
		if ( null !== $last ) {
			RunResult::render( $last );
		}
		$obstacle = Fetch::obstacle();
		if ( null !== $obstacle ) {
			Html::notice( 'info', $obstacle->translated() );
		}
		echo '<p>' . esc_html__( 'Reads the stock of every followed warehouse from the back office and sets the shop to it. Products that the back office does not name keep their stock.', 'stockwire' ) . '</p>';
		if ( true === Settings::load()->get( 'shadow' ) ) {
			Html::notice( 'warning', __( 'Shadow mode is on: a fetch only shows what would change.', 'stockwire' ) );
		}
		echo '<div class="stockwire-buttons">';
		self::button( 'fetch', __( 'Fetch stock', 'stockwire' ), 'button button-primary', null === $obstacle );
		self::button( 'fetch_preview', __( 'Preview', 'stockwire' ), 'button', null === Fetch::obstacle( true ) );
		echo '</div>';
	}

	/**
	 * A form of one button.
	 *
	 * @param string $action  What it does.
	 * @param string $label   What it says.
	 * @param string $classes How it looks.
	 * @param bool   $ready   Whether it can be pressed.
	 */
	private static function button( string $action, string $label, string $classes, bool $ready ): void {
		Html::open_form( $action, '', 'fetch' );
		printf( '<button type="submit" class="%s"%s>%s</button></form>', esc_attr( $classes ), disabled( $ready, false, false ), esc_html( $label ) );
	}
}
