<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Lists products, as far as tests and lists of a few need it.
 *
 * @package Stockwire\Standin
 */

namespace Stockwire\Standin;

defined( 'ABSPATH' ) || exit;

final class ProductQuery {
	/**
	 * @param array<string, mixed> $args limit, page, status, type, include, exclude, parent, sku, orderby, order, return.
	 * @return list<int|\WC_Product>
	 */
	public function run( array $args ): array {
		$types = (array) ( $args['type'] ?? array_keys( wc_get_product_types() ) );
		$query = array(
			'post_type'        => array( 'variation' ) === $types ? 'product_variation' : 'product',
			'post_status'      => $args['status'] ?? array( 'draft', 'pending', 'private', 'publish' ),
			'posts_per_page'   => $args['limit'] ?? (int) get_option( 'posts_per_page' ),
			'paged'            => $args['page'] ?? 1,
			'orderby'          => $args['orderby'] ?? 'date',
			'order'            => $args['order'] ?? 'DESC',
			'post__in'         => $args['include'] ?? array(),
			'post__not_in'     => $args['exclude'] ?? array(),
			'fields'           => 'ids',
			'suppress_filters' => true,
		);
		if ( isset( $args['parent'] ) ) {
			$query['post_parent'] = $args['parent'];
		}
		if ( 'product' === $query['post_type'] ) {
			$query['tax_query'] = array(
				array(
					'taxonomy' => 'product_type',
					'field'    => 'slug',
					'terms'    => $types,
				),
			);
		}
		if ( isset( $args['sku'] ) ) {
			$query['meta_query'] = array(
				array(
					'key'     => '_sku',
					'value'   => $args['sku'],
					'compare' => 'LIKE',
				),
			);
		}
		$ids = get_posts( $query );
		return 'ids' === ( $args['return'] ?? '' ) ? $ids : array_values( array_filter( array_map( 'wc_get_product', $ids ) ) );
	}
}
