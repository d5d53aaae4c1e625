<?php
/**
 * Says on the Inbox page what became of the last form: of a link also what it did to the shop's numbers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Admin\Activity\Sentences;
use Stockwire\Shop\Jobs\Run;
use Stockwire\Shop\Reasons;

/** Read from the journal: it holds what was done, not what was meant. */
final class InboxDone {

	/** An entry may wait in many warehouses; the receipt has them all. */
	private const LINES = 10;

	/**
	 * Prints it.
	 *
	 * @param string $done Key of the sentence.
	 * @param int    $run  The run that applied the quantities; 0 where there was none.
	 */
	public static function say( string $done, int $run ): void {
		$sentences = array(
			'linked'    => 0 === $run ? __( 'Linked. The link is switched off, so no number was changed; the next push after switching it on brings them.', 'stockwire' ) : __( 'Linked, from now on and for the quantities that were waiting.', 'stockwire' ),
			'ignored'   => __( 'Ignored. It will not come back to this list.', 'stockwire' ),
			'unignored' => __( 'Not ignored any more. It comes back when the back office sends it again.', 'stockwire' ),
			'unlinked'  => __( 'Link removed. The product keeps its number; the next push asks again.', 'stockwire' ),
		);
		if ( ! isset( $sentences[ $done ] ) ) {
			return;
		}
		echo '<div class="notice notice-success inline" role="status"><p>' . esc_html( $sentences[ $done ] ) . '</p>';
		if ( 'linked' === $done && 0 < $run ) {
			self::lines( $run );
		}
		echo '</div>';
		self::warn( 'linked' === $done ? $run : 0 );
	}

	/**
	 * What became of the waiting quantities.
	 *
	 * @param int $run The run.
	 */
	private static function lines( int $run ): void {
		global $wpdb;
		// phpcs:disable WordPress.DB -- our own tables; must be read afresh.
		$found = $wpdb->get_row( $wpdb->prepare( "SELECT state, preview FROM {$wpdb->prefix}stockwire_runs WHERE id = %d AND source = 'inbox'", $run ), ARRAY_A );
		$state = (string) ( $found['state'] ?? '' );
		$tried = '1' === (string) ( $found['preview'] ?? '' );
		$rows  = '' === $state ? array() : (array) $wpdb->get_results( $wpdb->prepare( "SELECT warehouse, quantity, outcome, reason, detail, old_quantity, new_quantity FROM {$wpdb->prefix}stockwire_lines WHERE run_id = %d ORDER BY line LIMIT %d", $run, self::LINES ), ARRAY_A );
		// phpcs:enable
		if ( 'held' === $state ) {
			echo '<p>' . esc_html__( 'The run is held, since it would take many products to zero: release or discard it under Activity.', 'stockwire' ) . '</p>';
		}
		if ( in_array( $state, Run::MOVING, true ) ) {
			echo '<p>' . esc_html__( 'The quantities are applied in the background, as soon as what is under way has ended.', 'stockwire' ) . '</p>';
		}
		if ( $tried ) {
			echo '<p>' . esc_html__( 'Shadow mode is on: nothing is written.', 'stockwire' ) . '</p>';
		}
		if ( array() === $rows ) {
			return;
		}
		echo '<ul>';
		foreach ( $rows as $row ) {
			echo '<li><bdi>' . esc_html( (string) $row['warehouse'] ) . '</bdi>: ' . esc_html( Show::quantity( $row['quantity'] ) . '. ' . self::became( $row, $tried ) . self::moved( $row ) ) . '</li>';
		}
		echo '</ul>';
	}

	/**
	 * Two codes of one product in one push would stop each other: neither is applied.
	 *
	 * @param int $run The run that applied the quantities; 0 where there was none.
	 */
	private static function warn( int $run ): void {
		global $wpdb;
		$lines = $wpdb->prefix . 'stockwire_lines';
		// phpcs:ignore WordPress.DB -- our own tables, by their keys; must be read afresh.
		$code = $wpdb->get_var( $wpdb->prepare( "SELECT o.code FROM $lines n JOIN {$wpdb->prefix}stockwire_runs t ON t.id = n.run_id AND t.source = 'inbox' JOIN $lines o ON o.holder_id = n.holder_id AND o.run_id < n.run_id AND o.product_id = n.product_id AND o.warehouse = n.warehouse AND o.code NOT IN (n.code, '') JOIN {$wpdb->prefix}stockwire_runs r ON r.id = o.run_id AND r.preview = 0 AND r.started_at > UTC_TIMESTAMP(6) - INTERVAL 30 DAY WHERE n.run_id = %d AND n.outcome IN ('updated','unchanged') ORDER BY o.run_id DESC LIMIT 1", $run ) );
		if ( is_string( $code ) ) {
			/* translators: %s: a code */
			Html::notice( 'warning', sprintf( __( 'The back office has sent this product as %s, too. If it sends both at once, neither is applied: then unlink one, or correct it in the back office.', 'stockwire' ), InboxTable::visible( $code ) ) );
		}
	}

	/**
	 * What became of a line, or would have.
	 *
	 * @param array<string, ?string> $row   Of the journal.
	 * @param bool                   $tried Nothing was written.
	 */
	private static function became( array $row, bool $tried ): string {
		return $tried && in_array( $row['outcome'], array( 'updated', 'unchanged' ), true ) ? Sentences::would_be( $row['outcome'] ) . '.' : Reasons::translated_of( $row );
	}

	/**
	 * From what to what the shop's number went.
	 *
	 * @param array<string, ?string> $row Of the journal.
	 */
	private static function moved( array $row ): string {
		if ( null === $row['new_quantity'] || $row['new_quantity'] === $row['old_quantity'] ) {
			return '';
		}
		/* translators: 1: stock before, 2: stock after */
		return ' ' . sprintf( __( 'Shop: %1$s → %2$s.', 'stockwire' ), Show::quantity( $row['old_quantity'] ), Show::quantity( $row['new_quantity'] ) );
	}
}
