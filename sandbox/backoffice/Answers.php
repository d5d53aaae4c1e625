<?php
// SPDX-License-Identifier: MIT
// What SmartBill answers to its three calls, from the books, piece by piece.

declare(strict_types=1);

namespace Stockwire\Sandbox;

/** @phpstan-type Answer array{status: int, body: iterable<string>} */
final class Answers {
	private const BASE = '/SBORO/api';

	/** Lines a piece. */
	private const PIECE = 200;

	public function __construct( private string $books ) {}

	/** "stocks", "warehouses" or "" for a path that is none of them. */
	public static function call( string $path ): string {
		return match ( $path ) {
			self::BASE . '/stocks', self::BASE . '/stocks/', self::BASE . '/stocks/ecom/' => 'stocks',
			self::BASE . '/company/warehouses' => 'warehouses',
			default => '',
		};
	}

	/**
	 * @param array<string, string> $query
	 * @return Answer
	 */
	public function to( string $call, array $query, int $made_up, int $every = 1 ): array {
		if ( ( $query['cif'] ?? '' ) !== getenv( 'BACKOFFICE_COMPANY' ) ) {
			return self::error( 400, 'Firma nu a fost găsită.' );
		}
		if ( 'warehouses' === $call ) {
			return array(
				'status' => 200,
				'body'   => array( self::json( array( 'errorText' => '', 'list' => array_map( static fn ( string $name ): array => array( 'warehouseName' => $name ), $this->warehouses() ) ) ) ),
			);
		}
		foreach ( $this->warehouses() as $name ) {
			// Not mb_strtolower(): the server also runs on a PHP without extensions.
			if ( 1 === preg_match( '/^' . preg_quote( $name, '/' ) . '$/iuD', $query['warehouseName'] ?? '' ) ) {
				return array( 'status' => 200, 'body' => self::listed( $name, $made_up < 0 ? $this->lines( $name, $query, $every ) : self::made_up( $made_up ) ) );
			}
		}
		return self::error( 400, 'Gestiunea nu a fost găsită.' );
	}

	/** @return Answer */
	public static function error( int $status, string $text ): array {
		return array( 'status' => $status, 'body' => array( self::json( array( 'errorText' => $text, 'message' => '' ) ) ) );
	}

	/**
	 * @param iterable<array<string, mixed>> $lines
	 * @return iterable<string>
	 */
	public static function listed( string $warehouse, iterable $lines ): iterable {
		$piece = '{"errorText":"","list":[{"warehouse":' . self::json( array( 'warehouseName' => $warehouse, 'warehouseType' => 'en-gros' ) ) . ',"products":[';
		$count = 0;
		foreach ( $lines as $line ) {
			$piece .= ( $count++ ? ',' : '' ) . self::json( $line );
			if ( 0 === $count % self::PIECE ) {
				yield $piece;
				$piece = '';
			}
		}
		yield $piece . ']}]}';
	}

	/** @return iterable<array<string, mixed>> lines without end, or so many */
	public static function made_up( int $count ): iterable {
		for ( $i = 1; $i <= $count; $i++ ) {
			yield array( 'measuringUnit' => 'buc', 'productCode' => sprintf( 'MU-%06d', $i ), 'productName' => "Șurub inox cap îngropat nr. $i", 'quantity' => $i % 97 );
		}
	}

	/**
	 * @param array<string, string> $query
	 * @return iterable<array<string, mixed>>
	 */
	private function lines( string $warehouse, array $query, int $every ): iterable {
		$books = Books::open( $this->books );
		for ( $at = 0, $all = $books->count(); $at < $all; $at += $every ) {
			$line = $books->line( $at, $warehouse );
			if ( in_array( $query['productCode'] ?? '', array( '', $line['productCode'] ), true ) && in_array( $query['productName'] ?? '', array( '', $line['productName'] ), true ) ) {
				unset( $line['warehouse'] );
				yield $line;
			}
		}
	}

	/** @return list<string> */
	private function warehouses(): array {
		return Books::open( $this->books )->warehouses();
	}

	/** @param array<string, mixed> $value */
	private static function json( array $value ): string {
		return json_encode( $value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR );
	}
}
