<?php
/**
 * Runs as stockwire/v1 and WP-CLI show them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

use Stockwire\Shop\Message;

/**
 * One shape for the list, the state and the answers of the owner's actions.
 *
 * @phpstan-type RunRow array{run: int, source: string, state: string, preview: bool, started_at: ?string, finished_at: ?string, line_count: int,
 *               matched: int, changed: int, zeroed: int, counts: object, undo_of: ?int, error: string}
 */
final class RunRows {

	private const COLUMNS = 'id, source, state, preview, started_at, finished_at, line_count, matched, changed, zeroed, counts, undo_of, error';

	/**
	 * One; null where there is no such run.
	 *
	 * @param int $run Its number.
	 * @phpstan-return ?RunRow
	 */
	public static function find( int $run ): ?array {
		global $wpdb;
		return self::read( (string) $wpdb->prepare( 'WHERE id = %d', $run ) )[0] ?? null;
	}

	/**
	 * A page of them, newest first.
	 *
	 * @param array<string, string> $filter source and state; '' is any.
	 * @param int                   $page   From 1.
	 * @param int                   $size   Of a page.
	 * @phpstan-return array{runs: list<RunRow>, total: int}
	 */
	public static function page( array $filter, int $page, int $size ): array {
		global $wpdb;
		$where = (string) $wpdb->prepare( "WHERE (%s = '' OR source = %s) AND (%s = '' OR state = %s)", $filter['source'] ?? '', $filter['source'] ?? '', $filter['state'] ?? '', $filter['state'] ?? '' );
		return array(
			'runs'  => self::read( $where . (string) $wpdb->prepare( ' ORDER BY id DESC LIMIT %d OFFSET %d', $size, $size * ( $page - 1 ) ) ),
			'total' => (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_runs $where" ), // phpcs:ignore WordPress.DB -- our own table; must be read afresh.
		);
	}

	/**
	 * A time of our tables in RFC 3339.
	 *
	 * @param ?string $time UTC.
	 */
	public static function iso( ?string $time ): ?string {
		return null === $time ? null : str_replace( ' ', 'T', $time ) . 'Z';
	}

	/**
	 * Rows by a condition.
	 *
	 * @param string $where Prepared.
	 * @phpstan-return list<RunRow>
	 */
	private static function read( string $where ): array {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- our own table; must be read afresh.
		$rows = (array) $wpdb->get_results( 'SELECT ' . self::COLUMNS . " FROM {$wpdb->prefix}stockwire_runs $where", ARRAY_A );
		return array_values( array_map( array( self::class, 'row' ), $rows ) );
	}

	/**
	 * One row.
	 *
	 * @param array<string, ?string> $row Of the table.
	 * @phpstan-return RunRow
	 */
	private static function row( array $row ): array {
		$counts = json_decode( (string) $row['counts'], true );
		return array(
			'run'         => (int) $row['id'],
			'source'      => (string) $row['source'],
			'state'       => (string) $row['state'],
			'preview'     => '1' === (string) $row['preview'],
			'started_at'  => self::iso( $row['started_at'] ),
			'finished_at' => self::iso( $row['finished_at'] ),
			'line_count'  => (int) $row['line_count'],
			'matched'     => (int) $row['matched'],
			'changed'     => (int) $row['changed'],
			'zeroed'      => (int) $row['zeroed'],
			'counts'      => (object) ( is_array( $counts ) ? $counts : array() ),
			'undo_of'     => null === $row['undo_of'] ? null : (int) $row['undo_of'],
			'error'       => Message::read( (string) $row['error'] )->text(),
		);
	}
}
