<?php
/**
 * Followed products, and when the back office last confirmed their number.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Coverage;

/**
 * A row a product.
 *
 * @phpstan-import-type CoverageRow from Coverage
 */
final class CoverageTable extends Table {

	public const PER_PAGE = 50;

	/**
	 * Takes a page of them.
	 *
	 * @phpstan-param list<CoverageRow> $rows
	 * @param array $rows  To show.
	 * @param int   $total Of all pages.
	 */
	public function __construct( array $rows, int $total ) {
		$ids = array_map( 'intval', array_column( $rows, 'id' ) );
		if ( array() !== $ids ) {
			_prime_post_caches( $ids, false, true );
		}
		parent::__construct( 'coverage', $rows, $total, __( 'Followed products', 'stockwire' ) );
	}

	/**
	 * What is said of a product.
	 *
	 * @return array<string, string>
	 */
	public function get_columns(): array {
		return array(
			'product'   => __( 'Product', 'stockwire' ),
			'sku'       => __( 'Code', 'stockwire' ),
			'quantity'  => __( 'Shop\'s number', 'stockwire' ),
			'confirmed' => __( 'Confirmed', 'stockwire' ),
		);
	}

	/** When there is none. */
	public function no_items(): void {
		esc_html_e( 'No product fits.', 'stockwire' );
	}

	/**
	 * A cell.
	 *
	 * @phpstan-param CoverageRow $item
	 * @param array  $item   The product.
	 * @param string $column Its name.
	 */
	protected function column_default( $item, $column ): string {
		return match ( $column ) {
			'product'   => Show::product_link( (int) $item['id'] ),
			'sku'       => esc_html( (string) $item['sku'] ),
			'quantity'  => esc_html( Show::quantity( $item['quantity'] ) ),
			'confirmed' => self::confirmed( $item ),
			default     => '',
		};
	}

	/**
	 * When, and what led to it.
	 *
	 * @phpstan-param CoverageRow $item
	 * @param array $item The product.
	 */
	private static function confirmed( array $item ): string {
		if ( null === $item['confirmed'] ) {
			return '<strong class="stockwire-badge stockwire-badge-unmatched">' . esc_html__( 'never', 'stockwire' ) . '</strong>';
		}
		/* translators: %s: length of time, e.g. "5 minutes" */
		$ago = sprintf( __( '%s ago', 'stockwire' ), human_time_diff( (int) strtotime( $item['confirmed'] . ' UTC' ) ) );
		return sprintf( '<a href="%s" title="%s">%s</a>', esc_url( Menu::tab( 'activity', array( 'product' => $item['id'] ) ) ), esc_attr( Show::time( $item['confirmed'] ) ), esc_html( $ago ) );
	}
}
