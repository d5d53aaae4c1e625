<?php
/**
 * SPDX-License-Identifier: GPL-2.0-or-later
 * Hands out the one object of each class.
 *
 * @package Stockwire\Standin
 */

namespace Automattic\WooCommerce;

defined( 'ABSPATH' ) || exit;

final class Container {
	/** @var array<string, object> */
	private array $made = array();

	public function get( string $id ) {
		return $this->made[ $id ] ??= new $id();
	}

	public function has( string $id ): bool {
		return isset( $this->made[ $id ] ) || class_exists( $id );
	}
}
