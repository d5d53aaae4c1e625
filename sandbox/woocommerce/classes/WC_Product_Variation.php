<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * A variation: what it does not say itself, its parent says.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Product_Variation extends WC_Product_Simple {
	protected $post_type = 'product_variation';
	/** @var array<string, mixed> */
	protected $parent_data = array(
		'title'              => '',
		'status'             => '',
		'sku'                => '',
		'manage_stock'       => 'no',
		'backorders'         => 'no',
		'stock_quantity'     => '',
		'weight'             => '',
		'length'             => '',
		'width'              => '',
		'height'             => '',
		'tax_class'          => '',
		'shipping_class_id'  => 0,
		'image_id'           => 0,
		'purchase_note'      => '',
		'catalog_visibility' => 'visible',
	);

	public function __construct( $product = 0 ) {
		$this->data['tax_class']         = 'parent';
		$this->data['attribute_summary'] = '';
		parent::__construct( $product );
	}

	protected function get_hook_prefix() {
		return 'woocommerce_product_variation_get_';
	}

	public function get_type() {
		return 'variation';
	}

	public function get_stock_managed_by_id() {
		$keeper = $this->get_manage_stock();
		return 'parent' === $keeper ? $this->get_parent_id() : $this->get_id();
	}

	public function get_title() {
		return apply_filters( 'woocommerce_product_title', $this->parent_data['title'], $this );
	}

	public function get_formatted_name() {
		return parent::get_formatted_name() . '<span class="description">' . wc_get_formatted_variation( $this, true, true, true ) . '</span>';
	}

	public function get_variation_attributes( $with_prefix = true ) {
		$own = $this->get_attributes();
		return $with_prefix ? array_combine( array_map( static fn( $key ) => "attribute_$key", array_keys( $own ) ), $own ) : $own;
	}

	public function get_attribute( $attribute ) {
		$own  = $this->get_attributes();
		$name = sanitize_title( $attribute );
		$name = isset( $own[ $name ] ) ? $name : "pa_$name";
		$term = isset( $own[ $name ] ) && taxonomy_exists( $name ) ? get_term_by( 'slug', $own[ $name ], $name ) : null;
		return $term instanceof WP_Term ? $term->name : (string) ( $own[ $name ] ?? '' );
	}

	public function get_permalink( $item_object = null ) {
		return add_query_arg( array_map( 'rawurlencode', $this->get_variation_attributes() ), get_permalink( $this->get_parent_id() ) );
	}

	/** What plugins see where the variation has nothing of its own: the parent's value. */
	private function own_or_parents( string $prop, string $context ): mixed {
		$value = $this->get_prop( $prop, $context );
		return 'view' === $context && empty( $value ) ? apply_filters( $this->get_hook_prefix() . $prop, $this->parent_data[ $prop ], $this ) : $value;
	}

	public function get_sku( $context = 'view' ) {
		return $this->own_or_parents( 'sku', $context );
	}

	public function get_weight( $context = 'view' ) {
		return $this->own_or_parents( 'weight', $context );
	}

	public function get_length( $context = 'view' ) {
		return $this->own_or_parents( 'length', $context );
	}

	public function get_width( $context = 'view' ) {
		return $this->own_or_parents( 'width', $context );
	}

	public function get_height( $context = 'view' ) {
		return $this->own_or_parents( 'height', $context );
	}

	public function get_image_id( $context = 'view' ) {
		return $this->own_or_parents( 'image_id', $context );
	}

	public function get_purchase_note( $context = 'view' ) {
		return $this->own_or_parents( 'purchase_note', $context );
	}

	public function get_shipping_class_id( $context = 'view' ) {
		return $this->own_or_parents( 'shipping_class_id', $context );
	}

	public function get_tax_class( $context = 'view' ) {
		$own      = $this->get_prop( 'tax_class', 'edit' );
		$inherits = 'parent' === $own && 'edit' !== $context;
		return $this->seen( $this->get_hook_prefix() . 'tax_class', $inherits ? $this->parent_data['tax_class'] : $own, $context );
	}

	public function get_catalog_visibility( $context = 'view' ) {
		return apply_filters( $this->get_hook_prefix() . 'catalog_visibility', $this->parent_data['catalog_visibility'], $this );
	}

	/** True, false, or the word "parent" where the parent keeps the stock. */
	public function get_manage_stock( $context = 'view' ) {
		$own      = $this->get_prop( 'manage_stock', $context );
		$inherits = false === $own && 'view' === $context && wc_string_to_bool( $this->parent_data['manage_stock'] );
		return $inherits ? 'parent' : $own;
	}

	public function get_stock_quantity( $context = 'view' ) {
		return $this->own_or_keepers( 'stock_quantity', $context );
	}

	public function get_backorders( $context = 'view' ) {
		return $this->own_or_keepers( 'backorders', $context );
	}

	private function own_or_keepers( string $prop, string $context ): mixed {
		$value = $this->get_prop( $prop, $context );
		return 'view' === $context && 'parent' === $this->get_manage_stock() ? apply_filters( $this->get_hook_prefix() . $prop, $this->parent_data[ $prop ], $this ) : $value;
	}

	public function get_attribute_summary( $context = 'view' ) {
		return $this->get_prop( 'attribute_summary', $context );
	}

	public function set_attribute_summary( $attribute_summary ) {
		$this->set_prop( 'attribute_summary', $attribute_summary );
	}

	public function set_parent_data( $parent_data ) {
		$known                    = get_class_vars( self::class )['parent_data'];
		$this->parent_data        = array_intersect_key( $parent_data, $known ) + $known;
		$class                    = sanitize_title( $this->parent_data['tax_class'] );
		$this->parent_data['tax_class'] = in_array( $class, $this->get_valid_tax_classes(), true ) ? $class : '';
	}

	public function get_parent_data() {
		return $this->parent_data;
	}

	/** A variation has one value an attribute: a name or slug by the attribute's key. */
	public function set_attributes( $raw_attributes ) {
		$attributes = array();
		foreach ( (array) $raw_attributes as $key => $value ) {
			$attributes[ str_starts_with( $key, 'attribute_' ) ? substr( $key, 10 ) : $key ] = $value;
		}
		$this->set_prop( 'attributes', $attributes );
	}

	public function has_attributes() {
		return false;
	}

	public function is_purchasable() {
		return apply_filters( 'woocommerce_variation_is_purchasable', $this->variation_is_visible() && parent::is_purchasable(), $this );
	}

	public function variation_is_active() {
		return apply_filters( 'woocommerce_variation_is_active', true, $this );
	}

	public function variation_is_visible() {
		return apply_filters( 'woocommerce_variation_is_visible', 'publish' === get_post_status( $this->get_id() ) && '' !== $this->get_price(), $this->get_id(), $this->get_parent_id(), $this );
	}

	protected function get_valid_tax_classes() {
		return array_merge( parent::get_valid_tax_classes(), array( 'parent' ) );
	}
}
