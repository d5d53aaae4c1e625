<?php
/**
 * How a run ended, in a sentence with the way to its receipt.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Jobs\Run;

/** For fetches and recomputations. */
final class RunResult {

	/**
	 * Prints it.
	 *
	 * @param Run $run Not under way.
	 */
	public static function render( Run $run ): void {
		$kind = match ( $run->state ) {
			'done'           => 'success',
			'failed', 'held' => 'warning',
			default          => 'info',
		};
		/* translators: %s: date and time */
		$when = '' === $run->facts['finished_at'] ? '' : sprintf( __( '%s:', 'stockwire' ), self::date( $run->facts['finished_at'] ) );
		printf(
			'<div class="notice notice-%s inline stockwire-result" role="status"><p><strong>%s</strong> %s <a href="%s">%s</a></p></div>',
			esc_attr( $kind ),
			esc_html( $when ),
			esc_html( self::sentence( $run ) ),
			esc_url( Menu::tab( 'activity', array( 'run' => (string) $run->id ) ) ),
			esc_html__( 'Receipt', 'stockwire' )
		);
	}

	/**
	 * What came of it.
	 *
	 * @param Run $run Not under way.
	 */
	private static function sentence( Run $run ): string {
		$changed   = number_format_i18n( $run->numbers['changed'] );
		$zeroed    = number_format_i18n( $run->numbers['zeroed'] );
		$unmatched = number_format_i18n( $run->counts['unmatched'] ?? 0 );
		return match ( $run->state ) {
			'done'      => $run->preview
				/* translators: 1: number of products, 2: number of products, 3: number of lines */
				? sprintf( __( 'Preview: %1$s would change, %2$s to zero, %3$s unmatched. Nothing was written.', 'stockwire' ), $changed, $zeroed, $unmatched )
				/* translators: 1: number of lines, 2: number of products, 3: number of products, 4: number of lines */
				: sprintf( __( 'Lines: %1$s, changed: %2$s, to zero: %3$s, unmatched: %4$s.', 'stockwire' ), number_format_i18n( $run->numbers['lines'] ), $changed, $zeroed, $unmatched ),
			'held'      => __( 'Held by the brake: nothing was written. Look at it and release or discard it.', 'stockwire' ),
			'failed'    => $run->said->silent() ? __( 'It failed.', 'stockwire' ) : $run->said->translated(),
			'discarded' => __( 'It was held and then discarded.', 'stockwire' ),
			default     => __( 'Cancelled. What had been written stays.', 'stockwire' ),
		};
	}

	/**
	 * In the shop's time and format.
	 *
	 * @param string $utc As the database has it.
	 */
	private static function date( string $utc ): string {
		return (string) wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), (int) strtotime( $utc . ' UTC' ) );
	}
}
