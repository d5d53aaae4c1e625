<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Which meta row holds which property of a product.
 *
 * @package Stockwire\Standin
 */

namespace Stockwire\Standin;

defined( 'ABSPATH' ) || exit;

trait ProductRows {
	/** Properties that have a row, in the order in which they are saved. */
	private static string $saved = 'sku global_unique_id regular_price sale_price date_on_sale_from date_on_sale_to total_sales tax_status tax_class manage_stock backorders low_stock_amount sold_individually weight length width height upsell_ids cross_sell_ids purchase_note default_attributes virtual downloadable gallery_image_ids download_limit download_expiry image_id stock_quantity stock_status average_rating rating_counts review_count';

	/** Most rows are called as their property; these are older than it. */
	private static array $keys = array(
		'date_on_sale_from' => '_sale_price_dates_from',
		'date_on_sale_to'   => '_sale_price_dates_to',
		'total_sales'       => 'total_sales',
		'cross_sell_ids'    => '_crosssell_ids',
		'gallery_image_ids' => '_product_image_gallery',
		'image_id'          => '_thumbnail_id',
		'stock_quantity'    => '_stock',
		'average_rating'    => '_wc_average_rating',
		'rating_counts'     => '_wc_rating_count',
		'review_count'      => '_wc_review_count',
	);

	/** Rows that are a product's own business, but no property is saved to them. */
	private static string $others = '_price _visibility _featured _file_paths _downloadable_files _product_attributes _product_version _variation_description _wp_old_slug _edit_last _edit_lock';

	/** @return array<string, string> Property by meta key. */
	protected function meta_props(): array {
		static $props = array();
		foreach ( $props ? array() : explode( ' ', self::$saved ) as $prop ) {
			$props[ self::$keys[ $prop ] ?? "_$prop" ] = $prop;
		}
		return $props;
	}

	public function get_internal_meta_keys() {
		$this->internal_meta_keys = array_values( array_unique( array_merge( $this->internal_meta_keys, array_keys( $this->meta_props() ), explode( ' ', self::$others ) ) ) );
		return $this->internal_meta_keys;
	}
}
