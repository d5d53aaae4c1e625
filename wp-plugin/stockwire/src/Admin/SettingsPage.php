<?php
/**
 * The Settings page: shadow mode, brake, buffer, what is kept and who is told.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Jobs\Recompute;

/** What is chosen once and seldom changed. */
final class SettingsPage extends FormTab {

	/**
	 * Takes what handles the forms.
	 *
	 * @param SettingsActions $actions Carries them out.
	 */
	public function __construct( private readonly SettingsActions $actions = new SettingsActions() ) {}

	/** Its name for people. */
	public function title(): string {
		return __( 'Settings', 'stockwire' );
	}

	/** Its name in the address. */
	protected function name(): string {
		return 'settings';
	}

	/**
	 * Carries out one form.
	 *
	 * @param string $action Its name.
	 */
	protected function handle( string $action ): ActionResult {
		return $this->actions->handle( $action );
	}

	/**
	 * What is said after a redirect.
	 *
	 * @return array<string, string>
	 */
	protected function sentences(): array {
		return array(
			'saved'  => __( 'Settings saved.', 'stockwire' ),
			'shadow' => __( 'Shadow mode is on: from now on nothing is written.', 'stockwire' ),
			'live'   => __( 'The shop is live. What was only tried in shadow mode was not written: fetch stock to set it now.', 'stockwire' ),
			'waved'  => __( 'The numbers stay until the back office sends new ones.', 'stockwire' ),
		);
	}

	/**
	 * After going live: what was only tried is one click away.
	 *
	 * @param string $done Key of the sentence.
	 */
	protected function after( string $done ): void {
		if ( 'live' === $done ) {
			Html::open_form( 'fetch', '', 'fetch' );
			printf( '<p><button type="submit" class="button button-primary">%s</button></p></form>', esc_html__( 'Fetch stock', 'stockwire' ) );
		}
	}

	/** Prints the sections. */
	protected function sections(): void {
		// What waits for the owner comes first.
		$sections = array( new ShadowSection(), new RecomputeSection() );
		foreach ( Recompute::due() ? array_reverse( $sections ) : $sections as $section ) {
			$section->render();
		}
		( new LimitsSection() )->render( fn( string $name, string $saved ): string => $this->typed( $name, $saved ) );
	}
}
