<?php
// SPDX-License-Identifier: MIT
// A catalogue like a real shop's: mostly plain products, and in every fifty the odd ones that stock links trip over.

declare(strict_types=1);

namespace Stockwire\Sandbox;

/** @phpstan-import-type Product from Catalogue */
final class Varied implements Catalogue {
	/** Products between two of the same oddity. */
	public const BLOCK = 50;

	/** Slots whose parent keeps the stock of its variations. */
	private const MANAGED = array( 11, 31 );

	private const SIZES   = array( 'S', 'M', 'L', 'XL' );
	private const COLOURS = array( 'Roșu', 'Verde', 'Albastru închis', 'Negru' );

	public function __construct( private int $count, private int $seed = 1, private bool $plain = false ) {}

	public function products(): iterable {
		mt_srand( $this->seed );
		for ( $n = 0; $n < $this->count; $n++ ) {
			yield $n => Spec::product( $this->plain ? $this->simple( $n ) : $this->nth( $n ) );
		}
	}

	/** @return array<string, mixed> */
	private function simple( int $n ): array {
		list( $name, $category ) = Names::nth( $n );
		return array(
			'name'        => $name,
			'sku'         => sprintf( 'SW-%06d', $n ),
			'regular'     => sprintf( '%d.%02d', mt_rand( 3, 400 ), mt_rand( 0, 99 ) ),
			'stock'       => mt_rand( 1, 120 ),
			'categories'  => array( $category ),
			'description' => "$name, din catalogul de probă.",
			'excerpt'     => '',
		);
	}

	/** @return array<string, mixed> */
	private function nth( int $n ): array {
		$block = intdiv( $n, self::BLOCK );
		$slot  = $n % self::BLOCK;
		$base  = $this->simple( $n );
		$odd   = $this->oddity( $slot, $block ) ?? $this->variable( $slot, $block, $base );
		if ( 13 === $slot ) {
			$odd = array( 'type' => 'grouped', 'regular' => '', 'children' => array( $n - 1, $n - 3, $n - 7 ), 'stock' => null );
		}
		return $odd + $base;
	}

	/**
	 * The simple products that are not quite simple.
	 *
	 * @return array<string, mixed>|null
	 */
	private function oddity( int $slot, int $block ): ?array {
		return match ( $slot ) {
			0, 25   => array( 'sku' => "DUBLU-$block" ),
			1, 26   => array( 'name' => "Lanternă frontală reîncărcabilă $block" ),
			2       => array( 'manage' => false ),
			27      => array( 'manage' => false, 'stock_status' => 'outofstock' ),
			3       => array( 'status' => 'draft' ),
			4       => array( 'status' => 'private' ),
			// The trashed twin of the next one: same name, same code.
			5       => array( 'status' => 'trash', 'name' => "Umbrelă pliabilă bleumarin $block", 'sku' => "UMB-$block" ),
			6       => array( 'name' => "Umbrelă pliabilă bleumarin $block", 'sku' => "UMB-$block" ),
			7       => array( 'backorders' => 'notify', 'stock' => -3 ),
			8       => array( 'backorders' => 'yes' ),
			14      => array( 'type' => 'external', 'url' => "https://example.org/produs/$block", 'button' => 'Cumpără de la partener' ),
			15      => array( 'sku' => '' ),
			16      => array( 'stock' => 0 ),
			// Equal by WordPress' slug, not by what they are.
			17      => array( 'name' => "Cablu 1,5 mm rolă $block" ),
			18      => array( 'name' => "Cablu 15 mm rolă $block" ),
			19      => array( 'sku' => "abc-$block" ),
			20      => array( 'sku' => "ABC-$block" ),
			21      => array( 'sku' => sprintf( '%05d', 123 + $block ) ),
			22      => array( 'name' => "Set „Floare” & farfurie Ø 1/2\" <mic> $block" ),
			23      => array( 'stock' => -2 ),
			24      => array( 'sale' => '2.99' ),
			28      => array( 'gtin' => sprintf( '594%010d', $block ) ),
			29      => array( 'sku' => '', 'name' => "Hârtie copiator A4 $block" ),
			default => null,
		};
	}

	/**
	 * @param array<string, mixed> $base
	 * @return array<string, mixed>
	 */
	private function variable( int $slot, int $block, array $base ): array {
		$size   = array( 'name' => 'Mărime', 'taxonomy' => true, 'values' => self::SIZES, 'variation' => true );
		$colour = array( 'name' => 'Culoare', 'taxonomy' => true, 'values' => self::COLOURS, 'variation' => true );
		$model  = array( 'name' => 'Model', 'taxonomy' => false, 'values' => array( 'Scurt', 'Lung până la glezne' ), 'variation' => true );
		$fabric = array( 'name' => 'Material', 'taxonomy' => true, 'values' => array( 'Bumbac', 'In' ), 'variation' => false );
		$name   = match ( $slot ) {
			9       => "Tricou brodat Mărțișor $block",
			10      => "Geacă impermeabilă Vânt $block",
			11      => "Covor țesut Maramureș $block",
			31      => "Covor persan Sultan $block",
			12      => "Rochie de vară Mușețel $block",
			30      => "Ie brodată Sânziana $block",
			default => null,
		};
		if ( null === $name ) {
			return array();
		}
		list( $attributes, $values ) = match ( $slot ) {
			9       => array( array( $size, $colour, $fabric ), array( array( 'S', 'Roșu' ), array( 'M', 'Roșu' ), array( 'M', 'Verde' ), array( 'XL', 'Negru' ) ) ),
			10      => array( array( $size ), array( array( 'S' ), array( 'M' ), array( 'L' ) ) ),
			11, 31  => array( array( $colour ), array( array( 'Roșu' ), array( 'Albastru închis' ) ) ),
			12      => array( array( $size, $model ), array( array( 'S', null ), array( 'M', 'Scurt' ), array( null, 'Lung până la glezne' ) ) ),
			default => array( array( $size, $colour, $model ), array( array( 'S', 'Roșu', 'Scurt' ), array( 'L', null, null ) ) ),
		};
		$managed = in_array( $slot, self::MANAGED, true );
		return array( 'type' => 'variable', 'name' => $name, 'regular' => '', 'manage' => $managed, 'attributes' => $attributes )
			+ array( 'variations' => $this->variations( $slot, $values, $base ) )
			+ ( 31 === $slot ? array( 'stock' => 0 ) : array() );
	}

	/**
	 * Own stock for most; none of their own where the parent manages it; slot 12 mixes.
	 *
	 * @param list<list<?string>>  $values
	 * @param array<string, mixed> $base
	 * @return list<array<string, mixed>>
	 */
	private function variations( int $slot, array $values, array $base ): array {
		$variations = array();
		foreach ( $values as $i => $chosen ) {
			$variations[] = array(
				'sku'        => $base['sku'] . '-' . ( $i + 1 ),
				'regular'    => sprintf( '%d.90', mt_rand( 30, 60 ) ),
				'manage'     => ! in_array( $slot, self::MANAGED, true ) && ! ( 12 === $slot && 1 === $i ),
				'stock'      => 10 === $slot ? 0 : mt_rand( 0, 9 ),
				'backorders' => 10 === $slot && 2 === $i ? 'notify' : 'no',
				'values'     => $chosen,
			);
		}
		return $variations;
	}
}
