<?php
/**
 * The list of products: quick and bulk edit of the switch, a mark on what does not follow, and a filter.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Follow;

/** Saved by WooCommerce's own hooks, behind its nonce. "No change" is always the first choice. */
final class ProductsList {

	private const FIELD = 'stockwire_follow_change';

	private const FILTER = 'stockwire_follow';

	/** Registers the hooks. */
	public function register(): void {
		add_action( 'woocommerce_product_quick_edit_end', array( $this, 'show' ) );
		add_action( 'woocommerce_product_bulk_edit_end', array( $this, 'show' ) );
		add_action( 'woocommerce_product_quick_edit_save', array( $this, 'save' ) );
		add_action( 'woocommerce_product_bulk_edit_save', array( $this, 'save' ) );
		add_filter( 'display_post_states', array( $this, 'mark' ), 10, 2 );
		add_action( 'restrict_manage_posts', array( $this, 'offer_filter' ), 20 );
		add_action( 'pre_get_posts', array( $this, 'filter' ) );
	}

	/** The choice in both forms. */
	public function show(): void {
		printf(
			'<div class="inline-edit-group"><label class="alignleft"><span class="title">%s</span><span class="input-text-wrap"><select name="%s"><option value="">%s</option><option value="yes">%s</option><option value="no">%s</option></select></span></label></div>',
			esc_html__( 'Back office', 'stockwire' ),
			esc_attr( self::FIELD ),
			esc_html__( '— No change —', 'stockwire' ),
			esc_html__( 'Follow', 'stockwire' ),
			esc_html__( 'Do not follow', 'stockwire' )
		);
	}

	/**
	 * One product of either form. WooCommerce has saved its part already.
	 *
	 * @param mixed $product The object.
	 */
	public function save( mixed $product ): void {
		// phpcs:ignore WordPress.Security -- WooCommerce checked its nonce before it called us; compared with two words.
		$wanted = $_REQUEST[ self::FIELD ] ?? '';
		if ( ! $product instanceof \WC_Product || ! in_array( $wanted, array( 'yes', 'no' ), true ) || ! current_user_can( 'edit_product', $product->get_id() ) ) {
			return;
		}
		Follow::set_follows( $product, 'yes' === $wanted );
		$product->save();
	}

	/**
	 * Says of a product that it does not follow.
	 *
	 * @param mixed $states Of the post.
	 * @param mixed $post   The post.
	 */
	public function mark( mixed $states, mixed $post ): mixed {
		// The list has primed the meta of its page.
		if ( is_array( $states ) && $post instanceof \WP_Post && 'product' === $post->post_type && 'no' === get_post_meta( $post->ID, Follow::FOLLOW, true ) ) {
			$states['stockwire'] = __( 'Does not follow the back office', 'stockwire' );
		}
		return $states;
	}

	/**
	 * The filter's choice.
	 *
	 * @param mixed $type Of the posts in the list.
	 */
	public function offer_filter( mixed $type ): void {
		if ( 'product' !== $type ) {
			return;
		}
		$asked   = self::asked();
		$choices = array(
			''    => __( 'Back office: all', 'stockwire' ),
			'yes' => __( 'Follows the back office', 'stockwire' ),
			'no'  => __( 'Does not follow the back office', 'stockwire' ),
		);
		printf( '<label class="screen-reader-text" for="stockwire-filter">%s</label><select id="stockwire-filter" name="%s">', esc_html__( 'Filter by back office', 'stockwire' ), esc_attr( self::FILTER ) );
		foreach ( $choices as $value => $text ) {
			printf( '<option value="%s"%s>%s</option>', esc_attr( $value ), selected( $asked, $value, false ), esc_html( $text ) );
		}
		echo '</select>';
	}

	/**
	 * Narrows the list. A product counts by its own switch and by those of its variations.
	 *
	 * @param mixed $query The list's query.
	 */
	public function filter( mixed $query ): void {
		global $pagenow;
		if ( ! $query instanceof \WP_Query || ! is_admin() || 'edit.php' !== $pagenow || ! $query->is_main_query() || 'product' !== $query->get( 'post_type' ) || '' === self::asked() ) {
			return;
		}
		$left = self::left_alone();
		// WooCommerce's own search comes as a list of products, beside which WordPress heeds no list of exceptions.
		$found = array_map( 'intval', (array) $query->get( 'post__in' ) );
		if ( 'yes' === self::asked() && array() === $found ) {
			$query->set( 'post__not_in', array_merge( (array) $query->get( 'post__not_in' ), $left ) );
			return;
		}
		if ( 'yes' === self::asked() ) {
			$left = array_diff( $found, $left );
		} elseif ( array() !== $found ) {
			$left = array_intersect( $found, $left );
		}
		$query->set( 'post__in', array() === $left ? array( 0 ) : array_values( $left ) );
	}

	/**
	 * Products that do not follow, or have a variation that does not.
	 *
	 * @return list<int>
	 */
	private static function left_alone(): array {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- few rows, by the index of the key.
		$ids = $wpdb->get_col( $wpdb->prepare( "SELECT DISTINCT IF(p.post_type = 'product_variation', p.post_parent, p.ID) FROM {$wpdb->postmeta} m JOIN {$wpdb->posts} p ON p.ID = m.post_id WHERE m.meta_key = %s AND m.meta_value = 'no'", Follow::FOLLOW ) );
		return array_values( array_map( 'intval', $ids ) );
	}

	/** What the filter is set to. */
	private static function asked(): string {
		// phpcs:ignore WordPress.Security -- chooses what is shown; compared with two words.
		$asked = $_GET[ self::FILTER ] ?? '';
		return in_array( $asked, array( 'yes', 'no' ), true ) ? $asked : '';
	}
}
