<?php
/**
 * A tab of our page below WooCommerce.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

/** Whoever sees it may `manage_woocommerce`; what it carries out asks for its own nonce. */
interface Tab {

	/** Its name for people. */
	public function title(): string;

	/** Before anything is printed: carries out a form, if one was sent. May redirect and end the request. */
	public function act(): void;

	/** Prints it. */
	public function render(): void;
}
