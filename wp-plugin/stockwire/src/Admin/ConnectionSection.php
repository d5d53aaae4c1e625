<?php
/**
 * Section of the Link page: test the connection, hop by hop.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Connection\Finding;
use Stockwire\Shop\Connection\Sentences;
use Stockwire\Shop\Requirements;

/** Shows the last finding of the day, and the button. */
final class ConnectionSection {

	/** Prints the section. */
	public function render(): void {
		echo '<h2 id="stockwire-connection">' . esc_html__( 'Test connection', 'stockwire' ) . '</h2>';
		echo '<p>' . esc_html__( 'The shop sends a request to its own address, as the back office would, and follows the token on its way. Nothing is changed.', 'stockwire' ) . '</p>';
		$finding = Finding::last();
		if ( null !== $finding ) {
			$this->show( $finding );
		}
		Html::open_form( 'test' );
		printf( '<p><button type="submit" class="button"%s data-stockwire-busy="%s">%s</button></p></form>', Requirements::php_fits() ? '' : ' disabled', esc_attr__( 'Testing…', 'stockwire' ), esc_html__( 'Test connection', 'stockwire' ) );
	}

	/**
	 * A finding: the sentence, the line, the hops.
	 *
	 * @param Finding $finding To show.
	 */
	private function show( Finding $finding ): void {
		Html::notice( $finding->works ? 'success' : 'error', $finding->sentence() );
		if ( '' !== $finding->line ) {
			echo '<p class="stockwire-cure">' . esc_html__( 'The line that cures it, for the .htaccess file or the virtual host:', 'stockwire' ) . '</p>';
			Html::copy_field( 'stockwire-line', __( 'Line for Apache', 'stockwire' ), $finding->line );
		}
		echo '<ol class="stockwire-hops">';
		foreach ( Finding::HOPS as $hop ) {
			$state = $finding->state_of( $hop );
			Html::state( $state, Sentences::hop( $hop ), self::word( $state ) );
		}
		echo '</ol>';
		/* translators: %s: length of time, e.g. "5 minutes" */
		echo '<p class="description">' . esc_html( sprintf( __( 'Tested %s ago.', 'stockwire' ), human_time_diff( $finding->at ) ) ) . '</p>';
	}

	/**
	 * A word for a hop's state.
	 *
	 * @param string $state good, warning, bad, unknown.
	 */
	private static function word( string $state ): string {
		return match ( $state ) {
			'good'    => __( 'passed', 'stockwire' ),
			'warning' => __( 'passed, with a remark', 'stockwire' ),
			'bad'     => __( 'here it fails', 'stockwire' ),
			default   => __( 'not reached', 'stockwire' ),
		};
	}
}
