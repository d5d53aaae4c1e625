<?php
/**
 * Section of the Link page: everything the link rests on, and how it is.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Health\Checks;

/** The same checks as in Site Health. */
final class StateSection {

	/** Prints the list. */
	public function render(): void {
		echo '<h2>' . esc_html__( 'State', 'stockwire' ) . '</h2><ul class="stockwire-states">';
		foreach ( Checks::all() as $check ) {
			Html::state( $check['kind'], $check['label'], $check['text'] );
		}
		echo '</ul>';
	}
}
