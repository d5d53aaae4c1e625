<?php
/**
 * A run that is under way: bar, numbers, cancel.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Jobs\Progress;
use Stockwire\Shop\Jobs\Run;

/** Kept moving by assets/fetch.js; without JavaScript a link loads the page again. */
final class ProgressBox {

	/**
	 * Prints it.
	 *
	 * @param Run    $run   Under way.
	 * @param string $title What is going on.
	 * @param string $tab   Name of the tab that it stands on.
	 */
	public static function render( Run $run, string $title, string $tab ): void {
		$report = Progress::of( $run );
		printf( '<div class="stockwire-progress" data-stockwire-progress="%s">', esc_url( ProgressCall::url( $run->id ) ) );
		printf( '<p><label for="stockwire-bar"><strong>%s</strong></label></p>', esc_html( $title ) );
		$range = $report['total'] > 0 ? sprintf( ' max="%d" value="%d"', $report['total'], $report['position'] ) : '';
		// phpcs:ignore WordPress.Security.EscapeOutput -- numbers.
		echo '<progress id="stockwire-bar"' . $range . '></progress>';
		printf( '<p data-stockwire="text">%s</p><p class="screen-reader-text" role="status" data-stockwire="said"></p>', esc_html( $report['text'] ) );
		echo '<dl class="stockwire-figures">';
		self::figure( __( 'Lines read', 'stockwire' ), 'read', $report['read'] );
		self::figure( __( 'Lines matched', 'stockwire' ), 'matched', $report['matched'] );
		self::figure( $report['preview'] ? __( 'Would change', 'stockwire' ) : __( 'Changed', 'stockwire' ), 'changed', $report['changed'] );
		echo '</dl>';
		printf( '<p class="hide-if-js"><a href="%s">%s</a></p>', esc_url( Menu::tab( $tab ) ), esc_html__( 'Load the page again to see how far it is', 'stockwire' ) );
		echo '<p class="description">' . esc_html__( 'You may close this page: the work goes on.', 'stockwire' ) . '</p>';
		Html::open_form( 'fetch_cancel', '', 'fetch' );
		printf( '<p><button type="submit" class="button">%s</button></p></form></div>', esc_html__( 'Cancel', 'stockwire' ) );
	}

	/**
	 * One number.
	 *
	 * @param string $label Its name.
	 * @param string $key   Of the report.
	 * @param int    $value Now.
	 */
	private static function figure( string $label, string $key, int $value ): void {
		printf( '<div><dt>%s</dt><dd data-stockwire="%s">%s</dd></div>', esc_html( $label ), esc_attr( $key ), esc_html( number_format_i18n( $value ) ) );
	}
}
