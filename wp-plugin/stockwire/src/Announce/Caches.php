<?php
/**
 * Forgets what caches hold about changed products, set-wise.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Announce;

/** Everything that WooCommerce's save of one product would forget, in as few steps as the cache allows. */
final class Caches {

	/** Transients that carry a product's id. */
	private const TRANSIENTS = array( 'wc_product_children_', 'wc_var_prices_', 'wc_related_', 'wc_child_has_weight_', 'wc_child_has_dimensions_' );

	/** Transients that say something about the whole catalogue. */
	private const CATALOGUE = array( 'wc_products_onsale', 'wc_featured_products', 'wc_outofstock_count', 'wc_low_stock_count' );

	/** From 1,000 on, MariaDB makes a join of an IN. */
	private const NAMES_A_STATEMENT = 900;

	/**
	 * Remembers the term that marks what is out of stock.
	 *
	 * @param ?int $term Its number; null: asked for when it is needed.
	 */
	public function __construct( private ?int $term = null ) {}

	/**
	 * Object-cache entries.
	 *
	 * @param list<int> $ids Products and variations.
	 */
	public function forget( array $ids ): void {
		if ( array() === $ids ) {
			return;
		}
		foreach ( array( 'posts', 'post_meta', 'product_visibility_relationships', 'product_objects' ) as $group ) {
			wp_cache_delete_multiple( $ids, $group );
		}
		wp_cache_delete_multiple( array_map( static fn( int $id ): string => "product-$id", $ids ), 'products' );
		foreach ( $ids as $id ) {
			wp_cache_delete( 'lookup_table', "object_$id" );
			$this->forget_prefix( $id );
		}
		$this->forget_term();
		// Results of queries are kept under these keys, without an end.
		wp_cache_set( 'last_changed', microtime(), 'posts' );
		wp_cache_set( 'last_changed', microtime(), 'terms' );
	}

	/**
	 * Transients about single products.
	 *
	 * @param list<int> $ids Products and variations.
	 */
	public function forget_transients( array $ids ): void {
		$names = array();
		foreach ( $ids as $id ) {
			foreach ( self::TRANSIENTS as $prefix ) {
				$names[] = $prefix . $id;
			}
		}
		if ( wp_using_ext_object_cache() ) {
			wp_cache_delete_multiple( $names, 'transient' );
			return;
		}
		foreach ( array_chunk( $names, self::NAMES_A_STATEMENT ) as $chunk ) {
			$this->delete_options( $chunk );
		}
	}

	/** What WooCommerce keeps about the catalogue as a whole: once after all hooks, not once a product. */
	public function forget_catalogue(): void {
		foreach ( self::CATALOGUE as $transient ) {
			delete_transient( $transient );
		}
		\WC_Cache_Helper::get_transient_version( 'product', true );
	}

	/**
	 * Counts beside the filters of the shop's pages.
	 *
	 * @param array<string, true> $attributes Names of attributes as keys.
	 */
	public function forget_attribute_counts( array $attributes ): void {
		\WC_Cache_Helper::invalidate_attribute_count( array_map( 'strval', array_keys( $attributes ) ) );
	}

	/**
	 * Where there is no persistent cache, transients are options, each with its timeout beside it.
	 *
	 * @param list<string> $transients Names.
	 */
	private function delete_options( array $transients ): void {
		global $wpdb;
		$options = array_map( static fn( string $name ): string => "_transient_$name", $transients );
		$in      = implode( ',', array_fill( 0, count( $options ), '%s' ) );
		// phpcs:disable WordPress.DB -- names by placeholders; delete_transient() would be two statements each.
		$found = $wpdb->get_col( $wpdb->prepare( "SELECT option_name FROM {$wpdb->options} WHERE option_name IN ($in)", $options ) );
		if ( array() === $found ) {
			return;
		}
		foreach ( $found as $option ) {
			$found[] = '_transient_timeout_' . substr( $option, strlen( '_transient_' ) );
		}
		$in = implode( ',', array_fill( 0, count( $found ), '%s' ) );
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->options} WHERE option_name IN ($in)", $found ) );
		// phpcs:enable
		wp_cache_delete_multiple( $found, 'options' );
		$loaded = wp_cache_get( 'alloptions', 'options' );
		if ( is_array( $loaded ) && array() !== array_intersect_key( $loaded, array_flip( $found ) ) ) {
			wp_cache_set( 'alloptions', array_diff_key( $loaded, array_flip( $found ) ), 'options' );
		}
	}

	/**
	 * What WC_Cache_Helper::invalidate_cache_group() does, also where WooCommerce is not loaded. Where the cache ends with the process,
	 * whoever needs a prefix makes a new one: half a kilobyte for each product of a large push would be kept for nobody.
	 *
	 * @param int $id Product or variation.
	 */
	private function forget_prefix( int $id ): void {
		if ( wp_using_ext_object_cache() ) {
			wp_cache_set( "wc_product_{$id}_cache_prefix", microtime(), "product_$id" );
			return;
		}
		wp_cache_delete( "wc_product_{$id}_cache_prefix", "product_$id" );
	}

	/** The term's cached count. */
	private function forget_term(): void {
		$this->term ??= VisibilityTerm::id();
		if ( $this->term > 0 ) {
			wp_cache_delete( $this->term, 'terms' );
		}
	}
}
