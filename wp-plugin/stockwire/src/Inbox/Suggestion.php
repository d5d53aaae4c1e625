<?php
/**
 * A product that an unknown code or name may mean.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Inbox;

/** With the reason it was thought of, the strongest reasons first. */
final class Suggestion {

	public const GTIN   = 'gtin';
	public const FORMER = 'former';
	public const CODE   = 'code';
	public const SLUG   = 'slug';
	public const NAME   = 'name';

	/**
	 * One suggestion.
	 *
	 * @param int    $product Product or variation.
	 * @param string $why     One of the constants.
	 * @param float  $score   0 to 1, for suggestions of one kind.
	 */
	public function __construct( public readonly int $product, public readonly string $why, public readonly float $score = 1.0 ) {}

	/** Why, for the owner. */
	public function sentence(): string {
		return match ( $this->why ) {
			self::GTIN   => __( 'Same GTIN', 'stockwire' ),
			self::FORMER => __( 'Former SKU', 'stockwire' ),
			self::CODE   => __( 'Same SKU but for zeros, blanks or hyphens', 'stockwire' ),
			self::SLUG   => __( 'The code is made of the product\'s name', 'stockwire' ),
			default      => __( 'Similar name', 'stockwire' ),
		};
	}
}
