<?php
/**
 * Section of the Settings page: buffer, brake, retention, address for mails.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Settings;

/** Numbers are typed; 0 always means "off". */
final class LimitsSection {

	/**
	 * Prints the section.
	 *
	 * @param \Closure(string, string): string $typed What was typed into a field that was refused, else what is saved.
	 */
	public function render( \Closure $typed ): void {
		$settings = Settings::load();
		$help     = array(
			'buffer'         => __( 'Pieces kept back from every product\'s sum, so that what is sold at the counter is not sold online, too.', 'stockwire' ),
			'brake_percent'  => __( 'A push or fetch that would take more than this share of the products in stock to zero is held until you confirm it. 0: never.', 'stockwire' ),
			'brake_products' => __( 'The same, by the number of products. 0: never.', 'stockwire' ),
			'retention'      => __( 'Receipts and changes that are older are deleted. 0: never.', 'stockwire' ),
			'notify'         => __( 'Told when something is held or a fetch does not come. Empty: the shop\'s own address.', 'stockwire' ),
		);
		echo '<h2 id="stockwire-limits">' . esc_html__( 'Safety', 'stockwire' ) . '</h2>';
		Html::open_form( 'limits', 'stockwire-limits', 'settings' );
		echo '<table class="form-table" role="presentation"><tbody>';
		foreach ( $help as $name => $text ) {
			$value = $typed( $name, $settings->text( $name ) );
			$field = 'notify' === $name ? 'type="email" class="regular-text" maxlength="200" autocomplete="email"' : sprintf( 'type="number" class="small-text" min="0" max="%d" step="1" required', SettingsActions::LIMITS[ $name ] );
			printf(
				'<tr><th scope="row"><label for="stockwire-%1$s">%2$s</label></th><td><input %3$s id="stockwire-%1$s" name="%1$s" value="%4$s" aria-describedby="stockwire-%1$s-help"><p class="description" id="stockwire-%1$s-help">%5$s</p></td></tr>',
				esc_attr( $name ),
				esc_html( self::label( $name ) ),
				$field, // phpcs:ignore WordPress.Security.EscapeOutput -- attributes of our own and a number.
				esc_attr( $value ),
				esc_html( $text )
			);
		}
		echo '</tbody></table>';
		submit_button( __( 'Save settings', 'stockwire' ), 'primary', 'stockwire_save_limits' );
		echo '</form>';
	}

	/**
	 * A field's name for people.
	 *
	 * @param string $name Of the field.
	 */
	public static function label( string $name ): string {
		return match ( $name ) {
			'buffer'         => __( 'Safety buffer', 'stockwire' ),
			'brake_percent'  => __( 'Brake, in percent', 'stockwire' ),
			'brake_products' => __( 'Brake, in products', 'stockwire' ),
			'retention'      => __( 'Keep receipts, in days', 'stockwire' ),
			default          => __( 'E-mail for notices', 'stockwire' ),
		};
	}
}
