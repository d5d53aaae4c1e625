<?php
/**
 * What the entries of a page may mean.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Inbox;

use Stockwire\Shop\Translations;

/** Asked for the page that is shown only, and for all of its entries together. */
final class Suggestions {

	/** As many as an owner looks through, an entry. */
	public const SHOWN = 3;

	private const ORDER = array( Suggestion::GTIN, Suggestion::FORMER, Suggestion::CODE, Suggestion::SLUG, Suggestion::NAME );

	/** False where the catalogue was too large to be compared whole. */
	private bool $complete = true;

	/**
	 * Suggestions by entry, the best first.
	 *
	 * @param list<Entry> $entries Of one page.
	 * @return array<string, list<Suggestion>>
	 */
	public function of( array $entries ): array {
		if ( array() === $entries ) {
			return array();
		}
		$scan = new Scan( $entries );
		$all  = array_merge_recursive( self::by_gtin( $entries ), self::by_former( $entries ), $scan->run() );

		$this->complete = $scan->complete();
		return self::choose( $all );
	}

	/** Was the whole catalogue looked at? */
	public function complete(): bool {
		return $this->complete;
	}

	/**
	 * A code that is some product's GTIN, and a GTIN that the shop keeps as an SKU.
	 *
	 * @param list<Entry> $entries Some.
	 * @return array<string, list<Suggestion>>
	 */
	private static function by_gtin( array $entries ): array {
		$codes = array();
		foreach ( $entries as $entry ) {
			if ( Entry::NAME !== $entry->kind && '' !== $entry->code ) {
				$codes[ $entry->id() ] = $entry->code;
			}
		}
		$products = Codes::of_gtins( array_values( $codes ) );
		$found    = array();
		foreach ( $codes as $id => $code ) {
			foreach ( $products[ $code ] ?? array() as $product ) {
				$found[ $id ][] = new Suggestion( $product, Suggestion::GTIN );
			}
		}
		return $found;
	}

	/**
	 * Codes that nearly are a former SKU, or one that the owner linked before.
	 *
	 * @param list<Entry> $entries Some.
	 * @return array<string, list<Suggestion>>
	 */
	private static function by_former( array $entries ): array {
		global $wpdb;
		$codes = array();
		foreach ( $entries as $entry ) {
			$loose = Entry::CODE === $entry->kind ? Codes::loose( $entry->code ) : '';
			if ( '' !== $loose ) {
				$codes[ $loose ][] = $entry->id();
			}
		}
		if ( array() === $codes ) {
			return array();
		}
		$found = array();
		// phpcs:ignore WordPress.DB -- our own table, as long as the owner made it.
		foreach ( (array) $wpdb->get_results( "SELECT product_id, text FROM {$wpdb->prefix}stockwire_links WHERE kind = 0 AND state IN ('former','linked') AND product_id IS NOT NULL LIMIT 20000", ARRAY_A ) as $row ) {
			foreach ( $codes[ Codes::loose( (string) $row['text'] ) ] ?? array() as $id ) {
				$found[ $id ][] = new Suggestion( (int) $row['product_id'], Suggestion::FORMER );
			}
		}
		return $found;
	}

	/**
	 * The best few of each entry: once a product, translations by their original, nothing that keeps no stock by itself.
	 *
	 * @param array<string, list<Suggestion>> $all By entry.
	 * @return array<string, list<Suggestion>>
	 */
	private static function choose( array $all ): array {
		$products = array();
		foreach ( $all as $suggestions ) {
			foreach ( $suggestions as $suggestion ) {
				$products[ $suggestion->product ] = true;
			}
		}
		$originals = Translations::present() ? Translations::originals( array_keys( $products ) ) : array();
		_prime_post_caches( array_values( array_unique( array( ...array_keys( $products ), ...array_values( $originals ) ) ) ) );
		$rank   = array_flip( self::ORDER );
		$chosen = array();
		foreach ( $all as $id => $suggestions ) {
			usort( $suggestions, static fn( Suggestion $a, Suggestion $b ): int => array( $rank[ $a->why ], $b->score, $a->product ) <=> array( $rank[ $b->why ], $a->score, $b->product ) );
			$kept = array();
			foreach ( $suggestions as $suggestion ) {
				$product = $originals[ $suggestion->product ] ?? $suggestion->product;
				if ( ! isset( $kept[ $product ] ) && Target::fits( $product ) ) {
					$kept[ $product ] = new Suggestion( $product, $suggestion->why, $suggestion->score );
				}
				if ( self::SHOWN === count( $kept ) ) {
					break;
				}
			}
			$chosen[ $id ] = array_values( $kept );
		}
		return $chosen;
	}
}
