<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Functions around attributes: the shop's own, their labels, and what a variation says about them.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

function wc_get_attribute_taxonomies() {
	global $wpdb;
	$key  = WC_Cache_Helper::get_cache_prefix( 'woocommerce-attributes' ) . 'attributes';
	$list = wp_cache_get( $key, 'woocommerce-attributes' );
	if ( false !== $list ) {
		return $list;
	}
	$rows = get_transient( 'wc_attribute_taxonomies' );
	if ( false === $rows ) {
		$rows = $wpdb->get_results( "SELECT * FROM {$wpdb->prefix}woocommerce_attribute_taxonomies WHERE attribute_name <> '' ORDER BY attribute_name" );
		set_transient( 'wc_attribute_taxonomies', $rows );
	}
	$list = array();
	foreach ( array_filter( (array) apply_filters( 'woocommerce_attribute_taxonomies', $rows ) ) as $row ) {
		$list[ "id:$row->attribute_id" ] = $row;
	}
	wp_cache_set( $key, $list, 'woocommerce-attributes' );
	return $list;
}

function wc_get_attribute_taxonomy_ids() {
	return array_map( 'absint', wp_list_pluck( wc_get_attribute_taxonomies(), 'attribute_id', 'attribute_name' ) );
}

function wc_get_attribute_taxonomy_labels() {
	return wp_list_pluck( wc_get_attribute_taxonomies(), 'attribute_label', 'attribute_name' );
}

function wc_get_attribute_taxonomy_names() {
	return array_values( array_map( static fn( $row ) => wc_attribute_taxonomy_name( $row->attribute_name ), wc_get_attribute_taxonomies() ) );
}

function wc_attribute_taxonomy_name( $attribute_name ) {
	$slug = wc_sanitize_taxonomy_name( $attribute_name );
	return '' === (string) $attribute_name ? '' : "pa_$slug";
}

function wc_attribute_taxonomy_slug( $attribute_name ) {
	$name = wc_sanitize_taxonomy_name( $attribute_name );
	return str_starts_with( $name, 'pa_' ) ? substr( $name, 3 ) : $name;
}

function wc_attribute_taxonomy_id_by_name( $name ) {
	return wc_get_attribute_taxonomy_ids()[ wc_attribute_taxonomy_slug( $name ) ] ?? 0;
}

function wc_variation_attribute_name( $attribute_name ) {
	return 'attribute_' . sanitize_title( $attribute_name );
}

function taxonomy_is_product_attribute( $name ) {
	return taxonomy_exists( $name ) && array_key_exists( $name, (array) $GLOBALS['wc_product_attributes'] );
}

function wc_attribute_label( $name, $product = '' ) {
	$label = $name;
	if ( taxonomy_is_product_attribute( $name ) ) {
		$label = wc_attribute_taxonomy_slug( $name );
		$label = wc_get_attribute_taxonomy_labels()[ $label ] ?? $label;
	} elseif ( $product ) {
		$owner      = $product->is_type( 'variation' ) ? wc_get_product( $product->get_parent_id() ) : $product;
		$attributes = $owner ? $owner->get_attributes() : array();
		$found      = $attributes[ sanitize_title( $name ) ] ?? null;
		$label      = $found instanceof WC_Product_Attribute ? $found->get_name() : $name;
	}
	return apply_filters( 'woocommerce_attribute_label', $label, $name, $product );
}

function wc_create_attribute( $args ) {
	global $wpdb;
	$args = wp_unslash( $args );
	$id   = (int) ( $args['id'] ?? 0 );
	$slug = wc_attribute_taxonomy_slug( empty( $args['slug'] ) ? $args['name'] ?? '' : $args['slug'] );
	if ( empty( $args['name'] ) ) {
		return new WP_Error( 'missing_attribute_name', 'Please, provide an attribute name.', array( 'status' => 400 ) );
	}
	if ( strlen( $slug ) > 28 ) {
		return new WP_Error( 'invalid_product_attribute_slug_too_long', "Slug \"$slug\" is too long (28 characters max). Shorten it, please.", array( 'status' => 400 ) );
	}
	if ( ! $id && taxonomy_exists( wc_attribute_taxonomy_name( $slug ) ) ) {
		return new WP_Error( 'invalid_product_attribute_slug_already_exists', "Slug \"$slug\" is already in use. Change it, please.", array( 'status' => 400 ) );
	}
	$row = array(
		'attribute_label'   => $args['name'],
		'attribute_name'    => $slug,
		'attribute_type'    => $args['type'] ?? 'select',
		'attribute_orderby' => $args['order_by'] ?? 'menu_order',
		'attribute_public'  => (int) ( $args['has_archives'] ?? 0 ),
	);
	if ( $id ) {
		// Only its label changes here: a new slug would have to follow it into terms and products.
		$row['attribute_name'] = (string) array_search( $id, wc_get_attribute_taxonomy_ids(), true );
		$wpdb->update( "{$wpdb->prefix}woocommerce_attribute_taxonomies", $row, array( 'attribute_id' => $id ) );
		do_action( 'woocommerce_attribute_updated', $id, $row, $row['attribute_name'] );
	} else {
		$wpdb->insert( "{$wpdb->prefix}woocommerce_attribute_taxonomies", $row );
		$id = $wpdb->insert_id;
		do_action( 'woocommerce_attribute_added', $id, $row );
	}
	delete_transient( 'wc_attribute_taxonomies' );
	WC_Cache_Helper::invalidate_cache_group( 'woocommerce-attributes' );
	return $id;
}

function wc_update_attribute( $id, $args ) {
	return wc_create_attribute( array( 'id' => $id ) + $args );
}

function wc_get_object_terms( $object_id, $taxonomy, $field = null, $index_key = null ) {
	$terms = get_the_terms( $object_id, $taxonomy );
	if ( ! is_array( $terms ) ) {
		return array();
	}
	return null === $field ? $terms : wp_list_pluck( $terms, $field, $index_key );
}

/** A variation has a value, or "any" as nothing, for each attribute that its parent uses for variations, and for no other. */
function wc_get_product_variation_attributes( $variation_id ) {
	$parent = get_post_meta( (int) wp_get_post_parent_id( $variation_id ), '_product_attributes', true );
	$found  = array();
	foreach ( is_array( $parent ) ? $parent : array() as $name => $attribute ) {
		if ( ! empty( $attribute['is_variation'] ) ) {
			$found[ 'attribute_' . sanitize_title( $name ) ] = '';
		}
	}
	foreach ( array_intersect_key( (array) get_post_meta( $variation_id ), $found ) as $name => $values ) {
		$found[ $name ] = $values[0];
	}
	return $found;
}

function wc_is_attribute_in_product_name( $attribute, $name, $product = null ) {
	return apply_filters( 'woocommerce_is_attribute_in_product_name', str_contains( mb_strtolower( $name ), ' ' . mb_strtolower( $attribute ) ), $attribute, $name );
}

function wc_get_formatted_variation( $variation, $flat = false, $include_names = true, $skip_attributes_in_name = false ) {
	$product = $variation instanceof WC_Product_Variation ? $variation : false;
	$list    = array();
	foreach ( $product ? $product->get_attributes() : (array) $variation as $name => $value ) {
		$name  = str_replace( 'attribute_', '', $name );
		$term  = taxonomy_exists( $name ) ? get_term_by( 'slug', $value, $name ) : null;
		$value = $term instanceof WP_Term && '' !== $term->name ? $term->name : (string) $value;
		if ( '' === $value || ( $skip_attributes_in_name && $product && wc_is_attribute_in_product_name( $value, $product->get_name() ) ) ) {
			continue;
		}
		$value = rawurldecode( $value );
		$label = $include_names ? wc_attribute_label( $name, $product ) : '';
		if ( $flat ) {
			$list[] = $include_names ? "$label: $value" : $value;
		} else {
			$list[] = $include_names ? "<dt>$label:</dt><dd>$value</dd>" : "<li>$value</li>";
		}
	}
	$tag = $include_names ? 'dl' : 'ul';
	return $flat || ! $list ? implode( ', ', $list ) : "<$tag class=\"variation\">" . implode( '', $list ) . "</$tag>";
}
