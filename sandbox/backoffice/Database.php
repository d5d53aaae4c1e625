<?php
// SPDX-License-Identifier: MIT
// Reads the sandbox's shop straight from its tables, without WordPress, so that nothing of ours can colour what is seen.

declare(strict_types=1);

namespace Stockwire\Sandbox;

use mysqli;

final class Database {
	private mysqli $connection;

	public function __construct() {
		mysqli_report( MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT );
		$this->connection = new mysqli( 'localhost', self::env( 'DB_USER' ), self::env( 'DB_PASSWORD' ), self::env( 'DB_NAME' ), 0, self::env( 'DB_SOCKET' ) );
		$this->connection->set_charset( 'utf8mb4' );
	}

	private static function env( string $name ): string {
		return getenv( $name ) ?: throw new \RuntimeException( "$name is missing: start this with sandbox/php." );
	}

	/** @return list<array<string, ?string>> */
	public function rows( string $sql ): array {
		$result = $this->connection->query( $sql );
		return is_bool( $result ) ? array() : $result->fetch_all( MYSQLI_ASSOC );
	}

	/**
	 * Every product and variation that is not in the trash.
	 *
	 * @return array<int, array{id: int, sku: string, title: string, status: string, managed: bool, stock: ?string, lookup: ?string, stock_status: string, lookup_status: string, hidden: bool}>
	 */
	public function products(): array {
		$products = array();
		$found    = $this->rows(
			"SELECT p.ID, p.post_title, p.post_status, p.post_type, COALESCE(l.sku, '') sku, l.stock_quantity, l.stock_status lookup_status,
				(SELECT meta_value FROM wp_postmeta m WHERE m.post_id = p.ID AND m.meta_key = '_manage_stock') managed,
				(SELECT meta_value FROM wp_postmeta m WHERE m.post_id = p.ID AND m.meta_key = '_stock') stock,
				(SELECT meta_value FROM wp_postmeta m WHERE m.post_id = p.ID AND m.meta_key = '_stock_status') stock_status,
				EXISTS (SELECT 1 FROM wp_term_relationships r JOIN wp_term_taxonomy x USING (term_taxonomy_id) JOIN wp_terms t USING (term_id)
					WHERE r.object_id = p.ID AND x.taxonomy = 'product_visibility' AND t.slug = 'outofstock') hidden
			FROM wp_posts p LEFT JOIN wp_wc_product_meta_lookup l ON l.product_id = p.ID
			WHERE p.post_type IN ('product', 'product_variation') AND p.post_status <> 'trash' ORDER BY p.ID"
		);
		foreach ( $found as $row ) {
			$products[ (int) $row['ID'] ] = array(
				'id'            => (int) $row['ID'],
				'sku'           => (string) $row['sku'],
				'title'         => (string) $row['post_title'],
				'status'        => (string) $row['post_status'],
				'managed'       => 'yes' === $row['managed'],
				'stock'         => $row['stock'],
				'lookup'        => $row['stock_quantity'],
				'stock_status'  => (string) $row['stock_status'],
				'lookup_status' => (string) $row['lookup_status'],
				'hidden'        => (bool) $row['hidden'],
			);
		}
		return $products;
	}
}
