<?php
/**
 * Which followed products the back office ever spoke of, and how long ago.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

/**
 * A followed product is one that keeps a stock number and is not left out by the owner; it is confirmed when a followed
 * warehouse has told its level. One statement over WooCommerce's lookup table, in which only managed products have a number.
 *
 * @phpstan-type CoverageRow array{id: string, sku: ?string, quantity: string, confirmed: ?string}
 */
final class Coverage {

	/** Filters: all, never confirmed, confirmed longer ago than STALE_DAYS, the rest. */
	public const FILTERS = array( 'all', 'never', 'old', 'fresh' );

	/** Days after which a number is called old. */
	public const STALE_DAYS = 30;

	/**
	 * Takes the warehouses.
	 *
	 * @param list<string> $warehouses Followed ones, as the owner wrote them.
	 */
	public function __construct( private readonly array $warehouses ) {}

	/**
	 * The whole in four facts.
	 *
	 * @return array{followed: int, confirmed: int, oldest: ?string} oldest: UTC.
	 */
	public function summary(): array {
		global $wpdb;
		$row = $wpdb->get_row( 'SELECT COUNT(*) AS followed, COUNT(c.confirmed) AS confirmed, MIN(c.confirmed) AS oldest ' . $this->from(), ARRAY_A ); // phpcs:ignore WordPress.DB -- prepared below.
		return array(
			'followed'  => (int) ( $row['followed'] ?? 0 ),
			'confirmed' => (int) ( $row['confirmed'] ?? 0 ),
			'oldest'    => $row['oldest'] ?? null,
		);
	}

	/**
	 * A page of products.
	 *
	 * @param string $filter  One of FILTERS.
	 * @param bool   $newest  The newest first; else the never confirmed ones, then the oldest.
	 * @param int    $limit   How many.
	 * @param int    $offset  Leaving out as many.
	 * @return list<CoverageRow>
	 */
	public function page( string $filter, bool $newest, int $limit, int $offset ): array {
		global $wpdb;
		$order = $newest ? 'c.confirmed DESC, k.product_id DESC' : 'c.confirmed, k.product_id';
		/**
		 * The columns are what comes. NULL sorts first.
		 *
		 * @phpstan-var list<CoverageRow>|null $rows
		 */
		$rows = $wpdb->get_results( 'SELECT k.product_id AS id, k.sku, k.stock_quantity AS quantity, c.confirmed ' . $this->from() . self::condition( $filter ) . $wpdb->prepare( " ORDER BY $order LIMIT %d OFFSET %d", $limit, $offset ), ARRAY_A ); // phpcs:ignore WordPress.DB -- constants and prepared parts.
		return is_array( $rows ) ? $rows : array();
	}

	/**
	 * How many products fit.
	 *
	 * @param string $filter One of FILTERS.
	 */
	public function count( string $filter ): int {
		global $wpdb;
		return (int) $wpdb->get_var( 'SELECT COUNT(*) ' . $this->from() . self::condition( $filter ) ); // phpcs:ignore WordPress.DB -- constants and prepared parts.
	}

	/**
	 * Followed products beside when they were confirmed.
	 *
	 * A product that is left out leaves its variations out, too, as the engine has it.
	 */
	public function from(): string {
		global $wpdb;
		$which = Warehouses::condition( $this->warehouses );
		$types = array_filter( array_map( static fn( string $type ): int => (int) ( get_term_by( 'slug', $type, 'product_type' )->term_taxonomy_id ?? 0 ), array( 'external', 'grouped' ) ) );
		$typed = array() === $types ? '' : " AND NOT EXISTS (SELECT 1 FROM {$wpdb->term_relationships} t WHERE t.object_id = k.product_id AND t.term_taxonomy_id IN (" . implode( ',', $types ) . '))';
		// Read once each, whatever their number: a question a product would be slow where many are left out.
		$out = "SELECT o.post_id FROM {$wpdb->postmeta} o WHERE o.meta_key = '_stockwire_follow' AND o.meta_value = 'no'";
		return "FROM {$wpdb->prefix}wc_product_meta_lookup k
			JOIN {$wpdb->posts} p ON p.ID = k.product_id AND p.post_type IN ('product', 'product_variation') AND p.post_status NOT IN ('trash', 'auto-draft')
			LEFT JOIN (SELECT holder_id, MAX(updated_at) AS confirmed FROM {$wpdb->prefix}stockwire_levels WHERE $which GROUP BY holder_id) c ON c.holder_id = k.product_id
			WHERE k.stock_quantity IS NOT NULL
			AND p.ID NOT IN ($out) AND p.post_parent NOT IN ($out)$typed";
	}

	/**
	 * The condition of a filter.
	 *
	 * @param string $filter One of FILTERS.
	 */
	private static function condition( string $filter ): string {
		$edge = 'UTC_TIMESTAMP(6) - INTERVAL ' . self::STALE_DAYS . ' DAY';
		return match ( $filter ) {
			'never' => ' AND c.confirmed IS NULL',
			'old'   => " AND c.confirmed < $edge",
			'fresh' => " AND c.confirmed >= $edge",
			default => '',
		};
	}
}
