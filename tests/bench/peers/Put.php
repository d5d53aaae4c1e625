<?php
// SPDX-License-Identifier: MIT
// One product at a time over WooCommerce's own REST API: PUT wc/v3/products/ID.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

final class Put extends Batch {
	public function run( array $lines, bool $by_name ): array {
		foreach ( $lines as $line ) {
			$of    = $this->ids[ $line['code'] ];
			$route = $of['parent'] > 0 && $of['holder'] === $of['id'] ? "products/{$of['parent']}/variations/{$of['id']}" : "products/{$of['holder']}";
			$this->keys->call( 'PUT', $route, array( 'stock_quantity' => $line['after'] ) );
		}
		return array();
	}
}
