<?php
/**
 * Tells in the admin what keeps the link from working, with its cure.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Requirements;

/** Only on screens where somebody can do something about it, and only to who can. */
final class Notices {

	private const SCREENS = array( 'dashboard', 'plugins', 'woocommerce_page_wc-settings', 'edit-product', 'update-core' );

	/** Hooks in. */
	public function register(): void {
		add_action( 'admin_notices', array( $this, 'show' ) );
	}

	/** Prints the notice. */
	public function show(): void {
		$screen = get_current_screen();
		if ( null === $screen || ! in_array( $screen->id, self::SCREENS, true ) || ! ( current_user_can( Menu::CAPABILITY ) || current_user_can( 'activate_plugins' ) ) ) {
			return;
		}
		$obstacle = Requirements::obstacle();
		if ( null !== $obstacle ) {
			printf( '<div class="notice notice-error"><p><strong>%s</strong> %s</p></div>', esc_html__( 'Stockwire:', 'stockwire' ), esc_html( $obstacle ) );
		}
	}
}
