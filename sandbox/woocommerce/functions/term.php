<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Functions around terms: the visibility terms, and how many visible products a category or tag has.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

add_action( 'woocommerce_product_set_stock_status', 'wc_recount_after_stock_change' );

function wc_get_product_visibility_term_ids() {
	static $ids = array();
	$blog       = get_current_blog_id();
	if ( empty( $ids[ $blog ] ) ) {
		$terms        = get_terms(
			array(
				'taxonomy'   => 'product_visibility',
				'hide_empty' => false,
			)
		);
		$names        = array( 'exclude-from-catalog', 'exclude-from-search', 'featured', 'outofstock', 'rated-1', 'rated-2', 'rated-3', 'rated-4', 'rated-5' );
		$ids[ $blog ] = array_map( 'absint', wp_list_pluck( is_array( $terms ) ? $terms : array(), 'term_taxonomy_id', 'name' ) + array_fill_keys( $names, 0 ) );
	}
	return $ids[ $blog ];
}

function wc_recount_after_stock_change( $product_id ) {
	$hides = wc_string_to_bool( get_option( 'woocommerce_hide_out_of_stock_items' ) );
	$hides && _wc_recount_terms_by_product( $product_id );
}

function _wc_recount_terms_by_product( $product_id = '' ) {
	foreach ( array( 'product_cat', 'product_tag' ) as $taxonomy ) {
		$terms = $product_id ? get_the_terms( $product_id, $taxonomy ) : array();
		if ( is_array( $terms ) && $terms ) {
			_wc_term_recount( wp_list_pluck( $terms, 'parent', 'term_id' ), get_taxonomy( $taxonomy ), false, false );
		}
	}
}

/** Counts what a visitor would see, in the term and in the terms below it, for the term and those above it. */
function _wc_term_recount( $terms, $taxonomy, $callback = true, $terms_are_term_taxonomy_ids = true ) {
	$wanted = apply_filters( 'woocommerce_product_recount_terms', true );
	$ids = $terms_are_term_taxonomy_ids ? array() : array_keys( $terms );
	foreach ( $terms_are_term_taxonomy_ids ? $terms : array() as $tt_id ) {
		$term = get_term_by( 'term_taxonomy_id', $tt_id, $taxonomy->name );
		if ( $term instanceof WP_Term ) {
			$ids[] = $term->term_id;
		}
	}
	if ( ! $ids || ! $wanted ) {
		return;
	}
	if ( $callback ) {
		$tt_ids = $terms_are_term_taxonomy_ids ? $terms : array_map( static fn( $id ) => get_term( $id, $taxonomy->name )->term_taxonomy_id, $ids );
		_update_post_term_count( array_unique( array_filter( $tt_ids ) ), $taxonomy );
	}
	foreach ( $ids as $id ) {
		$ids = array_merge( $ids, get_ancestors( $id, $taxonomy->name, 'taxonomy' ) );
	}
	foreach ( array_unique( $ids ) as $id ) {
		$children = is_taxonomy_hierarchical( $taxonomy->name ) ? get_term_children( $id, $taxonomy->name ) : array();
		update_term_meta( $id, "product_count_$taxonomy->name", standin_count_products( array_merge( array( $id ), is_array( $children ) ? $children : array() ) ) );
	}
	delete_transient( 'wc_term_counts' );
}

/** @param list<int> $ids Terms that a product has to have one of. */
function standin_count_products( array $ids ): int {
	global $wpdb;
	$visibility = wc_get_product_visibility_term_ids();
	$hidden     = array_filter( array( $visibility['exclude-from-catalog'], 'yes' === get_option( 'woocommerce_hide_out_of_stock_items' ) ? $visibility['outofstock'] : 0 ) );
	$in         = implode( ',', array_map( 'absint', $ids ) );
	$out        = $hidden ? implode( ',', $hidden ) : '0';
	return (int) $wpdb->get_var(
		"SELECT COUNT(DISTINCT p.ID) FROM $wpdb->posts AS p
		JOIN $wpdb->term_relationships AS r ON r.object_id = p.ID JOIN $wpdb->term_taxonomy AS t ON t.term_taxonomy_id = r.term_taxonomy_id
		WHERE p.post_status = 'publish' AND p.post_type = 'product' AND t.term_id IN ($in)
		AND NOT EXISTS (SELECT 1 FROM $wpdb->term_relationships AS h WHERE h.object_id = p.ID AND h.term_taxonomy_id IN ($out))"
	);
}
