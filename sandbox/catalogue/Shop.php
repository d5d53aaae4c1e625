<?php
// SPDX-License-Identifier: MIT
// The shop around the catalogue: empties it before, counts terms and forgets caches after.

declare(strict_types=1);

namespace Stockwire\Sandbox;

final class Shop {
	/** Products of every kind go, and nothing else. */
	public static function clear(): void {
		global $wpdb;
		$mine = "SELECT ID FROM $wpdb->posts WHERE post_type IN ('product', 'product_variation')";
		$wpdb->query( "DELETE FROM $wpdb->postmeta WHERE post_id IN ($mine)" );
		$wpdb->query( "DELETE FROM $wpdb->term_relationships WHERE object_id IN ($mine)" );
		$wpdb->query( "DELETE FROM {$wpdb->prefix}wc_product_meta_lookup" );
		$wpdb->query( "DELETE FROM {$wpdb->prefix}wc_product_attributes_lookup" );
		$wpdb->query( "DELETE FROM $wpdb->posts WHERE post_type IN ('product', 'product_variation')" );
		// Levels, journal and name keys speak of products by id, and these ids are about to mean others.
		foreach ( array( 'runs', 'lines', 'levels', 'names', 'staged', 'unmatched', 'links', 'history' ) as $table ) {
			$table = "{$wpdb->prefix}stockwire_$table";
			if ( $wpdb->get_var( "SHOW TABLES LIKE '$table'" ) ) {
				$wpdb->query( "TRUNCATE TABLE $table" );
			}
		}
		// The same ids for the same catalogue: the database never goes below the highest that is left.
		$wpdb->query( "ALTER TABLE $wpdb->posts AUTO_INCREMENT = 1" );
	}

	public static function settle(): void {
		$taxonomies = array_merge( array( 'product_type', 'product_visibility', 'product_cat', 'product_tag' ), wc_get_attribute_taxonomy_names() );
		foreach ( array_filter( $taxonomies, 'taxonomy_exists' ) as $taxonomy ) {
			$ids = get_terms( array( 'taxonomy' => $taxonomy, 'hide_empty' => false, 'fields' => 'tt_ids' ) );
			if ( is_array( $ids ) && $ids ) {
				wp_update_term_count_now( $ids, $taxonomy );
			}
		}
		wp_cache_flush();
		if ( function_exists( 'wc_delete_product_transients' ) ) {
			wc_delete_product_transients();
			delete_transient( 'wc_term_counts' );
			\WC_Cache_Helper::get_transient_version( 'product', true );
			\WC_Cache_Helper::get_transient_version( 'product_query', true );
		}
	}

	/** A catalogue that grew over the years has statistics; without them the database reads whole tables where an index would do. */
	public static function analyse(): void {
		global $wpdb;
		$tables = array( $wpdb->posts, $wpdb->postmeta, $wpdb->term_relationships, "{$wpdb->prefix}wc_product_meta_lookup", "{$wpdb->prefix}stockwire_names" );
		foreach ( $tables as $table ) {
			if ( $wpdb->get_var( "SHOW TABLES LIKE '$table'" ) ) {
				$wpdb->query( "ANALYZE TABLE $table" );
			}
		}
	}

	/** Rows written past WordPress' hooks are not in the table of name keys; the plugin's own bulk way puts them there. */
	public static function index_names(): void {
		if ( ! class_exists( 'Stockwire\\Engine' ) || ! class_exists( 'Stockwire\\Shop\\EngineFactory' ) ) {
			return;
		}
		$engine = ( new \Stockwire\Shop\EngineFactory() )->engine( 'sandbox' );
		$after  = 0;
		do {
			$after = $engine->rebuildNames( $after, 1000 );
		} while ( $after );
	}
}
