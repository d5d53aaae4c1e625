<?php
/**
 * Section of the Link page: the address that the back office sends to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Rest\Routes;

/** SmartBill's address first; our own for systems that speak it. */
final class AddressSection {

	/** Prints the addresses. */
	public function render(): void {
		echo '<h2>' . esc_html__( 'Address', 'stockwire' ) . '</h2>';
		echo '<table class="form-table" role="presentation"><tbody>';
		$this->row( 'stockwire-url', __( 'For SmartBill', 'stockwire' ), Routes::SMARTBILL, __( 'Paste it into SmartBill where it asks for the URL of the shop, together with the token below.', 'stockwire' ) );
		$this->row( 'stockwire-url-v1', __( 'For other systems', 'stockwire' ), Routes::BASE . '/stock', __( 'The same in JSON, with a receipt for every line.', 'stockwire' ) );
		echo '</tbody></table>';
	}

	/**
	 * One address.
	 *
	 * @param string $id    Of the field.
	 * @param string $label Its name.
	 * @param string $path  Below wp-json.
	 * @param string $help  What to do with it.
	 */
	private function row( string $id, string $label, string $path, string $help ): void {
		echo '<tr><th scope="row">' . esc_html( $label ) . '</th><td>';
		/* translators: %s: "For SmartBill" or "For other systems" */
		Html::copy_field( $id, sprintf( __( 'Address: %s', 'stockwire' ), $label ), rest_url( $path ) );
		echo '<p class="description">' . esc_html( $help ) . '</p></td></tr>';
	}
}
