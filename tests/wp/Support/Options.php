<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * A variable product of a plugin's own type, as subscriptions and bookings have.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

final class Options extends \WC_Product_Variable {

	public const TYPE = 'stockwire-options';

	public function get_type(): string {
		return self::TYPE;
	}

	public static function register(): void {
		add_filter( 'woocommerce_product_class', array( self::class, 'of_type' ), 10, 2 );
		add_filter( 'woocommerce_data_stores', array( self::class, 'stores' ) );
	}

	public static function unregister(): void {
		remove_filter( 'woocommerce_product_class', array( self::class, 'of_type' ) );
		remove_filter( 'woocommerce_data_stores', array( self::class, 'stores' ) );
	}

	/**
	 * @param array<string, mixed> $stores
	 * @return array<string, mixed>
	 */
	public static function stores( array $stores ): array {
		return array( 'product-' . self::TYPE => $stores['product-variable'] ) + $stores;
	}

	public static function of_type( mixed $class, string $type ): mixed {
		return self::TYPE === $type ? self::class : $class;
	}
}
