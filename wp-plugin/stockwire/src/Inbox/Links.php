<?php
/**
 * What the owner said of codes and names: linked to a product, ignored, or formerly a product's SKU.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Inbox;

/**
 * The engine reads them when no SKU and no name of the shop matches.
 *
 * @phpstan-type Link array{kind: int, hash: string, state: string, product: int, text: string, actor: int, made_at: string}
 */
final class Links {

	public const LINKED  = 'linked';
	public const IGNORED = 'ignored';
	public const FORMER  = 'former';

	public const PAGE = 20;

	/**
	 * Remembers the owner's word; a later one takes the place of an earlier.
	 *
	 * @param Entry  $entry   What it is about.
	 * @param string $state   LINKED or IGNORED.
	 * @param int    $product 0 where none is meant.
	 */
	public function put( Entry $entry, string $state, int $product = 0 ): void {
		global $wpdb;
		$sql = "INSERT INTO {$wpdb->prefix}stockwire_links (kind, hash, state, product_id, text, actor, made_at) VALUES (%d, UNHEX(%s), %s, NULLIF(%d, 0), %s, %d, UTC_TIMESTAMP(6)) ON DUPLICATE KEY UPDATE state = VALUES(state), product_id = VALUES(product_id), text = VALUES(text), actor = VALUES(actor), made_at = VALUES(made_at)";
		// phpcs:ignore WordPress.DB -- our own table.
		$wpdb->query( $wpdb->prepare( $sql, $entry->kind, $entry->hash, $state, $product, self::cut( $entry->text() ), get_current_user_id() ) );
	}

	/**
	 * Remembers an SKU that a product had. What the owner said of the code stays.
	 *
	 * @param string $hash    Of the code.
	 * @param string $code    The SKU.
	 * @param int    $product Its product.
	 * @return bool False where the code has another meaning already.
	 */
	public function put_former( string $hash, string $code, int $product ): bool {
		global $wpdb;
		$sql = "INSERT INTO {$wpdb->prefix}stockwire_links (kind, hash, state, product_id, text, actor, made_at) VALUES (0, UNHEX(%s), 'former', %d, %s, %d, UTC_TIMESTAMP(6)) ON DUPLICATE KEY UPDATE product_id = IF(state = 'former', VALUES(product_id), product_id), actor = IF(state = 'former', VALUES(actor), actor), made_at = IF(state = 'former', VALUES(made_at), made_at)";
		// phpcs:ignore WordPress.DB -- our own table.
		$wpdb->query( $wpdb->prepare( $sql, $hash, $product, self::cut( $code ), get_current_user_id() ) );
		$link = $this->find( 0, $hash );
		return null !== $link && self::FORMER === $link['state'];
	}

	/**
	 * Forgets one.
	 *
	 * @param int     $kind  Its kind.
	 * @param string  $hash  Its hash.
	 * @param ?string $state Only where it is in this state.
	 * @return bool False where there was none.
	 */
	public function remove( int $kind, string $hash, ?string $state = null ): bool {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- our own table.
		return 0 < (int) $wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}stockwire_links WHERE kind = %d AND hash = UNHEX(%s) AND (%s = '' OR state = %s)", $kind, $hash, (string) $state, (string) $state ) );
	}

	/**
	 * Forgets what was said of a product that is gone.
	 *
	 * @param int $product Its id.
	 */
	public function remove_product( int $product ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->prefix}stockwire_links WHERE product_id = %d", $product ) ); // phpcs:ignore WordPress.DB -- our own table.
	}

	/**
	 * One; null where nothing was said.
	 *
	 * @param int    $kind Its kind.
	 * @param string $hash Its hash.
	 * @phpstan-return ?Link
	 */
	public function find( int $kind, string $hash ): ?array {
		global $wpdb;
		return self::rows( (string) $wpdb->prepare( 'WHERE kind = %d AND hash = UNHEX(%s)', $kind, $hash ) )[0] ?? null;
	}

	/**
	 * All of one product, former SKUs first.
	 *
	 * @param int $product Its id.
	 * @phpstan-return list<Link>
	 */
	public function of_product( int $product ): array {
		global $wpdb;
		return self::rows( (string) $wpdb->prepare( 'WHERE product_id = %d ORDER BY state, text LIMIT %d', $product, self::PAGE ) );
	}

	/**
	 * A page of those that are ignored, or of those that mean a product; newest first.
	 *
	 * @param bool   $ignored Which of the two.
	 * @param string $search  A part of the text; '' for all.
	 * @param int    $page    From 1.
	 * @phpstan-return array{links: list<Link>, total: int}
	 */
	public function page( bool $ignored, string $search, int $page ): array {
		global $wpdb;
		$where = $ignored ? "WHERE state = 'ignored'" : "WHERE state IN ('linked','former')";
		if ( '' !== $search ) {
			$where .= (string) $wpdb->prepare( ' AND text COLLATE utf8mb4_unicode_520_ci LIKE %s', '%' . $wpdb->esc_like( $search ) . '%' );
		}
		$total = (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_links $where" ); // phpcs:ignore WordPress.DB -- our own table.
		// The last page, where there are fewer.
		$page = max( 1, min( $page, (int) ceil( $total / self::PAGE ) ) );
		return array(
			'links' => self::rows( $where . (string) $wpdb->prepare( ' ORDER BY made_at DESC, kind, hash LIMIT %d OFFSET %d', self::PAGE, self::PAGE * ( $page - 1 ) ) ),
			'total' => $total,
		);
	}

	/**
	 * Rows by a condition.
	 *
	 * @param string $where Prepared.
	 * @phpstan-return list<Link>
	 */
	private static function rows( string $where ): array {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- our own table.
		$rows = (array) $wpdb->get_results( "SELECT kind, LOWER(HEX(hash)) AS hash, state, product_id, text, actor, made_at FROM {$wpdb->prefix}stockwire_links $where", ARRAY_A );
		return array_map(
			static fn( array $row ): array => array(
				'kind'    => (int) $row['kind'],
				'hash'    => (string) $row['hash'],
				'state'   => (string) $row['state'],
				'product' => (int) $row['product_id'],
				'text'    => (string) $row['text'],
				'actor'   => (int) $row['actor'],
				'made_at' => (string) $row['made_at'],
			),
			array_values( $rows )
		);
	}

	/**
	 * As long as the column.
	 *
	 * @param string $text What was said something of.
	 */
	private static function cut( string $text ): string {
		return mb_substr( $text, 0, 1000, 'UTF-8' );
	}
}
