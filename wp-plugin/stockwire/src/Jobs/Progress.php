<?php
/**
 * How far a run in the background has come, for the page and for whoever asks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

/**
 * Counts are the journal's. The time left is said only where something is known to estimate it by: this stage's own pace, for
 * the stages after it the pace of the last run, and while lines are read the number of them in the last fetch.
 *
 * @phpstan-type Report array{run: int, state: string, running: bool, preview: bool, read: int, matched: int, changed: int, zeroed: int, position: int,
 *               total: int, wait: int, left: ?int, warehouse: string, error: string, text: string}
 */
final class Progress {

	/** Milliseconds of a stage before its own pace is believed. */
	private const TELLING = 3000;

	/**
	 * Of a run.
	 *
	 * @param Run $run The run.
	 * @phpstan-return Report
	 */
	public static function of( Run $run ): array {
		$job    = Job::load();
		$record = $run->id === $job?->record()['run'] ? $job->record() : null;
		$report = array(
			'run'       => $run->id,
			'state'     => $run->state,
			'running'   => $run->unfinished(),
			'preview'   => $run->preview,
			'read'      => $run->numbers['lines'],
			'matched'   => $run->numbers['matched'],
			'changed'   => $run->numbers['changed'],
			'zeroed'    => $run->numbers['zeroed'],
			'position'  => 'staging' === $run->state ? 0 : $run->numbers['position'],
			// Nobody knows how many lines are coming: a bar without an end.
			'total'     => 'staging' === $run->state ? 0 : $run->numbers['lines'],
			'wait'      => $run->numbers['wait'],
			'left'      => null === $record ? null : self::left( $run, $record ),
			'warehouse' => null === $record ? '' : $record['reading'],
			'error'     => $run->said->translated(),
		);
		return $report + array( 'text' => self::text( $report ) );
	}

	/**
	 * Seconds left; null where nobody can know.
	 *
	 * @param Run   $run    The run.
	 * @param array $record Of its job: phases and warehouses.
	 * @phpstan-param array{phases: array<string, int>, warehouses: list<string>, ...} $record
	 */
	private static function left( Run $run, array $record ): ?int {
		$stages  = array( 'staging', ...Run::MOVING );
		$reading = 'staging' === $run->state;
		$total   = $reading ? (int) Stages::expected( $record['warehouses'] ) : $run->numbers['lines'];
		$done    = $reading ? $run->numbers['lines'] : $run->numbers['position'];
		// More came than last time: how many more, nobody knows.
		if ( ! in_array( $run->state, $stages, true ) || 0 === $total || $done > $total || ! isset( $record['phases'][ $run->state ] ) ) {
			return null;
		}
		$known   = get_option( Stages::PACE );
		$known   = is_array( $known ) ? array_map( 'floatval', array_filter( $known, 'is_numeric' ) ) : array();
		$elapsed = (int) ( microtime( true ) * 1000 ) - $record['phases'][ $run->state ];
		$pace    = $done > 0 && $elapsed >= self::TELLING ? $elapsed / $done : ( $known[ $run->state ] ?? null );
		if ( null === $pace ) {
			return null;
		}
		$left = $pace * ( $total - $done );
		foreach ( array_slice( $stages, 1 + (int) array_search( $run->state, $stages, true ) ) as $later ) {
			if ( 'applying' === $later && ! isset( $known[ $later ] ) ) {
				return null;
			}
			$left += ( $known[ $later ] ?? 0.0 ) * $total;
		}
		return (int) ceil( $left / 1000 );
	}

	/**
	 * The same as a sentence.
	 *
	 * @param array<string, mixed> $report Without it.
	 */
	private static function text( array $report ): string {
		$read  = number_format_i18n( $report['read'] );
		$done  = number_format_i18n( $report['position'] );
		$total = number_format_i18n( $report['total'] );
		if ( $report['wait'] > 0 ) {
			/* translators: %s: length of time, e.g. "40 seconds" */
			return trim( $report['error'] . ' ' . sprintf( __( 'The next try follows in %s.', 'stockwire' ), self::duration( $report['wait'] ) ) );
		}
		if ( 'staging' === $report['state'] && '' !== $report['warehouse'] ) {
			/* translators: 1: name of a warehouse, 2: number of lines */
			$text = sprintf( __( 'Reading %1$s. Lines so far: %2$s.', 'stockwire' ), $report['warehouse'], $read );
			return $text . self::time_left( $report['left'] );
		}
		$text = match ( $report['state'] ) {
			'staging'  => __( 'Starting…', 'stockwire' ),
			/* translators: 1: lines done, 2: all lines */
			'matching' => sprintf( __( 'Finding the products: %1$s of %2$s lines.', 'stockwire' ), $done, $total ),
			/* translators: 1: lines done, 2: all lines */
			'trying'   => sprintf( __( 'Counting what would change: %1$s of %2$s lines.', 'stockwire' ), $done, $total ),
			/* translators: 1: lines done, 2: all lines */
			'applying' => sprintf( $report['preview'] ? __( 'Deciding: %1$s of %2$s lines.', 'stockwire' ) : __( 'Writing: %1$s of %2$s lines.', 'stockwire' ), $done, $total ),
			default    => __( 'Finished.', 'stockwire' ),
		};
		return $text . self::time_left( $report['left'] );
	}

	/**
	 * How long it will take, behind what it does; '' where nobody knows.
	 *
	 * @param ?int $seconds Left.
	 */
	private static function time_left( ?int $seconds ): string {
		/* translators: %s: length of time, e.g. "2 minutes" */
		return null === $seconds || $seconds < 1 ? '' : ' ' . sprintf( __( 'About %s left.', 'stockwire' ), self::duration( $seconds ) );
	}

	/**
	 * A length of time.
	 *
	 * @param int $seconds More than 0.
	 */
	private static function duration( int $seconds ): string {
		if ( $seconds < 90 ) {
			/* translators: %d: number of seconds */
			return sprintf( _n( '%d second', '%d seconds', $seconds, 'stockwire' ), $seconds );
		}
		return human_time_diff( 0, $seconds );
	}
}
