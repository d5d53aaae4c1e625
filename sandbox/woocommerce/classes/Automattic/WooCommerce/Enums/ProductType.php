<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * The kinds of product.
 *
 * @package Stockwire\Standin
 */

namespace Automattic\WooCommerce\Enums;

defined( 'ABSPATH' ) || exit;

final class ProductType {
	public const SIMPLE    = 'simple';
	public const VARIABLE  = 'variable';
	public const GROUPED   = 'grouped';
	public const EXTERNAL  = 'external';
	public const VARIATION = 'variation';
}
