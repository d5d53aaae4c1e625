<?php
/**
 * Gives an object that was read after the write the values from before it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Announce;

/**
 * For what is announced in the background, and for parents, whose prices and children must be the new ones.
 *
 * @phpstan-import-type Change from \Stockwire\Shop\Announcer
 */
final class Rewound {

	/**
	 * The change as it stands by now. A status that the run left alone, and somebody else has changed since, was told by whoever did.
	 *
	 * @param \WC_Product $product Read after the write, and not rewound yet.
	 * @param Change      $change  What was written.
	 * @return Change With the number and the status that the product has.
	 */
	public static function by_now( \WC_Product $product, array $change ): array {
		$quantity             = $product->get_stock_quantity( 'edit' );
		$change['new']        = null === $quantity ? $change['new'] : (string) $quantity;
		$status               = $product->get_stock_status( 'edit' );
		$change['old_status'] = $change['old_status'] === $change['new_status'] ? $status : $change['old_status'];
		$change['new_status'] = $status;
		return $change;
	}

	/**
	 * A holder with its old number and status.
	 *
	 * @param \WC_Product $product Read after the write.
	 * @param Change      $change  What was written.
	 */
	public static function holder( \WC_Product $product, array $change ): \WC_Product {
		if ( null !== $change['old'] ) {
			self::quantity( $product, (float) $change['old'] );
		}
		return self::status( $product, $change );
	}

	/**
	 * A number as data, not as a change: as WooCommerce's own function does it.
	 *
	 * @param \WC_Product $product  The object.
	 * @param float       $quantity The number.
	 */
	public static function quantity( \WC_Product $product, float $quantity ): void {
		$product->set_object_read( false );
		$product->set_stock_quantity( $quantity );
		$product->set_object_read( true );
	}

	/**
	 * A parent with its old status.
	 *
	 * @param \WC_Product_Variable $parent Read after the write.
	 * @param Change               $change What was written.
	 */
	public static function parent( \WC_Product_Variable $parent, array $change ): \WC_Product_Variable {
		self::status( $parent, $change );
		return $parent;
	}

	/**
	 * The old status as data, not as a change.
	 *
	 * @param \WC_Product $product The object.
	 * @param Change      $change  What was written.
	 */
	private static function status( \WC_Product $product, array $change ): \WC_Product {
		$product->set_object_read( false );
		$product->set_stock_status( '' === $change['old_status'] ? $change['new_status'] : $change['old_status'] );
		$product->set_object_read( true );
		return $product;
	}
}
