<?php
// SPDX-License-Identifier: MIT
// The back office's own books: articles and how many of each lie in which warehouse, kept in a file.

declare(strict_types=1);

namespace Stockwire\Sandbox;

use RuntimeException;

/** @phpstan-type Article array{code: string, name: string, unit: string, stock: array<string, int>} */
final class Books {
	/** @param list<Article> $articles */
	private function __construct( private string $file, private array $articles ) {}

	public static function open( string $file ): self {
		$text = is_file( $file ) ? file_get_contents( $file ) : false;
		if ( false === $text ) {
			throw new RuntimeException( "there are no books yet: run backoffice.php fill." );
		}
		return new self( $file, json_decode( $text, true, 16, JSON_THROW_ON_ERROR ) );
	}

	/** @param list<Article> $articles */
	public static function start( string $file, array $articles ): self {
		$books = new self( $file, $articles );
		$books->save();
		return $books;
	}

	public function count(): int {
		return count( $this->articles );
	}

	/** @return list<string> */
	public function warehouses(): array {
		return array_map( 'strval', array_keys( $this->articles[0]['stock'] ?? array() ) );
	}

	/** @return Article */
	public function article( int $at ): array {
		return $this->articles[ $at ];
	}

	/** Goods come in or go out; a warehouse that has too few is not oversold. */
	public function move( int $at, string $warehouse, int $by ): int {
		$now = max( 0, ( $this->articles[ $at ]['stock'][ $warehouse ] ?? 0 ) + $by );
		$this->articles[ $at ]['stock'][ $warehouse ] = $now;
		return $now;
	}

	/**
	 * What SmartBill says of an article in a warehouse.
	 *
	 * @return array{productName: string, productCode: string, warehouse: string, quantity: int, measuringUnit: string}
	 */
	public function line( int $at, string $warehouse ): array {
		$article = $this->articles[ $at ];
		return array(
			'productName'   => $article['name'],
			'productCode'   => $article['code'],
			'warehouse'     => $warehouse,
			'quantity'      => $article['stock'][ $warehouse ] ?? 0,
			'measuringUnit' => $article['unit'],
		);
	}

	public function save(): void {
		file_put_contents( $this->file . '.new', json_encode( $this->articles, JSON_UNESCAPED_UNICODE | JSON_PRETTY_PRINT | JSON_THROW_ON_ERROR ) );
		rename( $this->file . '.new', $this->file );
	}
}
