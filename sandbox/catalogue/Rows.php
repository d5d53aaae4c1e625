<?php
// SPDX-License-Identifier: MIT
// Which meta rows a product or a variation has after WooCommerce saved it: keys, values, order.

declare(strict_types=1);

namespace Stockwire\Sandbox;

/**
 * @phpstan-import-type Product from Catalogue
 * @phpstan-import-type Variation from Catalogue
 */
final class Rows {
	/**
	 * The part that every kind shares.
	 *
	 * @param Product|Variation $item
	 * @return array<string, ?string>
	 */
	private static function common( array $item, string $tax_class ): array {
		$optional = array_filter(
			array(
				'_sku'              => $item['sku'],
				'_global_unique_id' => $item['gtin'],
				'_regular_price'    => $item['regular'],
				'_sale_price'       => $item['sale'],
			),
			static fn ( string $value ): bool => '' !== $value
		);
		return $optional + array(
			'total_sales'        => '0',
			'_tax_status'        => 'taxable',
			'_tax_class'         => $tax_class,
			'_manage_stock'      => $item['manage'] ? 'yes' : 'no',
			'_backorders'        => $item['backorders'],
			'_sold_individually' => 'no',
			'_virtual'           => 'no',
			'_downloadable'      => 'no',
			'_download_limit'    => '-1',
			'_download_expiry'   => '-1',
			'_stock'             => null === $item['stock'] ? null : (string) $item['stock'],
			'_stock_status'      => $item['stock_status'],
			'_wc_average_rating' => '0',
			'_wc_review_count'   => '0',
		);
	}

	/** @param Product|Variation $item */
	public static function price( array $item ): string {
		return '' !== $item['sale'] ? $item['sale'] : $item['regular'];
	}

	/**
	 * @param Product      $spec
	 * @param list<string> $prices what `_price` holds, one row each
	 * @param list<int>    $children ids of a grouped product
	 * @return list<array{string, ?string}>
	 */
	public static function product( array $spec, array $prices, array $children ): array {
		$meta = self::common( $spec, '' );
		if ( $children ) {
			$meta['_children'] = serialize( $children );
		}
		if ( 'external' === $spec['type'] ) {
			$meta['_product_url'] = $spec['url'];
			$meta['_button_text'] = $spec['button'];
		}
		if ( $spec['attributes'] ) {
			$meta['_product_attributes'] = serialize( self::attributes( $spec ) );
		}
		$meta['_product_version'] = WC_VERSION;
		$rows                     = self::pairs( $meta );
		foreach ( $prices as $price ) {
			$rows[] = array( '_price', $price );
		}
		if ( 'trash' === $spec['status'] ) {
			$rows[] = array( '_wp_trash_meta_status', 'publish' );
			$rows[] = array( '_wp_trash_meta_time', (string) time() );
		}
		return $rows;
	}

	/**
	 * @param Variation             $variation
	 * @param array<string, string> $chosen attribute key => slug or value, '' for any
	 * @return list<array{string, ?string}>
	 */
	public static function variation( array $variation, array $chosen ): array {
		$meta = array( '_variation_description' => $variation['description'] ) + self::common( $variation, 'parent' );
		foreach ( $chosen as $key => $value ) {
			$meta[ "attribute_$key" ] = $value;
		}
		if ( '' !== self::price( $variation ) ) {
			$meta['_price'] = self::price( $variation );
		}
		$meta['_product_version'] = WC_VERSION;
		return self::pairs( $meta );
	}

	/**
	 * @param Product $spec
	 * @return array<string, array<string, string|int>>
	 */
	private static function attributes( array $spec ): array {
		$all = array();
		foreach ( $spec['attributes'] as $i => $attribute ) {
			$slug = sanitize_title( $attribute['name'] );
			$name = $attribute['taxonomy'] ? "pa_$slug" : $attribute['name'];

			$all[ $attribute['taxonomy'] ? $name : $slug ] = array(
				'name'         => $name,
				'value'        => $attribute['taxonomy'] ? '' : implode( ' | ', $attribute['values'] ),
				'position'     => $i,
				'is_visible'   => 1,
				'is_variation' => (int) $attribute['variation'],
				'is_taxonomy'  => (int) $attribute['taxonomy'],
			);
		}
		return $all;
	}

	/**
	 * @param array<string, ?string> $meta
	 * @return list<array{string, ?string}>
	 */
	private static function pairs( array $meta ): array {
		$rows = array();
		foreach ( $meta as $key => $value ) {
			$rows[] = array( (string) $key, $value );
		}
		return $rows;
	}

	/**
	 * The row of wc_product_meta_lookup, without product_id.
	 *
	 * @param Product|Variation $item
	 * @param list<string>   $prices
	 * @return list<string|int|null>
	 */
	public static function lookup( array $item, array $prices, string $tax_class ): array {
		$low  = $prices ? (string) min( array_map( 'floatval', $prices ) ) : '0';
		$high = $prices ? (string) max( array_map( 'floatval', $prices ) ) : '0';
		return array( $item['sku'], $item['gtin'], 0, 0, $low, $high, (int) ( '' !== $item['sale'] ), null === $item['stock'] ? null : (string) $item['stock'], $item['stock_status'], 0, '0', 0, 'taxable', $tax_class );
	}

	public const LOOKUP = array( 'product_id', 'sku', 'global_unique_id', '`virtual`', 'downloadable', 'min_price', 'max_price', 'onsale', 'stock_quantity', 'stock_status', 'rating_count', 'average_rating', 'total_sales', 'tax_status', 'tax_class' );
}
