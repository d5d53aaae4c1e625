<?php
/**
 * Reads the inbox: each unknown code or name once, whatever the number of warehouses that sent it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Inbox;

/** The engine writes the table; this reads it, and forgets what was settled. */
final class Entries {

	public const PAGE = 20;

	/** After so many pages full of entries that products carry by now, the rest waits for the next showing. */
	private const ROUNDS = 10;

	/**
	 * Takes what tells which entries are settled.
	 *
	 * @param Known $known Looks for products that carry the code or name by now.
	 * @param int   $size  Entries of a page.
	 */
	public function __construct( private readonly Known $known = new Known(), private readonly int $size = self::PAGE ) {}

	/**
	 * A page of entries, newest first; the last one, where there are fewer. Those that a product carries by now are forgotten on the way.
	 *
	 * @param string $search A part of code or name; '' for all.
	 * @param int    $page   From 1.
	 * @return array{entries: list<Entry>, total: int}
	 */
	public function page( string $search, int $page ): array {
		$entries = array();
		$settled = array();
		for ( $round = 0; $round < self::ROUNDS; $round++ ) {
			$entries = $this->read( $search, max( 1, $page ) );
			$settled = $this->known->among( $entries );
			array_map( array( $this, 'forget' ), $settled );
			if ( array() === $settled ) {
				break;
			}
		}
		$total = $this->count( $search );
		$last  = (int) ceil( $total / $this->size );
		if ( array() === $entries && $page > $last && $last > 0 ) {
			return $this->page( $search, $last );
		}
		return array(
			'entries' => array_values( array_filter( $entries, static fn( Entry $entry ): bool => ! in_array( $entry, $settled, true ) ) ),
			'total'   => $total,
		);
	}

	/**
	 * One entry; null where it is gone.
	 *
	 * @param int    $kind Its kind.
	 * @param string $hash Its hash.
	 */
	public function find( int $kind, string $hash ): ?Entry {
		return $this->build( array( array( $kind, $hash ) ) )[0] ?? null;
	}

	/**
	 * How many there are.
	 *
	 * @param string $search A part of code or name; '' for all.
	 */
	public function count( string $search = '' ): int {
		global $wpdb;
		return (int) $wpdb->get_var( 'SELECT COUNT(DISTINCT u.kind, u.hash) ' . self::from( $search ) ); // phpcs:ignore WordPress.DB -- our own tables; prepared in from().
	}

	/**
	 * Takes an entry out.
	 *
	 * @param Entry $entry It.
	 */
	public function forget( Entry $entry ): void {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- our own table.
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}stockwire_unmatched WHERE kind = %d AND hash = UNHEX(%s)", $entry->kind, $entry->hash ) );
	}

	/**
	 * The entries of a page.
	 *
	 * @param string $search A part of code or name.
	 * @param int    $page   From 1.
	 * @return list<Entry>
	 */
	private function read( string $search, int $page ): array {
		global $wpdb;
		// phpcs:disable WordPress.DB -- our own tables; prepared in from().
		$order = $wpdb->prepare( ' GROUP BY u.kind, u.hash ORDER BY MAX(u.last_seen) DESC, u.kind, u.hash LIMIT %d OFFSET %d', $this->size, ( $page - 1 ) * $this->size );
		$rows  = (array) $wpdb->get_results( 'SELECT u.kind, LOWER(HEX(u.hash)) AS hash ' . self::from( $search ) . $order, ARRAY_A );
		// phpcs:enable
		return $this->build( array_values( array_map( static fn( array $row ): array => array( (int) $row['kind'], (string) $row['hash'] ), $rows ) ) );
	}

	/**
	 * The statement's part that both the page and its count need. What is ignored stays out of sight.
	 *
	 * @param string $search A part of code or name.
	 */
	private static function from( string $search ): string {
		global $wpdb;
		$sql = "FROM {$wpdb->prefix}stockwire_unmatched u LEFT JOIN {$wpdb->prefix}stockwire_links i ON i.kind = u.kind AND i.hash = u.hash AND i.state = 'ignored' WHERE i.kind IS NULL";
		if ( '' === $search ) {
			return $sql;
		}
		$like = '%' . $wpdb->esc_like( $search ) . '%';
		// The column compares by bytes; a person who searches does not.
		return $sql . (string) $wpdb->prepare( ' AND (u.code COLLATE utf8mb4_unicode_520_ci LIKE %s OR u.name COLLATE utf8mb4_unicode_520_ci LIKE %s)', $like, $like );
	}

	/**
	 * Entries from their rows, in the order of the keys.
	 *
	 * @param list<array{int, string}> $keys Kind and hash.
	 * @return list<Entry>
	 */
	private function build( array $keys ): array {
		global $wpdb;
		if ( array() === $keys ) {
			return array();
		}
		$in = implode( ',', array_map( static fn( array $key ): string => (string) $wpdb->prepare( '(%d,UNHEX(%s))', $key[0], $key[1] ), $keys ) );
		// phpcs:ignore WordPress.DB -- our own table; prepared above.
		$rows   = (array) $wpdb->get_results( "SELECT kind, LOWER(HEX(hash)) AS hash, label, code, name, quantity, times, last_seen, run_id FROM {$wpdb->prefix}stockwire_unmatched WHERE (kind, hash) IN ($in) ORDER BY last_seen DESC, label", ARRAY_A );
		$groups = array();
		foreach ( $rows as $row ) {
			$groups[ $row['kind'] . '-' . $row['hash'] ][] = $row;
		}
		$entries = array();
		foreach ( $keys as list( $kind, $hash ) ) {
			$group = $groups[ "$kind-$hash" ] ?? array();
			if ( array() !== $group ) {
				$entries[] = self::entry( $kind, $hash, $group );
			}
		}
		return $entries;
	}

	/**
	 * One entry from its rows, the newest first.
	 *
	 * @param int                                   $kind Its kind.
	 * @param string                                $hash Its hash.
	 * @param non-empty-list<array<string, string>> $rows One a warehouse.
	 */
	private static function entry( int $kind, string $hash, array $rows ): Entry {
		$waiting = array_map(
			static fn( array $row ): array => array(
				'warehouse' => (string) $row['label'],
				'quantity'  => (string) $row['quantity'],
				'last_seen' => (string) $row['last_seen'],
				'run'       => (int) $row['run_id'],
			),
			$rows
		);
		return new Entry( $kind, $hash, (string) $rows[0]['code'], (string) $rows[0]['name'], (int) array_sum( array_column( $rows, 'times' ) ), (string) $rows[0]['last_seen'], $waiting );
	}
}
