<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * A product without variations.
 *
 * @package Stockwire\Standin
 */

defined( 'ABSPATH' ) || exit;

class WC_Product_Simple extends WC_Product {
	public function get_type() {
		return 'simple';
	}
}
