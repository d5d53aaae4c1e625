<?php
/**
 * Buttons that do something to a run.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin\Activity;

use Stockwire\Shop\Admin\Html;

/** Each is a form of its own: one click, its own nonce, no script needed. */
final class Buttons {

	/**
	 * Lets a held run be written.
	 *
	 * @param int $run Its number.
	 */
	public static function release( int $run ): void {
		self::form( 'release', $run, __( 'Release', 'stockwire' ), 'button-primary', __( 'Releasing…', 'stockwire' ) );
	}

	/**
	 * Throws a held run away.
	 *
	 * @param int $run Its number.
	 */
	public static function discard( int $run ): void {
		self::form( 'discard', $run, __( 'Discard', 'stockwire' ), 'stockwire-danger', __( 'Discarding…', 'stockwire' ) );
	}

	/**
	 * A button.
	 *
	 * @param string $action What it does.
	 * @param int    $run    With which run.
	 * @param string $label  What it says.
	 * @param string $style  Further class.
	 * @param string $busy   What it says while it works.
	 */
	public static function form( string $action, int $run, string $label, string $style, string $busy ): void {
		Html::open_form( $action, '', 'activity' );
		/* translators: 1: what a button does, e.g. "Release", 2: number of a run */
		$name = sprintf( __( '%1$s: run #%2$d', 'stockwire' ), $label, $run );
		printf( '<input type="hidden" name="run" value="%d"><button type="submit" class="button %s" aria-label="%s" data-stockwire-busy="%s">%s</button></form>', (int) $run, esc_attr( $style ), esc_attr( $name ), esc_attr( $busy ), esc_html( $label ) );
	}
}
