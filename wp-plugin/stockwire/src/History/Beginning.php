<?php
/**
 * Since when changes of stock are written down.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\History;

use Stockwire\Shop\Settings;

/** Of what was before nobody knows whether it changed. */
final class Beginning {

	/** When the tables were made: UTC. */
	public const OPTION = 'stockwire_history_since';

	/** The tables are there: what changes from now on is written down. A shop that had them before keeps its first change. */
	public static function keep(): void {
		add_option( self::OPTION, self::first() ?? gmdate( 'Y-m-d H:i:s' ), '', false );
	}

	/** UTC; what is older was never written down, or is not kept any more. Null where nobody knows. */
	public static function at(): ?string {
		$since = get_option( self::OPTION );
		$since = is_string( $since ) ? $since : self::first();
		$days  = (int) Settings::load()->get( 'retention' );
		$kept  = 0 === $days ? '' : gmdate( 'Y-m-d H:i:s', time() - $days * DAY_IN_SECONDS );
		return null === $since ? null : max( $since, $kept );
	}

	/** The first thing that is known. */
	private static function first(): ?string {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- our own tables, by their indexes.
		$times = array_filter( array( $wpdb->get_var( "SELECT MIN(at) FROM {$wpdb->prefix}stockwire_history" ), $wpdb->get_var( "SELECT MIN(started_at) FROM {$wpdb->prefix}stockwire_runs" ) ) );
		return array() === $times ? null : substr( (string) min( $times ), 0, 19 );
	}
}
