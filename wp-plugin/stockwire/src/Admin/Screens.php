<?php
/**
 * Where the owner works with the shop.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

/** The dashboard, the list of plugins, products, and wherever WooCommerce shows its own pages: notices have no place elsewhere. */
final class Screens {

	/** Is this such a page? */
	public static function fit(): bool {
		$screen = get_current_screen();
		if ( null === $screen ) {
			return false;
		}
		$known = function_exists( 'wc_get_screen_ids' ) ? (array) wc_get_screen_ids() : array();
		return in_array( $screen->id, array( 'dashboard', 'plugins', 'edit-product', 'product', ...$known ), true ) || str_contains( $screen->id, 'woocommerce' ) || str_contains( $screen->id, Menu::SLUG );
	}
}
