<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Keeps products with variations, and carries stock status and prices between them.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Product_Variable_Data_Store_CPT extends WC_Product_Data_Store_CPT {
	protected function read_product_data( &$product ) {
		parent::read_product_data( $product );
		// It has only its variations' prices, whatever rows an earlier life as a simple product left.
		$product->set_regular_price( '' );
		$product->set_sale_price( '' );
	}

	public function read_children( &$product, $force_read = false ) {
		$name     = 'wc_product_children_' . $product->get_id();
		$version  = WC_Cache_Helper::get_transient_version( 'product' );
		$children = get_transient( $name );
		if ( $force_read || ! $this->validate_children_data( $children, $version ) ) {
			$children = array(
				'all'     => get_posts( apply_filters( 'woocommerce_variable_children_args', $this->children_query( $product->get_id(), false ), $product, false ) ),
				'visible' => get_posts( apply_filters( 'woocommerce_variable_children_args', $this->children_query( $product->get_id(), true ), $product, true ) ),
				'version' => $version,
			);
			if ( $this->validate_children_data( $children, $version ) ) {
				set_transient( $name, $children, 30 * DAY_IN_SECONDS );
			}
		}
		return array(
			'all'     => wp_parse_id_list( $children['all'] ),
			'visible' => wp_parse_id_list( $children['visible'] ),
		) + $children;
	}

	/** @return array<string, mixed> */
	private function children_query( int $parent, bool $visible ): array {
		$query = array(
			'post_parent' => $parent,
			'post_type'   => 'product_variation',
			'post_status' => $visible ? 'publish' : array( 'publish', 'private' ),
			'orderby'     => array(
				'menu_order' => 'ASC',
				'ID'         => 'ASC',
			),
			'fields'      => 'ids',
			'numberposts' => -1,
		);
		if ( $visible && 'yes' === get_option( 'woocommerce_hide_out_of_stock_items' ) ) {
			$query['tax_query'] = array(
				array(
					'taxonomy' => 'product_visibility',
					'field'    => 'name',
					'terms'    => 'outofstock',
					'operator' => 'NOT IN',
				),
			);
		}
		return $query;
	}

	protected function validate_children_data( $children, $deprecated ) {
		return is_array( $children ) && ! empty( $children['all'] ) && is_array( $children['all'] )
			&& isset( $children['visible'] ) && is_array( $children['visible'] ) && ( $children['version'] ?? $deprecated ) === $deprecated;
	}

	/** @return array<string, list<string>> */
	public function read_variation_attributes( &$product ) {
		global $wpdb;
		$found = array();
		foreach ( array_filter( $product->get_attributes(), static fn( $one ) => $one->get_variation() ) as $attribute ) {
			$offered = $attribute->is_taxonomy() ? wc_get_object_terms( $product->get_id(), $attribute->get_name(), 'slug' ) : $attribute->get_options();
			$used    = array();
			if ( $product->get_children() ) {
				list( $marks, $ids ) = $this->in_list( $product->get_children() );
				$used                = $wpdb->get_col( $wpdb->prepare( "SELECT meta_value FROM $wpdb->postmeta WHERE meta_key = %s AND post_id IN ($marks)", wc_variation_attribute_name( $attribute->get_name() ), ...$ids ) );
			}
			// A variation that takes any value makes all of them available.
			$any                             = ! $used || in_array( '', $used, true ) || in_array( null, $used, true );
			$found[ $attribute->get_name() ] = array_values( $any ? $offered : ( $attribute->is_taxonomy() ? array_unique( $used ) : array_intersect( $offered, $used ) ) );
		}
		return $found;
	}

	public function child_is_in_stock( $product ) {
		return $this->child_has_stock_status( $product, 'instock' );
	}

	public function child_has_stock_status( $product, $status ) {
		global $wpdb;
		if ( ! $product->get_children() ) {
			return false;
		}
		list( $marks, $ids ) = $this->in_list( $product->get_children() );
		return (bool) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM $wpdb->wc_product_meta_lookup WHERE stock_status = %s AND product_id IN ($marks)", $status, ...$ids ) );
	}

	/** Past the variations' own hooks, as everybody who keeps names of variations has to know. */
	public function sync_variation_names( &$product, $previous_name = '', $new_name = '' ) {
		global $wpdb;
		if ( $new_name !== $previous_name ) {
			$wpdb->query(
				$wpdb->prepare(
					"UPDATE $wpdb->posts SET post_title = REPLACE(post_title, %s, %s) WHERE post_type = 'product_variation' AND post_parent = %d",
					'' === (string) $previous_name ? 'AUTO-DRAFT' : $previous_name,
					$new_name,
					$product->get_id()
				)
			);
		}
	}

	/** Variations whose stock the parent keeps get its status: the rows alone, no term and no hook of theirs. */
	public function sync_managed_variation_stock_status( &$product ) {
		global $wpdb;
		$children = $product->get_manage_stock() ? $product->get_children() : array();
		if ( ! $children ) {
			return;
		}
		list( $marks, $ids ) = $this->in_list( $children );
		$followers           = $wpdb->get_col( $wpdb->prepare( "SELECT DISTINCT post_id FROM $wpdb->postmeta WHERE meta_key = '_manage_stock' AND meta_value <> 'yes' AND post_id IN ($marks)", $ids ) );
		$changed             = false;
		foreach ( array_map( 'intval', $followers ) as $id ) {
			if ( update_post_meta( $id, '_stock_status', $product->get_stock_status() ) ) {
				$this->update_lookup_table( $id, 'wc_product_meta_lookup' );
				$changed = true;
			}
		}
		if ( $changed ) {
			list( 'all' => $all, 'visible' => $visible ) = $this->read_children( $product, true );
			$product->set_children( $all );
			$product->set_visible_children( $visible );
		}
	}

	public function sync_price( &$product ) {
		global $wpdb;
		$prices = array();
		if ( $product->get_visible_children() ) {
			list( $marks, $ids ) = $this->in_list( $product->get_visible_children() );
			$prices              = $wpdb->get_col( $wpdb->prepare( "SELECT DISTINCT meta_value FROM $wpdb->postmeta WHERE meta_key = '_price' AND meta_value <> '' AND post_id IN ($marks)", $ids ) );
		}
		foreach ( array( '_price', '_sale_price', '_regular_price' ) as $key ) {
			delete_post_meta( $product->get_id(), $key );
		}
		sort( $prices, SORT_NUMERIC );
		foreach ( $prices as $price ) {
			add_post_meta( $product->get_id(), '_price', $price );
		}
		$this->update_lookup_table( $product->get_id(), 'wc_product_meta_lookup' );
		do_action( 'woocommerce_updated_product_price', $product->get_id() );
	}

	public function sync_stock_status( &$product ) {
		if ( $product->child_is_in_stock() ) {
			$product->set_stock_status( 'instock' );
		} else {
			$product->set_stock_status( $product->child_is_on_backorder() ? 'onbackorder' : 'outofstock' );
		}
	}

	public function delete_variations( $product_id, $force_delete = false ) {
		foreach ( $this->variations( (int) $product_id, array( 'any', 'trash', 'auto-draft' ) ) as $id ) {
			if ( $force_delete ) {
				do_action( 'woocommerce_before_delete_product_variation', $id );
				wp_delete_post( $id, true );
				do_action( 'woocommerce_delete_product_variation', $id );
			} else {
				wp_trash_post( $id );
				do_action( 'woocommerce_trash_product_variation', $id );
			}
		}
		delete_transient( "wc_product_children_$product_id" );
	}

	public function untrash_variations( $product_id ) {
		array_map( 'wp_untrash_post', $this->variations( (int) $product_id, array( 'trash' ) ) );
		delete_transient( "wc_product_children_$product_id" );
	}

	/**
	 * @param list<string> $statuses Of the variations looked for.
	 * @return list<int>
	 */
	private function variations( int $parent, array $statuses ): array {
		$query = array( 'post_status' => $statuses ) + $this->children_query( $parent, false );
		return $parent > 0 ? wp_parse_id_list( get_posts( $query ) ) : array();
	}
}
