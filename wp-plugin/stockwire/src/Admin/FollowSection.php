<?php
/**
 * Section of the Fetch page: the warehouses of the back office, and which of them the shop follows.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Fetch\Account;
use Stockwire\Shop\Settings;

/** The same choice as on the Link page, with the names that the back office itself gives. */
final class FollowSection {

	/** Prints the section. */
	public function render(): void {
		$settings = Settings::load();
		$followed = $settings->warehouses();
		$names    = self::names( $followed );
		echo '<h2 id="stockwire-follow">' . esc_html__( 'Warehouses', 'stockwire' ) . '</h2>';
		if ( array() !== $names ) {
			Html::open_form( 'fetch_follow', '', 'fetch' );
			echo '<fieldset><legend>' . esc_html__( 'The shop shows the sum of the warehouses that it follows:', 'stockwire' ) . '</legend>';
			foreach ( $names as $name ) {
				printf(
					'<label class="stockwire-choice"><input type="checkbox" name="warehouses[]" value="%1$s"%2$s> %3$s</label>',
					esc_attr( $name ),
					checked( in_array( $name, $followed, true ), true, false ),
					esc_html( $name )
				);
			}
			printf( '</fieldset><p><button type="submit" class="button">%s</button></p></form>', esc_html__( 'Save warehouses', 'stockwire' ) );
		}
		Html::open_form( 'fetch_warehouses', '', 'fetch' );
		$ready = 'ready' === Account::state( $settings->text( 'fetch_url' ) ) && '' !== $settings->get( 'fetch_company' );
		printf( '<p><button type="submit" class="button"%s data-stockwire-busy="%s">%s</button></p></form>', disabled( $ready, false, false ), esc_attr__( 'Asking…', 'stockwire' ), esc_html__( 'Read the list from the back office', 'stockwire' ) );
	}

	/**
	 * The followed ones and those that the back office named; capitals do not matter.
	 *
	 * @param list<string> $followed Chosen ones.
	 * @return list<string>
	 */
	private static function names( array $followed ): array {
		$read  = get_option( FetchActions::WAREHOUSES );
		$names = array();
		foreach ( array( ...$followed, ...array_filter( is_array( $read ) ? $read : array(), 'is_string' ) ) as $name ) {
			$names[ mb_strtolower( $name, 'UTF-8' ) ] ??= $name;
		}
		return array_values( $names );
	}
}
