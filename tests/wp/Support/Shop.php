<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Makes products through WooCommerce's own objects, so that the same test runs on every WooCommerce.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

/**
 * @phpstan-type Spec array{status?: string, manage?: bool, stock?: float|null, stock_status?: string, backorders?: string, price?: string, visibility?: string}
 */
final class Shop {

	/** Older than any test, so that a touched post tells itself apart from one left alone. */
	public const OLD = '2020-01-01 00:00:00';

	/** @var array<string, int> label => product id, the same labels on every copy of a shop */
	public array $ids = array();

	/** @var array<string, int> taxonomy => term id */
	private array $terms = array();

	public function __construct( public readonly string $tag ) {
		foreach ( array( 'product_cat', 'product_tag', 'product_brand' ) as $taxonomy ) {
			if ( taxonomy_exists( $taxonomy ) ) {
				$term = wp_insert_term( "$taxonomy $tag", $taxonomy );
				if ( is_wp_error( $term ) ) {
					throw new \RuntimeException( $term->get_error_message() );
				}
				$this->terms[ $taxonomy ] = (int) $term['term_id'];
			}
		}
	}

	/**
	 * @param Spec $spec
	 */
	public function simple( string $label, array $spec = array() ): int {
		$product = new \WC_Product_Simple();
		$this->describe( $product, $label, $spec );
		$product->save();
		return $this->keep( $label, $product );
	}

	/**
	 * A variable product with one variation per entry of $variations.
	 *
	 * @param Spec                $spec
	 * @param array<string, Spec> $variations by value
	 * @param class-string<\WC_Product_Variable> $class
	 */
	public function variable( string $label, array $spec, array $variations, string $class = \WC_Product_Variable::class ): int {
		$attribute = new \WC_Product_Attribute();
		$attribute->set_name( 'Size' );
		$attribute->set_options( array_map( 'strval', array_keys( $variations ) ) );
		$attribute->set_visible( true );
		$attribute->set_variation( true );

		$parent = new $class();
		$this->describe( $parent, $label, $spec );
		$parent->set_attributes( array( $attribute ) );
		$parent->save();
		$id = $this->keep( $label, $parent );

		foreach ( $variations as $value => $of_variation ) {
			$variation = new \WC_Product_Variation();
			$variation->set_parent_id( $id );
			$variation->set_attributes( array( 'size' => (string) $value ) );
			$this->describe( $variation, "$label/$value", $of_variation );
			$variation->save();
			$this->keep( "$label/$value", $variation );
		}
		\WC_Product_Variable::sync( $id );
		return $id;
	}

	public function sku( string $label ): string {
		return $this->tag . '-' . $label;
	}

	/** A product of the generated catalogue, which the simulated back office knows, too. */
	public static function of_the_catalogue(): \WC_Product {
		global $wpdb;
		return wc_get_product( (int) $wpdb->get_var( "SELECT l.product_id FROM {$wpdb->prefix}wc_product_meta_lookup l JOIN {$wpdb->posts} p ON p.ID = l.product_id AND p.post_type = 'product' AND p.post_status = 'publish' WHERE l.sku LIKE 'SW-%' AND l.stock_quantity > 3 LIMIT 1" ) );
	}

	/** As a back office calls it. */
	public function name( string $label ): string {
		list( $product, $value ) = explode( '/', $label ) + array( 1 => '' );
		return "Product {$this->tag} $product" . ( '' === $value ? '' : " (Size: $value)" );
	}

	/**
	 * To be called when all products are made: gives every post an old date and forgets what was cached.
	 *
	 * The second save writes the rows that WooCommerce leaves to it, such as a variation's empty thumbnail.
	 */
	public function settle(): void {
		global $wpdb;
		wp_cache_flush();
		foreach ( $this->ids as $id ) {
			$product = wc_get_product( $id );
			if ( $product instanceof \WC_Product ) {
				$product->save();
			}
		}
		self::finish();
		$this->age();
	}

	/** Gives every post an old date, so that the next write shows, and forgets what was cached. */
	public function age(): void {
		global $wpdb;
		$in = implode( ',', $this->ids );
		// phpcs:ignore WordPress.DB
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->posts} SET post_modified = %s, post_modified_gmt = %s WHERE ID IN ($in)", self::OLD, self::OLD ) );
		wp_cache_flush();
	}

	/** What WooCommerce puts off to the end of a request and to its queue. */
	public static function finish(): void {
		global $wc_deferred_product_sync;
		if ( is_callable( array( 'WC_Post_Data', 'do_deferred_product_sync' ) ) ) {
			\WC_Post_Data::do_deferred_product_sync();
			$wc_deferred_product_sync = array();
		}
		self::run_queue( 'woocommerce_run_product_attribute_lookup_update_callback' );
		if ( is_callable( array( 'WC_Cache_Helper', 'delete_transients_on_shutdown' ) ) ) {
			\WC_Cache_Helper::delete_transients_on_shutdown();
		}
	}

	public function remove(): void {
		foreach ( array_reverse( $this->ids ) as $id ) {
			wp_delete_post( $id, true );
		}
		foreach ( $this->terms as $taxonomy => $term ) {
			wp_delete_term( $term, $taxonomy );
		}
		self::run_queue( 'woocommerce_run_product_attribute_lookup_update_callback' );
		$this->ids   = array();
		$this->terms = array();
	}

	/** @return array<string, int> */
	public function terms(): array {
		return $this->terms;
	}

	private static function run_queue( string $hook ): void {
		if ( ! function_exists( 'as_get_scheduled_actions' ) ) {
			return;
		}
		do {
			$actions = as_get_scheduled_actions(
				array(
					'hook'     => $hook,
					'status'   => 'pending',
					'per_page' => 200,
				)
			);
			foreach ( $actions as $action ) {
				do_action_ref_array( $hook, array_values( $action->get_args() ) );
				as_unschedule_all_actions( $hook, $action->get_args(), $action->get_group() );
			}
		} while ( array() !== $actions );
	}

	/**
	 * @param Spec $spec
	 */
	private function describe( \WC_Product $product, string $label, array $spec ): void {
		$product->set_sku( $this->sku( $label ) );
		if ( ! $product instanceof \WC_Product_Variation ) {
			$product->set_name( "Product {$this->tag} $label" );
			$product->set_category_ids( array_filter( array( $this->terms['product_cat'] ?? 0 ) ) );
			$product->set_tag_ids( array_filter( array( $this->terms['product_tag'] ?? 0 ) ) );
		}
		if ( ! $product instanceof \WC_Product_Variable ) {
			$product->set_regular_price( $spec['price'] ?? '10' );
		}
		$product->set_status( $spec['status'] ?? 'publish' );
		if ( isset( $spec['visibility'] ) ) {
			$product->set_catalog_visibility( $spec['visibility'] );
		}
		$product->set_manage_stock( $spec['manage'] ?? true );
		$product->set_backorders( $spec['backorders'] ?? 'no' );
		if ( $spec['manage'] ?? true ) {
			$product->set_stock_quantity( $spec['stock'] ?? 0 );
		} elseif ( isset( $spec['stock_status'] ) ) {
			$product->set_stock_status( $spec['stock_status'] );
		}
	}

	private function keep( string $label, \WC_Product $product ): int {
		$id                  = $product->get_id();
		$this->ids[ $label ] = $id;
		if ( isset( $this->terms['product_brand'] ) && ! $product instanceof \WC_Product_Variation ) {
			wp_set_object_terms( $id, $this->terms['product_brand'], 'product_brand' );
		}
		return $id;
	}
}
