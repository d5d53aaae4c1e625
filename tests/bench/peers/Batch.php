<?php
// SPDX-License-Identifier: MIT
// A back office over WooCommerce's own REST API: wc/v3/products/batch by 100, and for variations their parents' batch route.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

/** It is given the ids, as such links keep them: looking them up would cost it more. */
class Batch implements Peer {
	/** WooCommerce's own limit. */
	private const SIZE = 100;

	protected Keys $keys;

	/** @var array<string, array{id: int, holder: int, parent: int}> */
	protected array $ids = array();

	public function __construct() {
		$this->keys = new Keys();
	}

	public function prepare( array $lines, bool $by_name ): void {
		$this->ids = Stock::ids( $lines );
	}

	public function run( array $lines, bool $by_name ): array {
		$products   = array();
		$variations = array();
		foreach ( $lines as $line ) {
			$of = $this->ids[ $line['code'] ];
			if ( $of['parent'] > 0 && $of['holder'] === $of['id'] ) {
				// WooCommerce refuses variations in the products' batch.
				$variations[ $of['parent'] ][] = array( 'id' => $of['id'], 'stock_quantity' => $line['after'] );
			} else {
				$products[] = array( 'id' => $of['holder'], 'stock_quantity' => $line['after'] );
			}
		}
		$calls = 0;
		foreach ( array_chunk( $products, self::SIZE ) as $part ) {
			$this->keys->call( 'POST', 'products/batch', array( 'update' => $part ) );
			++$calls;
		}
		foreach ( $variations as $parent => $part ) {
			$this->keys->call( 'POST', "products/$parent/variations/batch", array( 'update' => $part ) );
			++$calls;
		}
		return array( 'calls' => $calls );
	}

	public function warm(): int {
		return 10;
	}
}
