<?php
// SPDX-License-Identifier: MIT
// The catalogue of the benchmarks: of ten numbers of stock six are plain products', three variations', one a parent's.

declare(strict_types=1);

namespace Stockwire\Sandbox;

/** @phpstan-import-type Product from Catalogue */
final class Measured implements Catalogue {
	/** Numbers of stock, and the products that keep them, of one block. */
	public const HOLDERS  = 10;
	public const PRODUCTS = 8;

	private const SIZES = array( 'S', 'M', 'L' );

	/** @param int $count numbers of stock, a multiple of ten */
	public function __construct( private int $count, private int $seed = 1 ) {}

	public function products(): iterable {
		mt_srand( $this->seed );
		$products = intdiv( $this->count, self::HOLDERS ) * self::PRODUCTS;
		for ( $n = 0; $n < $products; $n++ ) {
			yield $n => Spec::product( $this->nth( $n ) );
		}
	}

	/**
	 * What a line calls a number of stock, without asking the database: it is asked for a million of them.
	 *
	 * @return array{code: string, name: string}
	 */
	public static function named( int $holder ): array {
		$slot     = $holder % self::HOLDERS;
		$position = intdiv( $holder, self::HOLDERS ) * self::PRODUCTS + min( 6, $slot ) + ( 9 === $slot ? 1 : 0 );
		$code     = self::code( $position );
		$name     = Names::nth( $position )[0];
		if ( $slot < 6 ) {
			return array( 'code' => $code, 'name' => $name );
		}
		// Slot 9 is told by a variation whose stock its parent keeps.
		$size = 9 === $slot ? 0 : $slot - 6;
		return array( 'code' => $code . '-' . ( $size + 1 ), 'name' => "$name (Mărime: " . self::SIZES[ $size ] . ')' );
	}

	private static function code( int $position ): string {
		return sprintf( 'SW-%07d', $position );
	}

	/** @return array<string, mixed> */
	private function nth( int $n ): array {
		list( $name, $category ) = Names::nth( $n );

		$slot = $n % self::PRODUCTS;
		$base = array(
			'name'        => $name,
			'sku'         => self::code( $n ),
			'stock'       => mt_rand( 1, 120 ),
			'categories'  => array( $category ),
			'description' => "$name, din catalogul de măsurat.",
		);
		if ( $slot < 6 ) {
			return array( 'regular' => sprintf( '%d.%02d', mt_rand( 3, 400 ), mt_rand( 0, 99 ) ) ) + $base;
		}
		$variations = array();
		foreach ( self::SIZES as $i => $size ) {
			$variations[] = array( 'sku' => $base['sku'] . '-' . ( $i + 1 ), 'regular' => '49.90', 'manage' => 6 === $slot, 'stock' => mt_rand( 1, 9 ), 'values' => array( $size ) );
		}
		return array(
			'type'       => 'variable',
			'manage'     => 7 === $slot,
			'attributes' => array( array( 'name' => 'Mărime', 'taxonomy' => true, 'values' => self::SIZES, 'variation' => true ) ),
			'variations' => 7 === $slot ? array_slice( $variations, 0, 2 ) : $variations,
		) + $base;
	}
}
