<?php
/**
 * Section of the Link page: update stocks yes or no, the warehouses to follow, GTIN.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Requirements;
use Stockwire\Shop\Settings;

/** Warehouses that the shop has heard of are offered as boxes to tick; others can be typed. */
final class SettingsSection {

	/** More than these nobody would look through. */
	private const OFFERED = 50;

	/** Prints the form. */
	public function render(): void {
		$settings = Settings::load();
		echo '<h2>' . esc_html__( 'Stock updates', 'stockwire' ) . '</h2>';
		Html::open_form( 'save' );
		echo '<table class="form-table" role="presentation"><tbody>';
		$this->row_enabled( $settings );
		$this->row_warehouses( $settings );
		$this->row_gtin( $settings );
		echo '</tbody></table>';
		submit_button( __( 'Save changes', 'stockwire' ), 'primary', 'stockwire_save', true, Requirements::php_fits() ? array() : array( 'disabled' => 'disabled' ) );
		echo '</form>';
	}

	/**
	 * On or off.
	 *
	 * @param Settings $settings Now.
	 */
	private function row_enabled( Settings $settings ): void {
		printf(
			'<tr><th scope="row">%s</th><td><label><input type="checkbox" name="enabled" value="1"%s> %s</label><p class="description">%s</p></td></tr>',
			esc_html__( 'Update stocks', 'stockwire' ),
			checked( $settings->enabled(), true, false ),
			esc_html__( 'Yes, set the stock of the shop to what the back office sends', 'stockwire' ),
			esc_html__( 'Switching this on changes nothing by itself: a product keeps its stock until the back office sends its number.', 'stockwire' )
		);
	}

	/**
	 * Boxes, and a field for more.
	 *
	 * @param Settings $settings Now.
	 */
	private function row_warehouses( Settings $settings ): void {
		$followed = $settings->warehouses();
		$offered  = self::offered( $followed );
		$title    = __( 'Warehouses to follow', 'stockwire' );
		printf( '<tr><th scope="row">%1$s</th><td><fieldset><legend class="screen-reader-text">%1$s</legend>', esc_html( $title ) );
		foreach ( $offered as $name ) {
			printf(
				'<label class="stockwire-choice"><input type="checkbox" name="warehouses[]" value="%1$s"%2$s> %3$s</label>',
				esc_attr( $name ),
				checked( in_array( $name, $followed, true ), true, false ),
				esc_html( $name )
			);
		}
		printf(
			'<p class="stockwire-more"><label for="stockwire-more">%s</label><textarea id="stockwire-more" name="more_warehouses" rows="2" class="regular-text" aria-describedby="stockwire-more-help"></textarea></p><p class="description" id="stockwire-more-help">%s</p></fieldset></td></tr>',
			array() === $offered ? esc_html__( 'Names, one a line', 'stockwire' ) : esc_html__( 'Others, one a line', 'stockwire' ),
			esc_html__( 'Write the name ("gestiune") as the back office does; capitals do not matter. Of several warehouses the shop shows the sum. While none is chosen, nothing is updated.', 'stockwire' )
		);
	}

	/**
	 * GTIN.
	 *
	 * @param Settings $settings Now.
	 */
	private function row_gtin( Settings $settings ): void {
		printf(
			'<tr><th scope="row">%s</th><td><label><input type="checkbox" name="gtin" value="1"%s> %s</label><p class="description">%s</p></td></tr>',
			esc_html__( 'GTIN', 'stockwire' ),
			checked( $settings->gtin(), true, false ),
			esc_html__( 'Also find products by GTIN, UPC, EAN or ISBN', 'stockwire' ),
			esc_html__( 'Only where the back office sends one; SmartBill does not.', 'stockwire' )
		);
	}

	/**
	 * Warehouses to offer: those that are followed, and those that have ever sent a number.
	 *
	 * @param list<string> $followed Chosen ones.
	 * @return list<string>
	 */
	private static function offered( array $followed ): array {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- our own table, on one page of the admin.
		$heard = $wpdb->get_col( $wpdb->prepare( "SELECT MIN(label) FROM {$wpdb->prefix}stockwire_levels GROUP BY warehouse ORDER BY 1 LIMIT %d", self::OFFERED ) );
		$names = array();
		foreach ( array( ...$followed, ...$heard ) as $name ) {
			$names[ mb_strtolower( (string) $name, 'UTF-8' ) ] ??= (string) $name;
		}
		return array_values( $names );
	}
}
