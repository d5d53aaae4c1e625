<?php
/**
 * Times, quantities and products as a person reads them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

/** Plain text comes out, except where a function says HTML; that is escaped. */
final class Show {

	/**
	 * A time of the database in the shop's zone and format.
	 *
	 * @param ?string $utc As the database has it.
	 */
	public static function time( ?string $utc ): string {
		$time = null === $utc ? false : strtotime( $utc . ' UTC' );
		return false === $time ? '—' : (string) wp_date( get_option( 'date_format' ) . ' H:i:s', $time );
	}

	/**
	 * A quantity without its trailing zeros.
	 *
	 * @param ?string $quantity Exact, as the database has it.
	 */
	public static function quantity( ?string $quantity ): string {
		if ( null === $quantity || '' === $quantity ) {
			return '—';
		}
		return str_contains( $quantity, '.' ) ? rtrim( rtrim( $quantity, '0' ), '.' ) : $quantity;
	}

	/**
	 * A change.
	 *
	 * @param ?string $before Old number.
	 * @param ?string $after  New number.
	 * @return string HTML
	 */
	public static function change( ?string $before, ?string $after ): string {
		if ( null === $before && null === $after ) {
			return '—';
		}
		return sprintf(
			'<span class="stockwire-change">%s <span aria-hidden="true">→</span><span class="screen-reader-text"> %s </span> <strong>%s</strong></span>',
			esc_html( self::quantity( $before ) ),
			/* translators: between an old and a new quantity, for screen readers: "5 becomes 3" */
			esc_html__( 'becomes', 'stockwire' ),
			esc_html( self::quantity( $after ) )
		);
	}

	/**
	 * A product's name; its number where it is gone.
	 *
	 * @param int $id Product or variation.
	 */
	public static function product( int $id ): string {
		$product = wc_get_product( $id );
		/* translators: %d: number of a product that was deleted */
		return $product instanceof \WC_Product ? wp_strip_all_tags( $product->get_name() ) : sprintf( __( 'Product %d (deleted)', 'stockwire' ), $id );
	}

	/**
	 * A product's name, leading to the page where it is edited: a variation's is its parent's.
	 *
	 * @param int $id Product or variation.
	 * @return string HTML
	 */
	public static function product_link( int $id ): string {
		$name = self::product( $id );
		$post = get_post( $id );
		if ( null === $post ) {
			return esc_html( $name );
		}
		return sprintf( '<a href="%s">%s</a>', esc_url( self::edit_url( $id ) ), esc_html( '' === $name ? "#$id" : $name ) );
	}

	/**
	 * Address of the page where a product is edited.
	 *
	 * @param int $id Product or variation.
	 */
	public static function edit_url( int $id ): string {
		$parent = 'product_variation' === get_post_type( $id ) ? (int) wp_get_post_parent_id( $id ) : 0;
		return add_query_arg(
			array(
				'post'   => (string) ( $parent > 0 ? $parent : $id ),
				'action' => 'edit',
			),
			admin_url( 'post.php' )
		);
	}

	/**
	 * A person of the shop.
	 *
	 * @param int $id User.
	 */
	public static function user( int $id ): string {
		$user = $id > 0 ? get_userdata( $id ) : false;
		/* translators: %d: number of a user account that was deleted */
		return $user instanceof \WP_User ? $user->display_name : sprintf( __( 'User %d (deleted)', 'stockwire' ), $id );
	}
}
