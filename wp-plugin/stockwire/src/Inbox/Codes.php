<?php
/**
 * Finds products by codes: set-wise, by index.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Inbox;

use Stockwire\Names;

/** Only products and variations that are neither in the trash nor empty drafts count. */
final class Codes {

	private const ALIVE = "p.post_type IN ('product','product_variation') AND p.post_status NOT IN ('trash','auto-draft')";

	/**
	 * The products that carry these SKUs, but for the letters' case.
	 *
	 * @param list<string> $codes Some.
	 * @return array<string, list<int>> Code in lower case => products.
	 */
	public static function carried( array $codes ): array {
		global $wpdb;
		$codes = array_values( array_filter( array_unique( $codes ), static fn( string $code ): bool => '' !== $code ) );
		if ( array() === $codes ) {
			return array();
		}
		$marks = implode( ',', array_fill( 0, count( $codes ), '%s' ) );
		// phpcs:ignore WordPress.DB -- one look-up by index.
		$rows   = (array) $wpdb->get_results( $wpdb->prepare( "SELECT l.product_id, l.sku FROM {$wpdb->prefix}wc_product_meta_lookup l JOIN {$wpdb->posts} p ON p.ID = l.product_id WHERE l.sku IN ($marks) AND " . self::ALIVE, $codes ), ARRAY_A );
		$wanted = array();
		foreach ( $codes as $code ) {
			$wanted[ mb_strtolower( $code, 'UTF-8' ) ] = true;
		}
		$found = array();
		foreach ( $rows as $row ) {
			// The table's collation also joins accents and signs, which makes other codes.
			$sku = mb_strtolower( trim( (string) $row['sku'] ), 'UTF-8' );
			if ( isset( $wanted[ $sku ] ) ) {
				$found[ $sku ][] = (int) $row['product_id'];
			}
		}
		return $found;
	}

	/**
	 * The products that have these codes as their GTIN; leading zeros do not count.
	 *
	 * @param list<string> $codes Some.
	 * @return array<string, list<int>> Code => products.
	 */
	public static function of_gtins( array $codes ): array {
		global $wpdb;
		$hashes = array();
		foreach ( $codes as $code ) {
			$digits = (string) preg_replace( '/[\s-]+/', '', $code );
			if ( 1 === preg_match( '/^[0-9]{8,14}$/D', $digits ) ) {
				$hashes[ $code ] = bin2hex( Names::key( Entry::GTIN, $digits ) );
			}
		}
		if ( array() === $hashes ) {
			return array();
		}
		$marks = implode( ',', array_fill( 0, count( $hashes ), 'UNHEX(%s)' ) );
		// phpcs:ignore WordPress.DB -- our own table, by its key.
		$rows  = (array) $wpdb->get_results( $wpdb->prepare( "SELECT n.product_id, LOWER(HEX(n.hash)) AS hash FROM {$wpdb->prefix}stockwire_names n JOIN {$wpdb->posts} p ON p.ID = n.product_id WHERE n.kind = 3 AND n.hash IN ($marks) AND " . self::ALIVE, array_values( $hashes ) ), ARRAY_A );
		$found = array();
		foreach ( $rows as $row ) {
			foreach ( array_keys( $hashes, (string) $row['hash'], true ) as $code ) {
				$found[ (string) $code ][] = (int) $row['product_id'];
			}
		}
		return $found;
	}

	/**
	 * A code without what people leave out or add: blanks, hyphens, dots, leading zeros, case.
	 *
	 * @param string $code As it came.
	 */
	public static function loose( string $code ): string {
		$bare = (string) preg_replace( '/[\s\x{00A0}._\/-]+/u', '', mb_strtolower( $code, 'UTF-8' ) );
		return ltrim( $bare, '0' );
	}
}
