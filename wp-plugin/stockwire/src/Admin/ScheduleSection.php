<?php
/**
 * Section of the Fetch page: by the clock.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Jobs\Schedule;
use Stockwire\Shop\Settings;

/** Off is a choice, too. */
final class ScheduleSection {

	/** Prints the section. */
	public function render(): void {
		$settings = Settings::load();
		echo '<h2 id="stockwire-schedule">' . esc_html__( 'Schedule', 'stockwire' ) . '</h2>';
		Html::open_form( 'fetch_schedule', '', 'fetch' );
		printf( '<p><label for="stockwire-schedule-choice">%s</label> <select id="stockwire-schedule-choice" name="schedule">', esc_html__( 'Fetch', 'stockwire' ) );
		foreach ( self::choices() as $choice => $label ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $choice ), selected( $settings->get( 'schedule' ), $choice, false ), esc_html( $label ) );
		}
		printf( '</select> <span class="stockwire-hour"><label for="stockwire-hour">%s</label> <select id="stockwire-hour" name="schedule_hour">', esc_html__( 'if daily, at', 'stockwire' ) );
		for ( $hour = 0; $hour < 24; $hour++ ) {
			printf( '<option value="%1$d"%2$s>%1$02d:00</option>', (int) $hour, selected( $settings->get( 'schedule_hour' ), $hour, false ) );
		}
		echo '</select></span></p>';
		/* translators: %s: name of a time zone */
		echo '<p class="description">' . esc_html( sprintf( __( 'The hour is one of the shop\'s day (%s).', 'stockwire' ), wp_timezone_string() ) ) . ' ' . esc_html( self::next() ) . '</p>';
		printf( '<p><button type="submit" class="button">%s</button></p></form>', esc_html__( 'Save schedule', 'stockwire' ) );
	}

	/** When the next one comes. */
	private static function next(): string {
		$due = Schedule::due();
		/* translators: %s: date and time */
		return null === $due ? '' : sprintf( __( 'Next fetch: %s.', 'stockwire' ), (string) wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $due ) );
	}

	/**
	 * Names of the choices.
	 *
	 * @return array<string, string>
	 */
	private static function choices(): array {
		return array(
			'off'   => __( 'by hand only', 'stockwire' ),
			'15m'   => __( 'every 15 minutes', 'stockwire' ),
			'30m'   => __( 'every 30 minutes', 'stockwire' ),
			'1h'    => __( 'every hour', 'stockwire' ),
			'3h'    => __( 'every 3 hours', 'stockwire' ),
			'6h'    => __( 'every 6 hours', 'stockwire' ),
			'12h'   => __( 'every 12 hours', 'stockwire' ),
			'daily' => __( 'daily', 'stockwire' ),
		);
	}
}
