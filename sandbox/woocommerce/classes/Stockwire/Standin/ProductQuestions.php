<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * What can be asked about a product beyond its properties.
 *
 * @package Stockwire\Standin
 */

namespace Stockwire\Standin;

defined( 'ABSPATH' ) || exit;

trait ProductQuestions {
	/** What is asked for by plugins and pages may be changed by plugins; what is edited may not. */
	protected function seen( string $hook, mixed $value, string $context ): mixed {
		return 'view' === $context ? apply_filters( $hook, $value, $this ) : $value;
	}

	public function exists() {
		return false !== $this->get_status();
	}

	public function is_type( $type ) {
		return in_array( $this->get_type(), (array) $type, true );
	}

	public function is_downloadable() {
		$is = true === $this->get_downloadable();
		return apply_filters( 'woocommerce_is_downloadable', $is, $this );
	}

	public function is_virtual() {
		$is = true === $this->get_virtual();
		return apply_filters( 'woocommerce_is_virtual', $is, $this );
	}

	public function is_purchasable() {
		$visible = 'publish' === $this->get_status() || current_user_can( 'edit_post', $this->get_id() );
		return apply_filters( 'woocommerce_is_purchasable', $this->exists() && $visible && '' !== $this->get_price(), $this );
	}

	public function is_visible() {
		return apply_filters( 'woocommerce_product_is_visible', $this->is_visible_core(), $this->get_id() );
	}

	protected function is_visible_core() {
		$hidden = 'yes' === get_option( 'woocommerce_hide_out_of_stock_items' ) && ! $this->is_in_stock();
		return ! $hidden && 'publish' === $this->get_status() && in_array( $this->get_catalog_visibility(), array( 'visible', is_search() ? 'search' : 'catalog' ), true );
	}

	public function is_on_sale( $context = 'view' ) {
		$from    = $this->get_date_on_sale_from( $context );
		$to      = $this->get_date_on_sale_to( $context );
		$sale    = $this->get_sale_price( $context );
		$on_sale = '' !== (string) $sale && $this->get_regular_price( $context ) > $sale
			&& ( ! $from || $from->getTimestamp() <= time() ) && ( ! $to || $to->getTimestamp() >= time() );
		return $this->seen( 'woocommerce_product_is_on_sale', $on_sale, $context );
	}

	public function is_in_stock() {
		return apply_filters( 'woocommerce_product_is_in_stock', 'outofstock' !== $this->get_stock_status(), $this );
	}

	public function managing_stock() {
		return 'yes' === get_option( 'woocommerce_manage_stock' ) ? $this->get_manage_stock() : false;
	}

	public function backorders_allowed() {
		return apply_filters( 'woocommerce_product_backorders_allowed', in_array( $this->get_backorders(), array( 'yes', 'notify' ), true ), $this->get_id(), $this );
	}

	public function is_on_backorder( $qty_in_cart = 0 ) {
		return 'onbackorder' === $this->get_stock_status()
			|| ( $this->managing_stock() && $this->backorders_allowed() && $this->get_stock_quantity() - $qty_in_cart < 0 );
	}

	public function has_enough_stock( $quantity ) {
		return $quantity <= $this->get_stock_quantity() || $this->backorders_allowed() || ! $this->managing_stock();
	}

	public function has_child() {
		return array() !== $this->get_children();
	}

	public function get_children() {
		return array();
	}

	public function get_title() {
		return apply_filters( 'woocommerce_product_title', $this->get_name(), $this );
	}

	public function get_permalink() {
		return get_permalink( $this->get_id() );
	}

	/** Which product's row holds the stock of this one. */
	public function get_stock_managed_by_id() {
		return $this->get_id();
	}

	public function get_formatted_name() {
		return sprintf( '%s (%s)', $this->get_name(), $this->get_sku() ? $this->get_sku() : '#' . $this->get_id() );
	}

	public function get_attribute( $attribute ) {
		$all   = $this->get_attributes();
		$key   = sanitize_title( $attribute );
		$found = $all[ $key ] ?? $all[ "pa_$key" ] ?? null;
		if ( ! $found ) {
			return '';
		}
		$values = $found->is_taxonomy() ? wp_list_pluck( (array) $found->get_terms(), 'name' ) : $found->get_options();
		return $found->is_taxonomy() ? implode( ', ', $values ) : wc_implode_text_attributes( $values );
	}

	public function get_price_html( $deprecated = '' ) {
		return apply_filters( 'woocommerce_get_price_html', '' === $this->get_price() ? '' : wc_price( $this->get_price() ), $this );
	}

	public function get_availability() {
		$status = wc_get_product_stock_status_options()[ $this->get_stock_status() ] ?? '';
		return apply_filters(
			'woocommerce_get_availability',
			array(
				'availability' => $this->managing_stock() && $this->is_in_stock() ? wc_format_stock_quantity_for_display( $this->get_stock_quantity(), $this ) . ' in stock' : $status,
				'class'        => $this->is_in_stock() ? 'in-stock' : 'out-of-stock',
			),
			$this
		);
	}
}
