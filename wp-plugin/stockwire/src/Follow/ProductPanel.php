<?php
/**
 * The product's own page: switch and buffer in the Inventory tab, and in each variation's panel.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Follow;

use Stockwire\Shop\Inbox\Links;
use Stockwire\Shop\Settings;

/**
 * Saved by WooCommerce's own hooks, behind its nonce and its question for the capability. A box that is not ticked posts
 * nothing, so the form says that the box was there: another form is not to switch products off.
 */
final class ProductPanel {

	private const SHOWN = 'stockwire_shown';

	/** Registers the hooks. */
	public function register(): void {
		add_action( 'woocommerce_product_options_stock_fields', array( $this, 'show' ), 20 );
		add_action( 'woocommerce_admin_process_product_object', array( $this, 'save' ) );
		add_action( 'woocommerce_variation_options_inventory', array( $this, 'show_variation' ), 20, 3 );
		add_action( 'woocommerce_admin_process_variation_object', array( $this, 'save_variation' ), 10, 2 );
		add_action( 'woocommerce_variable_product_bulk_edit_actions', array( $this, 'offer_actions' ) );
		add_action( 'woocommerce_bulk_edit_variations_default', array( $this, 'act_on_variations' ), 10, 4 );
	}

	/** In the Inventory tab. */
	public function show(): void {
		global $post;
		$product = $post instanceof \WP_Post ? wc_get_product( $post->ID ) : null;
		$product = $product instanceof \WC_Product ? $product : new \WC_Product_Simple();
		self::fields( $product, '' );
		FetchOne::show( $product );
		self::known_as( $product );
	}

	/**
	 * In a variation's panel.
	 *
	 * @param mixed $loop Its place in the form.
	 * @param mixed $data Not used.
	 * @param mixed $post The variation's post.
	 */
	public function show_variation( mixed $loop, mixed $data, mixed $post ): void {
		$product = $post instanceof \WP_Post ? wc_get_product( $post->ID ) : null;
		if ( $product instanceof \WC_Product && is_numeric( $loop ) ) {
			self::fields( $product, '[' . (int) $loop . ']' );
			FetchOne::show( $product );
			self::known_as( $product );
		}
	}

	/**
	 * The product's form was sent; WooCommerce saves the object after this.
	 *
	 * @param mixed $product The object.
	 */
	public function save( mixed $product ): void {
		if ( $product instanceof \WC_Product ) {
			self::take( $product, null );
		}
	}

	/**
	 * The variations' form was sent.
	 *
	 * @param mixed $variation The object.
	 * @param mixed $loop      Its place in the form.
	 */
	public function save_variation( mixed $variation, mixed $loop ): void {
		if ( $variation instanceof \WC_Product && is_numeric( $loop ) ) {
			self::take( $variation, (int) $loop );
		}
	}

	/** Among the bulk actions of variations. */
	public function offer_actions(): void {
		printf(
			'<optgroup label="%s"><option value="stockwire_follow">%s</option><option value="stockwire_unfollow">%s</option></optgroup>',
			esc_attr__( 'Back office', 'stockwire' ),
			esc_html__( 'Follow the back office', 'stockwire' ),
			esc_html__( 'Do not follow the back office', 'stockwire' )
		);
	}

	/**
	 * A bulk action of variations that WooCommerce does not know; it asked for nonce and capability.
	 *
	 * @param mixed $action     Its name.
	 * @param mixed $data       Not used.
	 * @param mixed $parent     The product.
	 * @param mixed $variations Ids.
	 */
	public function act_on_variations( mixed $action, mixed $data, mixed $parent, mixed $variations ): void {
		if ( ! in_array( $action, array( 'stockwire_follow', 'stockwire_unfollow' ), true ) || ! is_array( $variations ) || ! current_user_can( 'edit_product', (int) $parent ) ) {
			return;
		}
		foreach ( $variations as $id ) {
			$variation = wc_get_product( (int) $id );
			if ( $variation instanceof \WC_Product && $variation->get_parent_id() === (int) $parent ) {
				Follow::set_follows( $variation, 'stockwire_follow' === $action );
				$variation->save();
			}
		}
	}

	/**
	 * Switch and buffer.
	 *
	 * @param \WC_Product $product Product or variation.
	 * @param string      $index   Of a variation, "[0]".
	 */
	private static function fields( \WC_Product $product, string $index ): void {
		$id  = 'stockwire_follow' . str_replace( array( '[', ']' ), '_', $index );
		$row = '' === $index ? 'form-field' : 'form-row form-row-full';
		printf( '<div class="stockwire-follow"><input type="hidden" name="%s" value="1">', esc_attr( self::SHOWN . $index ) );
		printf(
			'<p class="%1$s"><label for="%2$s">%3$s</label> <input type="checkbox" class="checkbox" style="margin-inline-end:6px" id="%2$s" name="stockwire_follow%4$s" value="yes"%5$s> <span class="description">%6$s</span></p>',
			esc_attr( $row ),
			esc_attr( $id ),
			esc_html__( 'Follow the back office', 'stockwire' ),
			esc_attr( $index ),
			checked( Follow::follows( $product ), true, false ),
			esc_html__( 'Its stock is set by what the back office sends', 'stockwire' )
		);
		printf(
			'<p class="%1$s"><label for="%2$s_buffer">%3$s</label> <input type="number" class="short" id="%2$s_buffer" name="stockwire_buffer%4$s" value="%5$s" min="0" max="%6$d" step="1" placeholder="%7$s"> <span class="description">%8$s</span></p></div>',
			esc_attr( $row ),
			esc_attr( $id ),
			esc_html__( 'Safety buffer', 'stockwire' ),
			esc_attr( $index ),
			esc_attr( Follow::buffer( $product ) ),
			(int) Follow::MAX_BUFFER,
			/* translators: %d: number of pieces */
			esc_attr( sprintf( __( 'As the shop (%d)', 'stockwire' ), (int) Settings::load()->get( 'buffer' ) ) ),
			esc_html__( 'Pieces kept back from the back office\'s number', 'stockwire' )
		);
	}

	/**
	 * Codes and names that mean this product by the owner's word.
	 *
	 * @param \WC_Product $product Product or variation.
	 */
	private static function known_as( \WC_Product $product ): void {
		$links = $product->get_id() > 0 ? ( new Links() )->of_product( $product->get_id() ) : array();
		if ( array() !== $links ) {
			printf(
				'<p class="form-field form-row-full stockwire-known"><strong>%s</strong> <bdi>%s</bdi></p>',
				esc_html__( 'The back office also calls it:', 'stockwire' ),
				esc_html( implode( ', ', array_column( $links, 'text' ) ) )
			);
		}
	}

	/**
	 * Takes what was posted into the object.
	 *
	 * @param \WC_Product $product Product or variation.
	 * @param ?int        $at      Place of a variation.
	 */
	private static function take( \WC_Product $product, ?int $at ): void {
		if ( null === self::posted( self::SHOWN, $at ) ) {
			return;
		}
		$ticked = self::posted( 'stockwire_follow', $at );
		$typed  = self::posted( 'stockwire_buffer', $at ) ?? '';
		Follow::set_follows( $product, 'yes' === $ticked );
		if ( ! Follow::set_buffer( $product, $typed ) && is_callable( array( 'WC_Admin_Meta_Boxes', 'add_error' ) ) ) {
			\WC_Admin_Meta_Boxes::add_error( __( 'The safety buffer must be a whole number from 0 to 999999. It was left as it was.', 'stockwire' ) );
		}
	}

	/**
	 * A posted field, or one variation's.
	 *
	 * @param string $name Of the field.
	 * @param ?int   $at   Place of a variation.
	 */
	private static function posted( string $name, ?int $at ): ?string {
		// phpcs:ignore WordPress.Security -- WooCommerce checked its nonce before it called us; sanitised below.
		$value = $_POST[ $name ] ?? null;
		if ( null !== $at ) {
			$value = is_array( $value ) ? $value[ $at ] ?? null : null;
		}
		return is_string( $value ) ? sanitize_text_field( wp_unslash( $value ) ) : null;
	}
}
