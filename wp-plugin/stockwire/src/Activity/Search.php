<?php
/**
 * Finds the lines of any run that speak of a code, a name or a product.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Activity;

/**
 * A product's lines are found by an index, however old they are. What the back office itself wrote, a name of its own beside a
 * code that the shop knows or a code that nobody knows, has none: of that the newest lines are looked through.
 *
 * @phpstan-import-type LineRow from Lines
 */
final class Search {

	/** Products that a search by name looks at, the newest. */
	public const PRODUCTS = 50;

	/** Lines that are looked through for what the back office wrote. */
	public const NEWEST = 200000;

	/**
	 * Products and variations that the text may mean.
	 *
	 * @var list<int>
	 */
	private array $products;

	/** Whether more products have the text in their name. */
	private bool $cut = false;

	/**
	 * Takes what was typed.
	 *
	 * @param string $text  Code, name or part of a name, or a product's number.
	 * @param Lines  $lines Reads them.
	 */
	public function __construct( private readonly string $text, private readonly Lines $lines = new Lines() ) {
		$this->products = $this->family( $this->found() );
	}

	/** Whether more products have the text in their name than are searched. */
	public function cut(): bool {
		return $this->cut;
	}

	/**
	 * A page of the lines, newest run first.
	 *
	 * @param int $limit  How many.
	 * @param int $offset Leaving out as many.
	 * @return list<LineRow>
	 */
	public function page( int $limit, int $offset ): array {
		global $wpdb;
		$end   = $wpdb->prepare( 'ORDER BY run_id DESC, line LIMIT %d', $limit + $offset );
		$from  = 'SELECT ' . Lines::COLUMNS . " FROM {$wpdb->prefix}stockwire_lines";
		$ids   = implode( ',', $this->products );
		$words = $wpdb->prepare( 'code = %s OR name ', $this->text ) . ( $this->long() ? $wpdb->prepare( 'LIKE %s', '%' . $wpdb->esc_like( $this->text ) . '%' ) : $wpdb->prepare( '= %s', $this->text ) );
		// What found no holder lies together at the beginning of the index.
		$none  = $wpdb->prepare( 'holder_id IS NULL AND run_id >= %d', $this->oldest_without_holder() ) . " AND ($words" . ( '' === $ids ? ')' : " OR product_id IN ($ids))" );
		$other = $wpdb->prepare( 'holder_id IS NOT NULL AND run_id >= %d', $this->oldest() ) . " AND ($words)" . ( '' === $ids ? '' : " AND holder_id NOT IN ($ids)" );
		$parts = array( "($from WHERE $none $end)", "($from FORCE INDEX (PRIMARY) WHERE $other $end)" );
		if ( '' !== $ids ) {
			$parts[] = "($from WHERE holder_id IN ($ids) $end)";
		}
		return $this->lines->read( implode( ' UNION ALL ', $parts ) . $wpdb->prepare( ' ORDER BY run_id DESC, line LIMIT %d OFFSET %d', $limit, $offset ) );
	}

	/**
	 * The runs among those of some lines that wrote nothing: previews, shadow mode, looks at an undo.
	 *
	 * @param list<LineRow> $lines Of a page.
	 * @return list<int>
	 */
	public function tried( array $lines ): array {
		global $wpdb;
		$runs = implode( ',', array_unique( array_map( static fn( array $line ): int => (int) $line['run_id'], $lines ) ) );
		return '' === $runs ? array() : array_values( array_map( 'intval', $wpdb->get_col( "SELECT id FROM {$wpdb->prefix}stockwire_runs WHERE id IN ($runs) AND preview = 1" ) ) ); // phpcs:ignore WordPress.DB -- our own table; integers.
	}

	/** Whether it says enough for a part of a name. */
	private function long(): bool {
		return mb_strlen( $this->text, 'UTF-8' ) > 2;
	}

	/** The run in which the newest lines without a holder begin. */
	private function oldest_without_holder(): int {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- our own table, by its index alone.
		return (int) $wpdb->get_var( $wpdb->prepare( "SELECT run_id FROM {$wpdb->prefix}stockwire_lines WHERE holder_id IS NULL ORDER BY run_id DESC LIMIT 1 OFFSET %d", self::NEWEST ) );
	}

	/** The run in which the newest lines begin, counted by what the runs say of themselves. */
	private function oldest(): int {
		global $wpdb;
		$sql = "SELECT id FROM (SELECT id, SUM(line_count) OVER (ORDER BY id DESC) AS so_far FROM {$wpdb->prefix}stockwire_runs) r WHERE so_far >= %d ORDER BY id DESC LIMIT 1";
		return (int) $wpdb->get_var( $wpdb->prepare( $sql, self::NEWEST ) ); // phpcs:ignore WordPress.DB -- our own table.
	}

	/**
	 * Products by number, code, a link of the inbox, or name.
	 *
	 * @return list<int>
	 */
	private function found(): array {
		global $wpdb;
		// phpcs:disable WordPress.DB -- lookups by index that no API has; the last one is bounded.
		$found = $wpdb->get_col( $wpdb->prepare( "SELECT product_id FROM {$wpdb->prefix}wc_product_meta_lookup WHERE sku = %s LIMIT %d", $this->text, self::PRODUCTS ) );
		$found = array_merge( $found, $wpdb->get_col( $wpdb->prepare( "SELECT product_id FROM {$wpdb->prefix}stockwire_links WHERE kind = 0 AND text = %s AND product_id IS NOT NULL LIMIT %d", $this->text, self::PRODUCTS ) ) );
		if ( 1 === preg_match( '/^#?([0-9]{1,18})\z/', $this->text, $number ) ) {
			$found[] = $number[1];
		}
		if ( array() === $found || $this->long() ) {
			$named     = $wpdb->get_col( $wpdb->prepare( "SELECT ID FROM {$wpdb->posts} WHERE post_type IN ('product', 'product_variation') AND post_title LIKE %s ORDER BY ID DESC LIMIT %d", '%' . $wpdb->esc_like( $this->text ) . '%', self::PRODUCTS + 1 ) );
			$this->cut = count( $named ) > self::PRODUCTS;
			$found     = array_merge( $found, array_slice( $named, 0, self::PRODUCTS ) );
		}
		// phpcs:enable
		return array_values( array_unique( array_map( 'intval', $found ) ) );
	}

	/**
	 * A variation's number may be kept by its parent, and a product's by its variations.
	 *
	 * @param list<int> $ids Products and variations.
	 * @return list<int>
	 */
	private function family( array $ids ): array {
		global $wpdb;
		if ( array() === $ids ) {
			return array();
		}
		$in     = implode( ',', $ids );
		$family = $wpdb->get_col( "SELECT ID FROM {$wpdb->posts} WHERE post_parent IN ($in) AND post_type = 'product_variation' UNION SELECT post_parent FROM {$wpdb->posts} WHERE ID IN ($in) AND post_type = 'product_variation'" ); // phpcs:ignore WordPress.DB -- numbers only.
		return array_values( array_unique( array_merge( $ids, array_map( 'intval', $family ) ) ) );
	}
}
