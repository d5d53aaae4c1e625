<?php
// SPDX-License-Identifier: MIT
// Compares the shop's tables with what must be in them, for every product, those nobody spoke of included.

declare(strict_types=1);

namespace Stockwire\Sandbox;

/** @phpstan-import-type Step from Scenario */
final class Verdict {
	/** @var array<int, array<string, mixed>> */
	private array $expected;

	/** @var list<string> */
	public array $wrong = array();

	public int $checks = 0;

	public function __construct( private Database $database ) {
		$this->expected = $database->products();
	}

	/** The product that a step speaks of: by its code, else by its title. */
	public function holder( string $name ): ?int {
		foreach ( '' === $name ? array() : array( 'sku', 'title' ) as $field ) {
			foreach ( $this->expected as $id => $product ) {
				if ( $product[ $field ] === $name ) {
					return $id;
				}
			}
		}
		return null;
	}

	public function stock( ?int $id ): string {
		$stock = null === $id ? null : $this->database->products()[ $id ]['stock'];
		return null === $stock ? '–' : self::short( $stock );
	}

	public static function short( string $number ): string {
		return str_contains( $number, '.' ) ? rtrim( rtrim( $number, '0' ), '.' ) : $number;
	}

	/** @param Step $step */
	public function expect( array $step ): void {
		$id = $this->holder( $step['holder'] );
		if ( null === $id || null === $step['stock'] ) {
			return;
		}
		$status = $step['stock'] > 0 ? 'instock' : 'outofstock';

		$this->expected[ $id ]['stock']        = (string) $step['stock'];
		$this->expected[ $id ]['stock_status'] = $status;
	}

	public function is( string $what, string $expected, string $found ): void {
		++$this->checks;
		if ( $expected !== $found ) {
			$this->wrong[] = "$what: expected $expected, found $found";
		}
	}

	/** Every product of the shop, in all the places where a number or a status is kept. */
	public function shop(): void {
		$found = $this->database->products();
		foreach ( $this->expected as $id => $product ) {
			$now  = $found[ $id ];
			$what = "product $id ($product[sku] $product[title])";
			$this->is( "$what, _stock", self::number( $product['stock'] ), self::number( $now['stock'] ) );
			$this->is( "$what, lookup", self::number( $now['stock'] ), self::number( $now['lookup'] ) );
			$this->is( "$what, _stock_status", $product['stock_status'], $now['stock_status'] );
			$this->is( "$what, lookup status", $now['stock_status'], $now['lookup_status'] );
			if ( $now['managed'] ) {
				$this->is( "$what, out-of-stock term", 'outofstock' === $now['stock_status'] ? 'yes' : 'no', $now['hidden'] ? 'yes' : 'no' );
			}
		}
	}

	private static function number( ?string $number ): string {
		return null === $number ? 'none' : number_format( (float) $number, 6, '.', '' );
	}
}
