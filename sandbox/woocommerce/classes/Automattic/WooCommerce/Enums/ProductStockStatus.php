<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * The states of a product's stock.
 *
 * @package Stockwire\Standin
 */

namespace Automattic\WooCommerce\Enums;

defined( 'ABSPATH' ) || exit;

final class ProductStockStatus {
	public const IN_STOCK     = 'instock';
	public const OUT_OF_STOCK = 'outofstock';
	public const ON_BACKORDER = 'onbackorder';
}
