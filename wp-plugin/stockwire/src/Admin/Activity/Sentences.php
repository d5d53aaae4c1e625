<?php
/**
 * Words for what the journal says by codes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin\Activity;

use Stockwire\Shop\Activity\Run;
use Stockwire\Shop\Admin\Show;
use Stockwire\Shop\History\Event;

/** Plain text in the reader's language; a code of tomorrow is shown as it is. */
final class Sentences {

	/** Every outcome that a line may have. */
	public const OUTCOMES = array( 'updated', 'unchanged', 'unmatched', 'ambiguous', 'not_managed', 'opted_out', 'other_warehouse', 'superseded', 'stale', 'collision', 'held', 'invalid' );

	/** Every state that a run may have. */
	public const STATES = array( 'running', 'staging', 'matching', 'trying', 'applying', 'held', 'done', 'failed', 'cancelled', 'discarded' );

	/**
	 * What became of a line.
	 *
	 * @param string $code Its outcome.
	 */
	public static function outcome( string $code ): string {
		return match ( $code ) {
			'updated'         => __( 'Updated', 'stockwire' ),
			'unchanged'       => __( 'Right already', 'stockwire' ),
			'unmatched'       => __( 'No product found', 'stockwire' ),
			'ambiguous'       => __( 'Several products fit', 'stockwire' ),
			'not_managed'     => __( 'Stock not managed', 'stockwire' ),
			'opted_out'       => __( 'Left out by you', 'stockwire' ),
			'other_warehouse' => __( 'Other warehouse', 'stockwire' ),
			'superseded'      => __( 'Overtaken', 'stockwire' ),
			'stale'           => __( 'Left alone', 'stockwire' ),
			'collision'       => __( 'Contradiction', 'stockwire' ),
			'held'            => __( 'Waiting', 'stockwire' ),
			'invalid'         => __( 'Not understood', 'stockwire' ),
			default           => $code,
		};
	}

	/**
	 * What may be said of a line that was only tried.
	 *
	 * @param string $code Its outcome.
	 */
	public static function would_be( string $code ): string {
		return match ( $code ) {
			'updated'   => __( 'Would be updated', 'stockwire' ),
			'unchanged' => __( 'Would stay', 'stockwire' ),
			default     => self::outcome( $code ),
		};
	}

	/**
	 * Where a run comes from.
	 *
	 * @param string $code Its source.
	 */
	public static function source( string $code ): string {
		return match ( $code ) {
			'smartbill' => __( 'Push (SmartBill)', 'stockwire' ),
			'v1'        => __( 'Push', 'stockwire' ),
			'fetch'     => __( 'Fetch', 'stockwire' ),
			'schedule'  => __( 'Scheduled fetch', 'stockwire' ),
			'undo'      => __( 'Undo', 'stockwire' ),
			'recompute' => __( 'Recalculation', 'stockwire' ),
			'inbox'     => __( 'Inbox', 'stockwire' ),
			'cli'       => __( 'Command line', 'stockwire' ),
			default     => $code,
		};
	}

	/**
	 * How a run is.
	 *
	 * @param Run $run The run.
	 */
	public static function state_of( Run $run ): string {
		$state = self::state( $run->state );
		/* translators: %s: state of a run, e.g. "Done" */
		return $run->preview ? sprintf( __( '%s (preview, nothing written)', 'stockwire' ), $state ) : $state;
	}

	/**
	 * The same by its code.
	 *
	 * @param string $code The state.
	 */
	public static function state( string $code ): string {
		return match ( $code ) {
			'running'   => __( 'Running', 'stockwire' ),
			'staging'   => __( 'Being read', 'stockwire' ),
			'matching'  => __( 'Looking for products', 'stockwire' ),
			'trying'    => __( 'Being checked', 'stockwire' ),
			'applying'  => __( 'Being written', 'stockwire' ),
			'held'      => __( 'Held', 'stockwire' ),
			'done'      => __( 'Done', 'stockwire' ),
			'failed'    => __( 'Failed', 'stockwire' ),
			'cancelled' => __( 'Cancelled', 'stockwire' ),
			'discarded' => __( 'Discarded', 'stockwire' ),
			default     => $code,
		};
	}

	/**
	 * A run in a few words: what, from whom.
	 *
	 * @param Run $run The run.
	 */
	public static function run( Run $run ): string {
		$who = self::who( $run );
		/* translators: 1: kind of run, e.g. "Fetch", 2: number of the run, 3: who began it */
		return '' === $who ? sprintf( '%s #%d', self::source( $run->source ), $run->id ) : sprintf( __( '%1$s #%2$d (%3$s)', 'stockwire' ), self::source( $run->source ), $run->id, $who );
	}

	/**
	 * Who is behind a run: the token's name, or a person.
	 *
	 * @param Run $run The run.
	 */
	public static function who( Run $run ): string {
		return '' === $run->label && $run->actor > 0 ? Show::user( $run->actor ) : $run->label;
	}

	/**
	 * Why a run is held.
	 *
	 * @param Run $run The run.
	 */
	public static function held( Run $run ): string {
		return sprintf(
			/* translators: 1: the run, e.g. "Fetch #12", 2: date and time, 3: number of products, 4: number of products */
			__( '%1$s of %2$s is held. Products that it would change: %3$s. Of these to zero or below: %4$s.', 'stockwire' ),
			self::run( $run ),
			Show::time( $run->started ),
			number_format_i18n( $run->changed() ),
			number_format_i18n( $run->zeroed() )
		);
	}

	/**
	 * Counts of lines in one line of text.
	 *
	 * @param array<string, int> $counts By outcome.
	 * @param bool               $tried  Nothing was written.
	 */
	public static function counts( array $counts, bool $tried = false ): string {
		$parts = array();
		foreach ( $counts as $outcome => $count ) {
			$parts[] = ( $tried ? self::would_be( $outcome ) : self::outcome( $outcome ) ) . ': ' . number_format_i18n( $count );
		}
		return implode( ' · ', $parts );
	}

	/**
	 * Who changed a number.
	 *
	 * @param Event $event The change.
	 */
	public static function cause( Event $event ): string {
		if ( $event->run > 0 ) {
			$who = '' === $event->detail && $event->actor > 0 ? Show::user( $event->actor ) : $event->detail;
			/* translators: 1: kind of run, e.g. "Fetch", 2: number of the run */
			return sprintf( __( '%1$s #%2$d', 'stockwire' ), self::source( $event->cause ), $event->run ) . ( '' === $who ? '' : " · $who" );
		}
		$words = match ( $event->cause ) {
			/* translators: %d: number of an order */
			'order'  => sprintf( __( 'Order #%d', 'stockwire' ), $event->reference ),
			'person' => Show::user( $event->actor ),
			/* translators: 1: quantity, 2: quantity */
			Event::UNSEEN => sprintf( __( 'Found %1$s, expected %2$s: it was changed past WooCommerce, as by SQL or another tool.', 'stockwire' ), Show::quantity( $event->after ), Show::quantity( $event->before ) ),
			default  => '' === $event->detail ? __( 'Another program of the shop', 'stockwire' ) : $event->detail,
		};
		$also = array();
		if ( 'order' === $event->cause && $event->actor > 0 ) {
			$also[] = Show::user( $event->actor );
		}
		if ( 'person' === $event->cause && '' !== $event->detail ) {
			$also[] = $event->detail;
		}
		return implode( ' · ', array( $words, ...$also ) );
	}
}
