<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Keeps the table that shop filters read: which product has which term, and whether that is in stock. A step behind, by a queued action.
 *
 * @package Stockwire\Standin
 */

namespace Automattic\WooCommerce\Internal\ProductAttributesLookup;

use WC_Product;
use WC_Product_Variable;
use WC_Product_Variation;

defined( 'ABSPATH' ) || exit;

class LookupDataStore {
	public const ACTION_NONE         = 0;
	public const ACTION_INSERT       = 1;
	public const ACTION_UPDATE_STOCK = 2;
	public const ACTION_DELETE       = 3;

	private const HOOK = 'woocommerce_run_product_attribute_lookup_update_callback';

	public function __construct() {
		add_action( self::HOOK, array( $this, 'run_update_callback' ), 10, 2 );
	}

	public function get_lookup_table_name() {
		return $GLOBALS['wpdb']->prefix . 'wc_product_attributes_lookup';
	}

	public function on_product_changed( $product, $changeset = null ) {
		$action = $this->needed( $changeset );
		if ( self::ACTION_NONE !== $action ) {
			$this->schedule( (int) ( $product instanceof WC_Product ? $product->get_id() : $product ), $action );
		}
	}

	public function on_product_deleted( $product ) {
		$this->schedule( (int) ( $product instanceof WC_Product ? $product->get_id() : $product ), self::ACTION_DELETE );
	}

	/** @param array<string, mixed>|null $changes Null for a new product. */
	private function needed( ?array $changes ): int {
		if ( isset( $changes['catalog_visibility'] ) ) {
			return in_array( $changes['catalog_visibility'], array( 'visible', 'catalog' ), true ) ? self::ACTION_INSERT : self::ACTION_DELETE;
		}
		if ( null === $changes || array_key_exists( 'attributes', $changes ) ) {
			return self::ACTION_INSERT;
		}
		return array_intersect_key( array_flip( array( 'stock_quantity', 'stock_status', 'manage_stock' ) ), $changes ) ? self::ACTION_UPDATE_STOCK : self::ACTION_NONE;
	}

	private function schedule( int $id, int $action ): void {
		if ( 'yes' === get_option( 'woocommerce_attribute_lookup_direct_updates' ) ) {
			$this->run_update_callback( $id, $action );
		} elseif ( ! as_has_scheduled_action( self::HOOK, array( $id, $action ) ) ) {
			as_schedule_single_action( time() + 1, self::HOOK, array( $id, $action ), 'woocommerce-db-updates' );
		}
	}

	public function run_update_callback( int $product_id, int $action ) {
		global $wpdb;
		$product = wc_get_product( $product_id );
		if ( $product && self::ACTION_UPDATE_STOCK === $action ) {
			$wpdb->update( $this->get_lookup_table_name(), array( 'in_stock' => (int) $product->is_in_stock() ), array( 'product_id' => $product_id ) );
			return;
		}
		$wpdb->query( $wpdb->prepare( "DELETE FROM {$this->get_lookup_table_name()} WHERE product_id = %d OR product_or_parent_id = %d", $product_id, $product_id ) );
		if ( $product && self::ACTION_INSERT === $action ) {
			$this->create_data_for_product( $product );
		}
	}

	public function create_data_for_product( $product, $use_optimized_db_access = false ) {
		$product = $product instanceof WC_Product ? $product : wc_get_product( $product );
		if ( $product instanceof WC_Product_Variation ) {
			$parent = wc_get_product( $product->get_parent_id() );
			$this->insert_variation( $product, $this->terms( $parent, true ) );
			return;
		}
		$is_parent = $product instanceof WC_Product_Variable;
		foreach ( $this->terms( $product, $is_parent ? false : null ) as $taxonomy => $ids ) {
			foreach ( $ids as $id ) {
				$this->insert( $product, $product->get_id(), $taxonomy, $id );
			}
		}
		foreach ( $is_parent ? array_map( 'wc_get_product', $product->get_children() ) : array() as $variation ) {
			$this->insert_variation( $variation, $this->terms( $product, true ) );
		}
	}

	/**
	 * The shop's own attributes of a product; words of the product alone cannot be filtered by.
	 *
	 * @return array<string, list<int>>
	 */
	private function terms( WC_Product $product, ?bool $for_variations ): array {
		$found = array();
		foreach ( $product->get_attributes() as $taxonomy => $attribute ) {
			if ( $attribute->is_taxonomy() && ( null === $for_variations || $attribute->get_variation() === $for_variations ) ) {
				$found[ $taxonomy ] = $attribute->get_options();
			}
		}
		return $found;
	}

	/** @param array<string, list<int>> $offered A variation that takes any value is found by all of them. */
	private function insert_variation( WC_Product_Variation $variation, array $offered ): void {
		foreach ( $offered as $taxonomy => $ids ) {
			$slug = $variation->get_attributes()[ $taxonomy ] ?? '';
			$term = '' === $slug ? null : get_term_by( 'slug', $slug, $taxonomy );
			foreach ( $term ? array( $term->term_id ) : $ids as $id ) {
				$this->insert( $variation, $variation->get_parent_id(), $taxonomy, $id );
			}
		}
	}

	private function insert( WC_Product $product, int $parent, string $taxonomy, int $term ): void {
		$GLOBALS['wpdb']->insert(
			$this->get_lookup_table_name(),
			array(
				'product_id'             => $product->get_id(),
				'product_or_parent_id'   => $parent,
				'taxonomy'               => $taxonomy,
				'term_id'                => $term,
				'is_variation_attribute' => (int) ( $product instanceof WC_Product_Variation ),
				'in_stock'               => (int) $product->is_in_stock(),
			)
		);
	}
}
