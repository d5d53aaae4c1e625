<?php
/**
 * Section of the Settings page: shadow mode, what it saw, and the way out of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Settings;
use Stockwire\Shop\Shadow;

/** One button, which says what it does. */
final class ShadowSection {

	/** Prints the section. */
	public function render(): void {
		echo '<h2 id="stockwire-shadow">' . esc_html__( 'Shadow mode', 'stockwire' ) . '</h2>';
		if ( true !== Settings::load()->get( 'shadow' ) ) {
			echo '<p>' . esc_html__( 'Try the link without risk: pushes are received and answered and fetches are made, but nothing is written. Here you see what would have changed.', 'stockwire' ) . '</p>';
			Html::open_form( 'shadow', '', 'settings' );
			printf( '<p><button type="submit" class="button">%s</button></p></form>', esc_html__( 'Switch shadow mode on', 'stockwire' ) );
			return;
		}
		Html::notice( 'warning', __( 'Shadow mode is on: nothing is written.', 'stockwire' ) );
		Html::open_form( 'live', '', 'settings' );
		printf( '<p><button type="submit" class="button button-primary" data-stockwire-confirm="%s">%s</button></p></form>', esc_attr__( 'Go live? From now on what the back office sends is written.', 'stockwire' ), esc_html__( 'Go live', 'stockwire' ) );
		// Behind the way out, which is there whatever becomes of the count.
		self::count();
	}

	/** Prints what was seen. */
	private static function count(): void {
		$tally = Shadow::tally();
		if ( 0 === $tally['runs'] ) {
			echo '<p>' . esc_html__( 'Nothing has come since it was switched on.', 'stockwire' ) . '</p>';
			return;
		}
		$from = $tally['all']
			/* translators: %s: number of pushes and fetches */
			? _n( 'From %s push or fetch since shadow mode was switched on; every product counts once.', 'From %s pushes and fetches since shadow mode was switched on; every product counts once.', $tally['runs'], 'stockwire' )
			/* translators: %s: number of pushes and fetches */
			: _n( 'From the newest push or fetch only (%s); every product counts once.', 'From the newest %s pushes and fetches only; every product counts once.', $tally['runs'], 'stockwire' );
		printf(
			'<p class="stockwire-tally"><strong>%s</strong></p><p class="description">%s</p>',
			/* translators: 1: number of products, 2: number of products, 3: number of codes and names */
			esc_html( sprintf( __( '%1$s would change, %2$s to zero, %3$s unmatched', 'stockwire' ), number_format_i18n( $tally['changed'] ), number_format_i18n( $tally['zeroed'] ), number_format_i18n( $tally['unmatched'] ) ) ),
			esc_html( sprintf( $from, number_format_i18n( $tally['runs'] ) ) )
		);
	}
}
