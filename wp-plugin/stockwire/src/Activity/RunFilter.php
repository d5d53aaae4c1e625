<?php
/**
 * What the owner wants to see of the runs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Activity;

/** A value that knows its SQL. Whatever is asked, only a condition of ours comes out. */
final class RunFilter {

	/**
	 * Takes the choices; '' is no choice.
	 *
	 * @param string $source  Who sent them.
	 * @param string $state   State.
	 * @param string $outcome Runs with at least one such line.
	 * @param string $from    First day in the shop's zone, YYYY-MM-DD.
	 * @param string $to      Last day.
	 * @param bool   $looks   Also those that only looked at what an undo would do.
	 */
	public function __construct(
		public readonly string $source = '',
		public readonly string $state = '',
		public readonly string $outcome = '',
		public readonly string $from = '',
		public readonly string $to = '',
		public readonly bool $looks = true,
	) {}

	/** The condition of the WHERE, all of it prepared. */
	public function condition(): string {
		global $wpdb;
		$parts = array( '1 = 1' );
		if ( '' !== $this->source ) {
			$parts[] = $wpdb->prepare( 'source = %s', $this->source );
		}
		if ( '' !== $this->state ) {
			$parts[] = $wpdb->prepare( 'state = %s', $this->state );
		}
		if ( '' !== $this->outcome ) {
			$parts[] = $wpdb->prepare( 'counts LIKE %s', '%"' . $wpdb->esc_like( $this->outcome ) . '":%' );
		}
		if ( ! $this->looks ) {
			$parts[] = 'NOT ' . Run::LOOK;
		}
		$from = Day::begin( $this->from );
		$end  = Day::end( $this->to );
		if ( null !== $from ) {
			$parts[] = $wpdb->prepare( 'started_at >= %s', $from );
		}
		if ( null !== $end ) {
			$parts[] = $wpdb->prepare( 'started_at < %s', $end );
		}
		return implode( ' AND ', $parts );
	}
}
