<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * A product: its properties, the rule that gives its stock status, and how it is saved.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

use Automattic\WooCommerce\Enums\ProductStockStatus;
use Automattic\WooCommerce\Internal\ProductAttributesLookup\LookupDataStore;

class WC_Product extends WC_Data {
	use Stockwire\Standin\ProductGetters;
	use Stockwire\Standin\ProductSetters;
	use Stockwire\Standin\ProductQuestions;

	protected $object_type = 'product';
	/** @var string */
	protected $post_type   = 'product';
	protected $cache_group = 'products';
	protected $data        = array(
		'name'               => '',
		'slug'               => '',
		'date_created'       => null,
		'date_modified'      => null,
		'status'             => false,
		'featured'           => false,
		'catalog_visibility' => 'visible',
		'description'        => '',
		'short_description'  => '',
		'sku'                => '',
		'global_unique_id'   => '',
		'price'              => '',
		'regular_price'      => '',
		'sale_price'         => '',
		'date_on_sale_from'  => null,
		'date_on_sale_to'    => null,
		'total_sales'        => '0',
		'tax_status'         => 'taxable',
		'tax_class'          => '',
		'manage_stock'       => false,
		'stock_quantity'     => null,
		'stock_status'       => ProductStockStatus::IN_STOCK,
		'backorders'         => 'no',
		'low_stock_amount'   => '',
		'sold_individually'  => false,
		'weight'             => '',
		'length'             => '',
		'width'              => '',
		'height'             => '',
		'upsell_ids'         => array(),
		'cross_sell_ids'     => array(),
		'parent_id'          => 0,
		'reviews_allowed'    => true,
		'purchase_note'      => '',
		'attributes'         => array(),
		'default_attributes' => array(),
		'menu_order'         => 0,
		'post_password'      => '',
		'virtual'            => false,
		'downloadable'       => false,
		'category_ids'       => array(),
		'tag_ids'            => array(),
		'shipping_class_id'  => 0,
		'downloads'          => array(),
		'image_id'           => '',
		'gallery_image_ids'  => array(),
		'download_limit'     => -1,
		'download_expiry'    => -1,
		'rating_counts'      => array(),
		'average_rating'     => 0,
		'review_count'       => 0,
	);

	public function __construct( $product = 0 ) {
		parent::__construct( $product );
		$id = is_object( $product ) ? ( $product instanceof self ? $product->get_id() : $product->ID ?? 0 ) : $product;
		$this->set_id( is_numeric( $id ) ? max( 0, (int) $id ) : 0 );
		$this->data_store = WC_Data_Store::load( 'product-' . $this->get_type() );
		if ( $this->get_id() ) {
			$this->data_store->read( $this );
		} else {
			$this->set_object_read( true );
		}
	}

	public function get_type() {
		return 'simple';
	}

	public function set_date_created( $date = null ) {
		$this->set_date_prop( 'date_created', $date );
	}

	public function set_date_modified( $date = null ) {
		$this->set_date_prop( 'date_modified', $date );
	}

	public function set_date_on_sale_from( $date = null ) {
		$this->set_date_prop( 'date_on_sale_from', $date );
	}

	public function set_date_on_sale_to( $date = null ) {
		$this->set_date_prop( 'date_on_sale_to', $date );
	}

	public function set_catalog_visibility( $visibility ) {
		$visibility = strtolower( $visibility );
		if ( ! in_array( $visibility, array( 'visible', 'catalog', 'search', 'hidden' ), true ) ) {
			$this->error( 'product_invalid_catalog_visibility', 'Invalid catalog visibility option.' );
		}
		$this->set_prop( 'catalog_visibility', $visibility );
	}

	public function set_sku( $sku ) {
		if ( $this->is_taken( $sku, 'wc_product_has_unique_sku' ) ) {
			$this->error( 'product_invalid_sku', 'Invalid or duplicated SKU.', 400, array( 'resource_id' => wc_get_product_id_by_sku( $sku ) ) );
		}
		$this->set_prop( 'sku', (string) $sku );
	}

	public function set_global_unique_id( $global_unique_id ) {
		$digits = (string) preg_replace( '/[^\d-]+/', '', (string) $global_unique_id );
		if ( $this->is_taken( $digits, 'wc_product_has_global_unique_id' ) ) {
			$this->error( 'product_invalid_global_unique_id', 'Invalid or duplicated GTIN, UPC, EAN or ISBN.', 400, array( 'resource_id' => wc_get_product_id_by_global_unique_id( $digits ) ) );
		}
		$this->set_prop( 'global_unique_id', $digits );
	}

	/** What was read is not judged: a shop may hold doubles from before. */
	private function is_taken( mixed $value, callable $is_free ): bool {
		return ! empty( $value ) && $this->get_object_read() && ! $is_free( $this->get_id(), (string) $value );
	}

	public function set_tax_status( $status ) {
		$status = strtolower( $status ? $status : 'taxable' );
		if ( ! in_array( $status, array( 'taxable', 'shipping', 'none' ), true ) ) {
			$this->error( 'product_invalid_tax_status', 'Invalid product tax status.' );
		}
		$this->set_prop( 'tax_status', $status );
	}

	public function set_tax_class( $class ) {
		$class = sanitize_title( $class );
		$this->set_prop( 'tax_class', 'standard' !== $class && in_array( $class, $this->get_valid_tax_classes(), true ) ? $class : '' );
	}

	protected function get_valid_tax_classes() {
		return array( 'reduced-rate', 'zero-rate' );
	}

	public function set_stock_quantity( $quantity ) {
		$this->set_prop( 'stock_quantity', '' === $quantity ? null : wc_stock_amount( $quantity ) );
	}

	public function set_stock_status( $status = ProductStockStatus::IN_STOCK ) {
		$this->set_prop( 'stock_status', isset( wc_get_product_stock_status_options()[ $status ] ) ? $status : ProductStockStatus::IN_STOCK );
	}

	/** An attribute that is left out is kept as null until the product is saved, so that its terms are taken away. */
	public function set_attributes( $raw_attributes ) {
		$kept = array_map( static fn() => null, $this->get_attributes( 'edit' ) );
		foreach ( $raw_attributes as $given ) {
			if ( $given instanceof WC_Product_Attribute ) {
				$kept[ sanitize_title( $given->get_name() ) ] = $given;
			}
		}
		uasort( $kept, static fn( $one, $other ) => $one && $other ? $one->get_position() <=> $other->get_position() : (int) ! $one <=> (int) ! $other );
		$this->set_prop( 'attributes', $kept );
	}

	public function set_default_attributes( $default_attributes ) {
		$this->set_prop( 'default_attributes', array_map( 'strval', array_filter( (array) $default_attributes, static fn( $value ) => '' !== (string) $value ) ) );
	}

	/** Where stock is not managed its properties are empty; where it is, the quantity gives the status. */
	public function validate_props() {
		if ( ! $this->get_manage_stock() ) {
			$this->set_stock_quantity( '' );
			$this->set_backorders( 'no' );
			$this->set_low_stock_amount( '' );
			return;
		}
		if ( (int) $this->get_stock_quantity() > absint( get_option( 'woocommerce_notify_no_stock_amount', 0 ) ) ) {
			$this->set_stock_status( ProductStockStatus::IN_STOCK );
		} else {
			$this->set_stock_status( 'no' === $this->get_backorders() ? ProductStockStatus::OUT_OF_STOCK : ProductStockStatus::ON_BACKORDER );
		}
	}

	public function save() {
		$this->validate_props();
		if ( ! $this->data_store ) {
			return $this->get_id();
		}
		do_action( 'woocommerce_before_product_object_save', $this, $this->data_store );
		$state   = $this->before_data_store_save_or_update();
		$changes = $this->get_id() ? $this->get_changes() : null;
		$this->get_id() ? $this->data_store->update( $this ) : $this->data_store->create( $this );
		$this->after_data_store_save_or_update( $state );
		if ( array() !== $changes ) {
			wc_get_container()->get( LookupDataStore::class )->on_product_changed( $this, $changes );
		}
		do_action( 'woocommerce_after_product_object_save', $this, $this->data_store );
		return $this->get_id();
	}

	protected function before_data_store_save_or_update() {
	}

	protected function after_data_store_save_or_update( $state ) {
		$this->maybe_defer_product_sync();
	}

	public function delete( $force_delete = false ) {
		$id      = $this->get_id();
		$is_gone = parent::delete( $force_delete );
		if ( $is_gone ) {
			$this->maybe_defer_product_sync();
			wc_get_container()->get( LookupDataStore::class )->on_product_deleted( $id );
		}
		return $is_gone;
	}

	protected function maybe_defer_product_sync() {
		if ( $this->get_parent_id() ) {
			wc_deferred_product_sync( $this->get_parent_id() );
		}
	}
}
