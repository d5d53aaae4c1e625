<?php
// SPDX-License-Identifier: MIT
// A catalogue from WooCommerce's own product CSV: the columns that decide name, code, price, stock and attributes.

declare(strict_types=1);

namespace Stockwire\Sandbox;

use RuntimeException;

/** @phpstan-import-type Product from Catalogue */
final class Csv implements Catalogue {
	/** Published: as WooCommerce's importer reads it. */
	private const STATUS = array( '1' => 'publish', '0' => 'private', '-1' => 'draft' );

	public function __construct( private string $file ) {}

	public function products(): iterable {
		$variations = array();
		$products   = array();
		foreach ( $this->rows() as $row ) {
			$type = trim( explode( ',', $row['Type'] ?? 'simple' )[0] );
			if ( 'variation' === $type ) {
				$variations[ $row['Parent'] ][] = $row;
			} else {
				$products[] = array( $type, $row );
			}
		}
		// Grouped products last: they name others, which must be there before.
		usort( $products, static fn ( array $a, array $b ): int => ( 'grouped' === $a[0] ) <=> ( 'grouped' === $b[0] ) );
		$positions = array();
		foreach ( $products as $position => list( $type, $row ) ) {
			$mine     = array_merge( $variations[ $row['SKU'] ] ?? array(), $variations[ 'id:' . $row['ID'] ] ?? array() );
			$children = array();
			foreach ( self::split( $row['Grouped products'] ?? '' ) as $name ) {
				$children[] = $positions[ $name ] ?? throw new RuntimeException( "$this->file: {$row['SKU']} groups $name, which is not there." );
			}
			$positions[ $row['SKU'] ] = $positions[ 'id:' . $row['ID'] ] = $position;
			yield $position => Spec::product( array( 'type' => $type, 'children' => $children ) + $this->product( $row, $mine ) );
		}
	}

	/** @return iterable<array<string, string>> */
	private function rows(): iterable {
		$file = fopen( $this->file, 'r' );
		if ( ! $file || "\xEF\xBB\xBF" !== fread( $file, 3 ) ) {
			$file ? rewind( $file ) : throw new RuntimeException( "$this->file cannot be read." );
		}
		$header = fgetcsv( $file, null, ',', '"', '' );
		if ( ! $header || ! in_array( 'SKU', $header, true ) ) {
			throw new RuntimeException( "$this->file is no WooCommerce product CSV: it has no column SKU." );
		}
		while ( false !== ( $row = fgetcsv( $file, null, ',', '"', '' ) ) ) {
			if ( count( $row ) === count( $header ) ) {
				yield array_map( 'trim', array_combine( array_map( 'strval', $header ), array_map( 'strval', $row ) ) );
			}
		}
	}

	/**
	 * @param array<string, string>       $row
	 * @param list<array<string, string>> $variations
	 * @return array<string, mixed>
	 */
	private function product( array $row, array $variations ): array {
		$attributes = $this->attributes( $row, $variations );
		$makers     = array_column( array_filter( $attributes, static fn ( array $a ): bool => $a['variation'] ), 'name' );
		return array(
			'name'        => $row['Name'],
			'status'      => self::STATUS[ $row['Published'] ?? '1' ] ?? 'publish',
			'description' => str_replace( '\n', "\n", $row['Description'] ?? '' ),
			'excerpt'     => str_replace( '\n', "\n", $row['Short description'] ?? '' ),
			'categories'  => self::split( $row['Categories'] ?? '' ),
			'url'         => $row['External URL'] ?? '',
			'button'      => $row['Button text'] ?? '',
			'attributes'  => $attributes,
			'variations'  => array_map( fn ( array $one ): array => $this->variation( $one, $makers ), $variations ),
		) + self::stock( $row );
	}

	/**
	 * @param array<string, string> $row
	 * @param list<string>          $makers attributes that make variations, in the parent's order
	 * @return array<string, mixed>
	 */
	private function variation( array $row, array $makers ): array {
		$values = array();
		foreach ( $this->named( $row ) as $attribute ) {
			$values[ $attribute['name'] ] = $attribute['values'][0] ?? null;
		}
		return array(
			'description' => $row['Description'] ?? '',
			'values'      => array_map( static fn ( string $name ): ?string => $values[ $name ] ?? null, $makers ),
		) + self::stock( $row );
	}

	/**
	 * A number in "Stock" means that it is managed; "parent" that the parent keeps it.
	 *
	 * @param array<string, string> $row
	 * @return array<string, mixed>
	 */
	private static function stock( array $row ): array {
		$manage     = is_numeric( $row['Stock'] ?? '' );
		$backorders = $row['Backorders allowed?'] ?? '0';
		return array(
			'sku'          => $row['SKU'],
			'gtin'         => $row['GTIN, UPC, EAN, or ISBN'] ?? '',
			'regular'      => $row['Regular price'] ?? '',
			'sale'         => $row['Sale price'] ?? '',
			'manage'       => $manage,
			'stock'        => $manage ? (int) $row['Stock'] : null,
			'backorders'   => 'notify' === $backorders ? 'notify' : ( '1' === $backorders ? 'yes' : 'no' ),
			'stock_status' => match ( $row['In stock?'] ?? '1' ) {
				'0'         => 'outofstock',
				'backorder' => 'onbackorder',
				default     => 'instock',
			},
		);
	}

	/**
	 * @param array<string, string>       $row
	 * @param list<array<string, string>> $variations
	 * @return list<array{name: string, taxonomy: bool, values: list<string>, variation: bool}>
	 */
	private function attributes( array $row, array $variations ): array {
		// The parent's row does not say which make variations: those that a variation names.
		$makers = array();
		foreach ( $variations as $variation ) {
			$makers = array_merge( $makers, array_column( $this->named( $variation ), 'name' ) );
		}
		$attributes = array();
		foreach ( $this->named( $row ) as $attribute ) {
			$attributes[] = array( 'variation' => in_array( $attribute['name'], $makers, true ) ) + $attribute;
		}
		return $attributes;
	}

	/**
	 * @param array<string, string> $row
	 * @return list<array{name: string, taxonomy: bool, values: list<string>}>
	 */
	private function named( array $row ): array {
		$attributes = array();
		for ( $i = 1; '' !== ( $row[ "Attribute $i name" ] ?? '' ); $i++ ) {
			$attributes[] = array(
				'name'     => $row[ "Attribute $i name" ],
				'taxonomy' => '1' === ( $row[ "Attribute $i global" ] ?? '' ),
				'values'   => self::split( $row[ "Attribute $i value(s)" ] ?? '' ),
			);
		}
		return $attributes;
	}

	/**
	 * Commas part, an escaped one belongs to the value.
	 *
	 * @return list<string>
	 */
	private static function split( string $list ): array {
		$parts = preg_split( '/(?<!\\\\),/', $list ) ?: array();
		$parts = array_map( static fn ( string $part ): string => trim( str_replace( '\,', ',', $part ) ), $parts );
		return array_values( array_filter( $parts, static fn ( string $part ): bool => '' !== $part ) );
	}
}
