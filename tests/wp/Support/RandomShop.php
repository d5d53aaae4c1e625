<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Chances of a seed: the same products, the same damage and the same numbers for every copy of a shop.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

/**
 * @phpstan-import-type Spec from Shop
 */
final class RandomShop {

	/** @var array<string, Spec> */
	public array $simple = array();

	/** @var array<string, array{0: Spec, 1: array<string, Spec>}> */
	public array $variable = array();

	/** Damage that WooCommerce repairs when it writes a stock number; repairs only ours makes are tested elsewhere. */
	private const DAMAGE = array( 'no _stock', 'no _stock_status', 'no lookup', 'lookup quantity', 'lookup status', 'status and term' );

	public function __construct( public readonly int $seed ) {
		mt_srand( $seed );
	}

	public function invent_simple( int $count ): void {
		for ( $i = 0; $i < $count; $i++ ) {
			$this->simple[ "s$i" ] = array(
				'status' => $this->one_of( array( 'publish', 'publish', 'publish', 'draft', 'private', 'pending' ) ),
				'price'  => (string) mt_rand( 1, 99 ),
			) + $this->stock( mt_rand( 0, 9 ) > 0 );
		}
	}

	/** @param 'variations'|'parent' $who keeps the stock */
	public function invent_variable( int $count, string $who ): void {
		for ( $i = 0; $i < $count; $i++ ) {
			$variations = array();
			foreach ( array_slice( array( 'S', 'M', 'L', 'XL' ), 0, mt_rand( 1, 4 ) ) as $value ) {
				$own                  = 'variations' === $who ? mt_rand( 0, 4 ) > 0 : 0 === mt_rand( 0, 3 );
				$variations[ $value ] = array(
					'status' => $this->one_of( array( 'publish', 'publish', 'publish', 'private' ) ),
					'price'  => (string) mt_rand( 1, 99 ),
				) + $this->stock( $own );
			}
			$parent = array( 'status' => $this->one_of( array( 'publish', 'publish', 'publish', 'draft', 'private' ) ) );

			$this->variable[ "$who$i" ] = array( $parent + $this->stock( 'parent' === $who ), $variations );
		}
	}

	public function build( string $tag ): Shop {
		$shop = new Shop( $tag );
		foreach ( $this->simple as $label => $spec ) {
			$shop->simple( $label, $spec );
		}
		foreach ( $this->variable as $label => list( $spec, $variations ) ) {
			$shop->variable( $label, $spec, $variations );
		}
		$shop->settle();
		return $shop;
	}

	/**
	 * One number for each of some holders; never two lines for one holder.
	 *
	 * @param list<string> $labels
	 * @return array<string, string> label => quantity
	 */
	public function quantities( array $labels, int $count ): array {
		$this->shuffle( $labels );
		$quantities = array();
		foreach ( array_slice( $labels, 0, $count ) as $label ) {
			$quantities[ $label ] = $this->one_of( array( '0', '0', '1', '2.5', '-3', '-0.5', (string) mt_rand( 1, 12 ), (string) mt_rand( 1, 100000 ) ) );
		}
		return $quantities;
	}

	/**
	 * @param list<string> $labels
	 * @return array<string, string> label => what is wrong with it
	 */
	public function damage( array $labels, int $count ): array {
		$this->shuffle( $labels );
		$damage = array();
		foreach ( array_slice( $labels, 0, $count ) as $label ) {
			$damage[ $label ] = $this->one_of( self::DAMAGE );
		}
		return $damage;
	}

	public static function break( Shop $shop, string $label, string $damage ): void {
		global $wpdb;
		$id     = $shop->ids[ $label ];
		$lookup = $wpdb->prefix . 'wc_product_meta_lookup';
		$other  = 'outofstock' === get_post_meta( $id, '_stock_status', true ) ? 'instock' : 'outofstock';
		// phpcs:disable WordPress.DB
		switch ( $damage ) {
			case 'no _stock_status':
				// Without the row WooCommerce takes it for in stock, and leaves a term that says otherwise. We do not.
				if ( 'instock' !== get_post_meta( $id, '_stock_status', true ) ) {
					break;
				}
				// Falls through.
			case 'no _stock':
				$wpdb->delete( $wpdb->postmeta, array( 'post_id' => $id, 'meta_key' => substr( $damage, 3 ) ) );
				break;
			case 'no lookup':
				$wpdb->delete( $lookup, array( 'product_id' => $id ) );
				break;
			case 'lookup quantity':
				$wpdb->update( $lookup, array( 'stock_quantity' => 77 ), array( 'product_id' => $id ) );
				break;
			case 'lookup status':
				$wpdb->update( $lookup, array( 'stock_status' => $other ), array( 'product_id' => $id ) );
				break;
			case 'status and term':
				update_post_meta( $id, '_stock_status', $other );
				$wpdb->update( $lookup, array( 'stock_status' => $other ), array( 'product_id' => $id ) );
				'outofstock' === $other ? wp_add_object_terms( $id, 'outofstock', 'product_visibility' ) : wp_remove_object_terms( $id, 'outofstock', 'product_visibility' );
				break;
		}
		// phpcs:enable
		wp_cache_flush();
	}

	/** @return Spec */
	private function stock( bool $managed ): array {
		if ( ! $managed ) {
			return array( 'manage' => false, 'stock_status' => $this->one_of( array( 'instock', 'instock', 'outofstock', 'onbackorder' ) ) );
		}
		return array(
			'manage'     => true,
			'stock'      => (float) $this->one_of( array( 0, 0, 3, 5, 12, -2 ) ),
			'backorders' => $this->one_of( array( 'no', 'no', 'notify', 'yes' ) ),
		);
	}

	/**
	 * @template T
	 * @param non-empty-list<T> $choices
	 * @return T
	 */
	private function one_of( array $choices ): mixed {
		return $choices[ mt_rand( 0, count( $choices ) - 1 ) ];
	}

	/** @param list<string> $labels */
	private function shuffle( array &$labels ): void {
		for ( $i = count( $labels ) - 1; $i > 0; $i-- ) {
			$j                                   = mt_rand( 0, $i );
			list( $labels[ $i ], $labels[ $j ] ) = array( $labels[ $j ], $labels[ $i ] );
		}
	}
}
