<?php
// SPDX-License-Identifier: MIT
// Fills a specification's gaps with what WooCommerce's own product form starts from.

declare(strict_types=1);

namespace Stockwire\Sandbox;

/**
 * @phpstan-import-type Product from Catalogue
 * @phpstan-import-type Variation from Catalogue
 */
final class Spec {
	private const STOCK = array(
		'sku'          => '',
		'gtin'         => '',
		'regular'      => '',
		'sale'         => '',
		'status'       => 'publish',
		'manage'       => true,
		'stock'        => 0,
		'backorders'   => 'no',
		'stock_status' => 'instock',
		'description'  => '',
	);

	/**
	 * @param array<string, mixed> $given
	 * @return Product
	 */
	public static function product( array $given ): array {
		// Only these two kinds keep a number of their own.
		if ( ! in_array( $given['type'] ?? 'simple', array( 'simple', 'variable' ), true ) ) {
			$given['manage'] = false;
		}
		$spec = self::settle(
			$given + self::STOCK + array(
				'type'       => 'simple',
				'categories' => array(),
				'attributes' => array(),
				'variations' => array(),
				'children'   => array(),
				'url'        => '',
				'button'     => '',
				'excerpt'    => '',
			)
		);
		$spec['variations'] = array_map( array( self::class, 'variation' ), $spec['variations'] );
		if ( 'variable' === $spec['type'] ) {
			$spec = self::derive( $spec );
		}
		/** @var Product $spec */
		return $spec;
	}

	/**
	 * @param array<string, mixed> $given
	 * @return Variation
	 */
	private static function variation( array $given ): array {
		/** @var Variation $variation */
		$variation = self::settle( $given + self::STOCK );
		return $variation;
	}

	/**
	 * WooCommerce's rule: a number decides the status; without one the status stands by itself.
	 *
	 * @param array<string, mixed> $spec
	 * @return array<string, mixed>
	 */
	private static function settle( array $spec ): array {
		if ( ! $spec['manage'] ) {
			return array( 'stock' => null, 'backorders' => 'no' ) + $spec;
		}
		$spec['stock_status'] = match ( true ) {
			$spec['stock'] > 0            => 'instock',
			'no' !== $spec['backorders']  => 'onbackorder',
			default                       => 'outofstock',
		};
		return $spec;
	}

	/**
	 * The parent follows its variations, or they follow it.
	 *
	 * @param array<string, mixed> $spec
	 * @return array<string, mixed>
	 */
	private static function derive( array $spec ): array {
		if ( $spec['manage'] ) {
			foreach ( $spec['variations'] as $i => $variation ) {
				if ( ! $variation['manage'] ) {
					$spec['variations'][ $i ]['stock_status'] = $spec['stock_status'];
				}
			}
			return $spec;
		}
		$all                  = array_column( $spec['variations'], 'stock_status' );
		$spec['stock_status'] = match ( true ) {
			in_array( 'instock', $all, true )     => 'instock',
			in_array( 'onbackorder', $all, true ) => 'onbackorder',
			default                               => 'outofstock',
		};
		return $spec;
	}
}
