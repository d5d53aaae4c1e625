<?php
// SPDX-License-Identifier: MIT
// Prints titles and tables whose columns stay straight under diacritics.

declare(strict_types=1);

namespace Stockwire\Sandbox;

final class Screen {
	/** Wider cells are cut: a table that wraps is no table. */
	private const CELL = 40;

	public static function title( string $text ): void {
		echo "\n$text\n" . str_repeat( '-', mb_strwidth( $text ) ) . "\n";
	}

	/**
	 * @param list<string>       $header
	 * @param list<list<string>> $rows
	 */
	public static function table( array $header, array $rows ): void {
		$rows  = array_map( static fn ( array $row ): array => array_map( array( self::class, 'cell' ), $row ), array( $header, ...$rows ) );
		$width = array();
		foreach ( $rows as $row ) {
			foreach ( $row as $i => $cell ) {
				$width[ $i ] = max( $width[ $i ] ?? 0, mb_strwidth( $cell ) );
			}
		}
		foreach ( $rows as $n => $row ) {
			self::row( $row, $width );
			if ( 0 === $n ) {
				self::row( array_map( static fn ( int $w ): string => str_repeat( '-', $w ), $width ), $width );
			}
		}
	}

	private static function cell( string $text ): string {
		$text = \Normalizer::normalize( $text, \Normalizer::FORM_C ) ?: $text;
		return mb_strwidth( $text ) > self::CELL ? mb_substr( $text, 0, self::CELL - 1 ) . '…' : $text;
	}

	/**
	 * Numbers to the right, words to the left.
	 *
	 * @param array<int, string> $row
	 * @param array<int, int>    $width
	 */
	private static function row( array $row, array $width ): void {
		$line = '';
		foreach ( $row as $i => $cell ) {
			$blanks = str_repeat( ' ', $width[ $i ] - mb_strwidth( $cell ) );
			$line  .= '  ' . ( preg_match( '/^-?[\d.]+$/', $cell ) ? $blanks . $cell : $cell . $blanks );
		}
		echo rtrim( $line ), "\n";
	}
}
