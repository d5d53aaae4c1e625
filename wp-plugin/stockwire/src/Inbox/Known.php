<?php
/**
 * Which entries of the inbox does a product carry by now?
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Inbox;

use Stockwire\Shop\Settings;

/** A SKU entered later, a product renamed, a link made elsewhere: nobody has to tidy up after that. */
final class Known {

	/**
	 * Those that a product answers to.
	 *
	 * @param list<Entry> $entries Some.
	 * @return list<Entry>
	 */
	public function among( array $entries ): array {
		if ( array() === $entries ) {
			return array();
		}
		$found = $this->by_key( $entries ) + $this->by_code( $entries );
		return array_values( array_filter( $entries, static fn( Entry $entry ): bool => isset( $found[ $entry->id() ] ) ) );
	}

	/**
	 * By the key of a name or GTIN, and by the owner's word.
	 *
	 * @param list<Entry> $entries Some.
	 * @return array<string, true>
	 */
	private function by_key( array $entries ): array {
		global $wpdb;
		$keys = array();
		foreach ( $entries as $entry ) {
			$keys[] = (string) $wpdb->prepare( '(%d,UNHEX(%s))', $entry->kind, $entry->hash );
		}
		$in    = implode( ',', $keys );
		$alive = "p.post_type IN ('product','product_variation') AND p.post_status NOT IN ('trash','auto-draft')";
		// phpcs:ignore WordPress.DB -- our own tables; prepared above.
		$rows  = (array) $wpdb->get_results( "SELECT n.kind, LOWER(HEX(n.hash)) AS hash FROM {$wpdb->prefix}stockwire_names n JOIN {$wpdb->posts} p ON p.ID = n.product_id WHERE (n.kind, n.hash) IN ($in) AND $alive UNION SELECT l.kind, LOWER(HEX(l.hash)) FROM {$wpdb->prefix}stockwire_links l JOIN {$wpdb->posts} p ON p.ID = l.product_id WHERE (l.kind, l.hash) IN ($in) AND l.state IN ('linked','former') AND $alive", ARRAY_A );
		$found = array();
		foreach ( $rows as $row ) {
			$found[ $row['kind'] . '-' . $row['hash'] ] = true;
		}
		return $found;
	}

	/**
	 * By SKU, as the engine compares: exact, or but for its case; with GTINs switched on, as a GTIN, too.
	 *
	 * @param list<Entry> $entries Some.
	 * @return array<string, true>
	 */
	private function by_code( array $entries ): array {
		$codes = array();
		foreach ( $entries as $entry ) {
			if ( Entry::CODE === $entry->kind ) {
				$codes[ $entry->id() ] = mb_strtolower( $entry->code, 'UTF-8' );
			}
		}
		$skus  = Codes::carried( array_values( $codes ) );
		$found = array();
		foreach ( $codes as $id => $code ) {
			if ( isset( $skus[ $code ] ) ) {
				$found[ $id ] = true;
			}
		}
		if ( Settings::load()->gtin() ) {
			$gtins = Codes::of_gtins( array_values( $codes ) );
			foreach ( $codes as $id => $code ) {
				if ( isset( $gtins[ $code ] ) ) {
					$found[ $id ] = true;
				}
			}
		}
		return $found;
	}
}
