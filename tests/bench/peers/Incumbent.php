<?php
// SPDX-License-Identifier: MIT
// The algorithm of the existing module, written afresh from what it is known to do: a query a line, then WooCommerce's function.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

/** A code is looked for in all meta rows, a name among the first ten hits of a search. */
final class Incumbent implements Peer {
	public function prepare( array $lines, bool $by_name ): void {}

	public function run( array $lines, bool $by_name ): array {
		foreach ( $lines as $line ) {
			$id = $by_name ? $this->by_name( $line['name'] ) : $this->by_code( $line['code'] );
			if ( $id > 0 ) {
				wc_update_product_stock( $id, $line['after'] );
			}
		}
		\WC_Post_Data::do_deferred_product_sync();
		return array();
	}

	public function warm(): int {
		return 1;
	}

	private function by_code( string $code ): int {
		$found = new \WP_Query(
			array(
				'post_type'      => array( 'product', 'product_variation' ),
				'post_status'    => 'publish',
				'posts_per_page' => 1,
				'meta_query'     => array( array( 'key' => '_sku', 'value' => $code ) ),
			)
		);
		return $found->posts ? $found->posts[0]->ID : 0;
	}

	private function by_name( string $name ): int {
		$found = new \WP_Query( array( 'post_type' => array( 'product', 'product_variation' ), 'post_status' => 'publish', 'posts_per_page' => 10, 's' => $name ) );
		foreach ( $found->posts as $post ) {
			if ( sanitize_title( $post->post_title ) === sanitize_title( $name ) ) {
				return $post->ID;
			}
		}
		return 0;
	}
}
