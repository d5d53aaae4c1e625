<?php
// SPDX-License-Identifier: MIT
// Saves a catalogue through WooCommerce's own objects, one by one: what the generator's rows are compared with.

declare(strict_types=1);

namespace Stockwire\Sandbox\Tests;

use Stockwire\Sandbox\{Catalogue, Posts, Taxonomy};
use WC_Product;
use WC_Product_Attribute;
use WC_Product_External;
use WC_Product_Grouped;
use WC_Product_Simple;
use WC_Product_Variable;
use WC_Product_Variation;

final class Crud {
	/** @var array<int, int> ids by position */
	private array $written = array();

	public function __construct( private Taxonomy $taxonomy ) {
		// Shops do hold duplicate codes (imports, translations), only the form refuses them.
		add_filter( 'wc_product_has_unique_sku', '__return_false' );
	}

	public function write( Catalogue $catalogue ): void {
		foreach ( $catalogue->products() as $position => $spec ) {
			$this->product( $position, $spec );
		}
		$this->run_queue();
	}

	/** @param array<string, mixed> $spec */
	private function product( int $position, array $spec ): void {
		$product = match ( $spec['type'] ) {
			'simple'   => new WC_Product_Simple(),
			'variable' => new WC_Product_Variable(),
			'grouped'  => new WC_Product_Grouped(),
			'external' => new WC_Product_External(),
		};
		$product->set_name( $spec['name'] );
		$product->set_status( 'trash' === $spec['status'] ? 'publish' : $spec['status'] );
		$product->set_description( $spec['description'] );
		$product->set_short_description( $spec['excerpt'] );
		if ( $spec['categories'] ) {
			$product->set_category_ids( array_map( fn ( string $path ): int => $this->taxonomy->category( $path )['term_id'], $spec['categories'] ) );
		}
		$product->set_attributes( array_map( array( $this, 'attribute' ), $spec['attributes'], array_keys( $spec['attributes'] ) ) );
		if ( $product instanceof WC_Product_Grouped ) {
			$product->set_children( array_map( fn ( int $at ): int => $this->written[ $at ], $spec['children'] ) );
		}
		if ( $product instanceof WC_Product_External ) {
			$product->set_product_url( $spec['url'] );
			$product->set_button_text( $spec['button'] );
		}
		$this->written[ $position ] = $this->save( $product, $position, $spec );
		foreach ( $spec['variations'] as $variation ) {
			$this->variation( $this->written[ $position ], $position, $spec, $variation );
		}
		// In a shop each product is a request of its own, and parents are synced at its end.
		\WC_Post_Data::do_deferred_product_sync();
		if ( 'trash' === $spec['status'] ) {
			$product->delete( false );
		}
	}

	/** @param array<string, mixed> $item */
	private function save( WC_Product $product, int $position, array $item ): int {
		$product->set_date_created( Posts::created( $position ) );
		$product->set_sku( $item['sku'] );
		if ( method_exists( $product, 'set_global_unique_id' ) ) {
			$product->set_global_unique_id( $item['gtin'] );
		}
		$product->set_regular_price( $item['regular'] );
		$product->set_sale_price( $item['sale'] );
		// An external product refuses even to hear of it.
		if ( ! $product instanceof WC_Product_External ) {
			$product->set_manage_stock( $item['manage'] );
			$product->set_stock_quantity( $item['stock'] );
			$product->set_backorders( $item['backorders'] );
			$product->set_stock_status( $item['stock_status'] );
		}
		return $product->save();
	}

	/**
	 * @param array<string, mixed> $spec
	 * @param array<string, mixed> $variation
	 */
	private function variation( int $parent, int $position, array $spec, array $variation ): void {
		$product = new WC_Product_Variation();
		$product->set_parent_id( $parent );
		$product->set_status( $variation['status'] );
		$product->set_description( $variation['description'] );
		$values = $variation['values'];
		$chosen = array();
		foreach ( $spec['attributes'] as $attribute ) {
			if ( ! $attribute['variation'] ) {
				continue;
			}
			$value = array_shift( $values );
			$key   = $attribute['taxonomy'] ? $this->taxonomy->attribute( $attribute['name'] ) : sanitize_title( $attribute['name'] );
			if ( null === $value ) {
				$chosen[ $key ] = '';
			} else {
				$chosen[ $key ] = $attribute['taxonomy'] ? $this->taxonomy->term( $key, $value )['slug'] : $value;
			}
		}
		$product->set_attributes( $chosen );
		// Where the parent keeps the stock nobody sets a status here: it comes from the parent.
		if ( $spec['manage'] && ! $variation['manage'] ) {
			$variation['stock_status'] = 'instock';
		}
		$this->save( $product, $position, $variation );
	}

	/** @param array{name: string, taxonomy: bool, values: list<string>, variation: bool} $given */
	private function attribute( array $given, int $position ): WC_Product_Attribute {
		$attribute = new WC_Product_Attribute();
		$attribute->set_position( $position );
		$attribute->set_visible( true );
		$attribute->set_variation( $given['variation'] );
		if ( $given['taxonomy'] ) {
			$name = $this->taxonomy->attribute( $given['name'] );
			$attribute->set_id( $this->taxonomy->attribute_id( $given['name'] ) );
			$attribute->set_name( $name );
			$attribute->set_options( array_map( fn ( string $value ): int => $this->taxonomy->term( $name, $value )['term_id'], $given['values'] ) );
		} else {
			$attribute->set_name( $given['name'] );
			$attribute->set_options( $given['values'] );
		}
		return $attribute;
	}

	/** The attribute lookup is filled by queued actions; a shop runs them within a minute. */
	private function run_queue(): void {
		foreach ( as_get_scheduled_actions( array( 'hook' => 'woocommerce_run_product_attribute_lookup_update_callback', 'status' => 'pending', 'per_page' => -1, 'orderby' => 'none' ) ) as $action ) {
			do_action_ref_array( $action->get_hook(), array_values( $action->get_args() ) );
		}
	}
}
