<?php
// SPDX-License-Identifier: MIT
// Hashes of every row of the shop; two of them tell what changed beyond what a change of stock may change.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

final class Snapshot {
	/** Tables of ours and of the background, whose rows are looked at elsewhere or come and go by themselves, such as reports on orders. */
	private const LEFT_OUT = '/^(faults_|wp_stockwire_|wp_actionscheduler_|wp_woocommerce_sessions|wp_woocommerce_log|wp_wc_reserved_stock|wp_wc_rate_limits|wp_wc_order_\w*(stats|lookup)|wp_wc_customer_lookup)/';

	/** Options that change by themselves. */
	private const OPTIONS = "option_name NOT LIKE '%transient%' AND option_name NOT IN ('cron', 'stockwire_lease', 'stockwire_tick', 'action_scheduler_lock_async-request-runner', 'stockwire_fetch_due', 'stockwire_fetch_trouble', 'stockwire_overdue_told', 'stockwire_fetch_job', 'stockwire_job', 'stockwire_token_use', 'stockwire_settings', 'stockwire_account', 'wc_pending_batch_processes') AND option_name NOT LIKE 'stockwire\\_%' AND option_name NOT LIKE 'woocommerce\\_%\\_cache%'";

	/** Owner of a row, rows that a change of stock may change, columns that it may change. */
	private const KNOWN = array(
		'wp_posts'                        => array( 'ID', '1', array( 'post_modified', 'post_modified_gmt' ) ),
		'wp_postmeta'                     => array( 'post_id', "meta_key NOT IN ('_stock', '_stock_status', '_price')", array( 'meta_id' ) ),
		'wp_wc_product_meta_lookup'       => array( 'product_id', '1', array( 'stock_quantity', 'stock_status' ) ),
		'wp_wc_product_attributes_lookup' => array( 'product_id', '1', array( 'in_stock' ) ),
		'wp_term_relationships'           => array( 'object_id', 'term_taxonomy_id <> @outofstock', array() ),
		'wp_term_taxonomy'                => array( '0', '1', array( 'count' ) ),
	);

	/** What an order changes of a product besides: how often it was sold. */
	private const SOLD = 'total_sales';

	/** @param array<string, array<int, list<array{string, string, string}>>> $rows table => owner => hash of each row: full, what a push leaves, what an order leaves */
	private function __construct( private readonly array $rows ) {}

	public static function take( \mysqli $db ): self {
		$rows = array();
		$db->query( "SET @outofstock = (SELECT tt.term_taxonomy_id FROM wp_term_taxonomy tt JOIN wp_terms t USING (term_id) WHERE tt.taxonomy = 'product_visibility' AND t.slug = 'outofstock')" );
		foreach ( array_column( $db->query( "SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'" )->fetch_all(), 0 ) as $table ) {
			if ( 1 !== preg_match( self::LEFT_OUT, $table ) ) {
				$rows[ $table ] = self::read( $db, $table );
			}
		}
		return new self( $rows );
	}

	/**
	 * @return array<int, list<array{string, string, string}>>
	 */
	private static function read( \mysqli $db, string $table ): array {
		list( $owner, $lasting, $volatile ) = self::KNOWN[ $table ] ?? array( '0', '1', array() );
		$columns = array_column( $db->query( "SHOW COLUMNS FROM $table" )->fetch_all(), 0 );
		$all     = self::hash( $columns );
		$rest    = self::hash( array_values( array_diff( $columns, $volatile ) ) );
		$unsold  = 'wp_postmeta' === $table ? "IF(meta_key = '" . self::SOLD . "', '', $rest)" : self::hash( array_values( array_diff( $columns, array( ...$volatile, self::SOLD ) ) ) );
		$where   = 'wp_options' === $table ? self::OPTIONS : '1';
		$rows    = array();
		// A shared count belongs to nobody; it is checked against the rows that it counts.
		$all = 'wp_term_taxonomy' === $table ? "IF(term_taxonomy_id = @outofstock, $rest, $all)" : $all;
		foreach ( $db->query( "SELECT $owner, $all, IF($lasting, $rest, ''), IF($lasting, $unsold, '') FROM $table WHERE $where" )->fetch_all() as list( $id, $full, $pushed, $sold ) ) {
			$rows[ (int) $id ][] = array( $full, $pushed, $sold );
		}
		return $rows;
	}

	/** @param list<string> $columns */
	private static function hash( array $columns ): string {
		return 'MD5(CONCAT_WS(0x1f, ' . implode( ', ', array_map( static fn( string $c ): string => "COALESCE(`$c`, 0x00)", $columns ) ) . '))';
	}

	/**
	 * What differs in a later one, but for what these products may have changed.
	 *
	 * @param list<int> $touched  products, variations and their relatives
	 * @param bool      $may_grow orders were placed: rows may have come to tables that hold them, and a product's first save by
	 *                            WooCommerce itself may bring rows that the catalogue's generator leaves to it
	 * @return list<string>
	 */
	public function differences( self $later, array $touched, bool $may_grow ): array {
		$touched = array_flip( $touched );
		$found   = array();
		foreach ( $this->rows + $later->rows as $table => $unused ) {
			$before = $this->rows[ $table ] ?? array();
			$after  = $later->rows[ $table ] ?? array();
			foreach ( $before + $after as $owner => $unused_rows ) {
				$which = isset( $touched[ $owner ] ) && 0 !== $owner ? ( $may_grow ? 2 : 1 ) : 0;
				$was   = self::hashes( $before[ $owner ] ?? array(), $which );
				$is    = self::hashes( $after[ $owner ] ?? array(), $which );
				$gone  = array_diff_assoc( $was, $is );
				$come  = array_diff_assoc( $is, $was );
				if ( array() !== $gone || ( array() !== $come && ! ( $may_grow && ( self::holds_orders( $table, $owner, $before ) || ( 0 !== $which && 'wp_postmeta' === $table ) ) ) ) ) {
					$found[] = sprintf( '%s of %d: %d rows gone, %d new', $table, $owner, count( $gone ), count( $come ) );
				}
			}
		}
		return $found;
	}

	/**
	 * @param array<int, mixed> $before rows by owner
	 */
	private static function holds_orders( string $table, int $owner, array $before ): bool {
		return isset( self::KNOWN[ $table ] ) && 0 !== $owner ? ! isset( $before[ $owner ] ) : 1 === preg_match( '/order|comment|customer|wp_wc_|wp_options/', $table );
	}

	/**
	 * @param list<array{string, string, string}> $rows
	 * @return array<string, int> hash => how often
	 */
	private static function hashes( array $rows, int $which ): array {
		return array_count_values( array_filter( array_column( $rows, $which ) ) );
	}
}
