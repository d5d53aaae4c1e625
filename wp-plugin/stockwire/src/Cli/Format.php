<?php
/**
 * Rows as a person or a program wants them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Cli;

/** Plain text: what comes from outside cannot move a terminal's cursor. */
final class Format {

	public const NAMES = array( 'table', 'json', 'csv' );

	/** Cells of a table are cut here; JSON and CSV are whole. */
	private const WIDEST = 60;

	/**
	 * Writes a list.
	 *
	 * @param Output                     $output  Where to.
	 * @param string                     $format  One of NAMES.
	 * @param list<string>               $columns To show, in order.
	 * @param list<array<string, mixed>> $rows    With at least these.
	 */
	public static function rows( Output $output, string $format, array $columns, array $rows ): void {
		$rows = array_map( static fn( array $row ): array => array_replace( array_fill_keys( $columns, null ), array_intersect_key( $row, array_flip( $columns ) ) ), $rows );
		if ( 'json' === $format ) {
			$output->write( self::json( $rows ) );
			return;
		}
		$cells = array_map( static fn( array $row ): array => array_map( array( self::class, 'text' ), array_values( $row ) ), $rows );
		$output->write( 'csv' === $format ? self::csv( array( $columns, ...$cells ) ) : self::table( $columns, $cells ) );
	}

	/**
	 * Writes one thing: a table has a row a fact.
	 *
	 * @param Output               $output Where to.
	 * @param string               $format One of NAMES.
	 * @param array<string, mixed> $facts  By name.
	 */
	public static function facts( Output $output, string $format, array $facts ): void {
		if ( 'json' === $format ) {
			$output->write( self::json( $facts ) );
			return;
		}
		$rows = array();
		foreach ( $facts as $name => $value ) {
			$rows[] = compact( 'name', 'value' );
		}
		self::rows( $output, $format, array( 'name', 'value' ), $rows );
	}

	/**
	 * JSON of any value.
	 *
	 * @param mixed $value Of ours.
	 */
	public static function json( mixed $value ): string {
		return wp_json_encode( $value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE ) . "\n";
	}

	/**
	 * Comma-separated, as RFC 4180 has it; what a spreadsheet would take for a formula is made plain.
	 *
	 * @param list<list<string>> $rows With the head.
	 */
	private static function csv( array $rows ): string {
		$text = '';
		foreach ( $rows as $row ) {
			$cells = array();
			foreach ( $row as $cell ) {
				$cell    = 1 === preg_match( '/^[=+@\t\r]|^-(?![0-9.]+\z)/', $cell ) ? "'" . $cell : $cell;
				$cells[] = 1 === preg_match( '/[",\r\n]/', $cell ) ? '"' . str_replace( '"', '""', $cell ) . '"' : $cell;
			}
			$text .= implode( ',', $cells ) . "\n";
		}
		return $text;
	}

	/**
	 * Columns side by side.
	 *
	 * @param list<string>       $head Their names.
	 * @param list<list<string>> $rows Cells.
	 */
	private static function table( array $head, array $rows ): string {
		$rows   = array_map( static fn( array $row ): array => array_map( array( self::class, 'cut' ), $row ), $rows );
		$widths = array();
		foreach ( $head as $name ) {
			$widths[] = mb_strwidth( $name, 'UTF-8' );
		}
		foreach ( $rows as $row ) {
			foreach ( $row as $at => $cell ) {
				$widths[ $at ] = max( $widths[ $at ], mb_strwidth( $cell, 'UTF-8' ) );
			}
		}
		$rule = '+' . implode( '+', array_map( static fn( int $width ): string => str_repeat( '-', $width + 2 ), $widths ) ) . "+\n";
		$text = $rule . self::line( $head, $widths ) . $rule;
		foreach ( $rows as $row ) {
			$text .= self::line( $row, $widths );
		}
		return $text . $rule;
	}

	/**
	 * A row of a table.
	 *
	 * @param list<string> $cells  Texts.
	 * @param array<int>   $widths Of the columns.
	 */
	private static function line( array $cells, array $widths ): string {
		$padded = array();
		foreach ( $cells as $at => $cell ) {
			$padded[] = ' ' . $cell . str_repeat( ' ', max( 0, $widths[ $at ] - mb_strwidth( $cell, 'UTF-8' ) ) ) . ' ';
		}
		return '|' . implode( '|', $padded ) . "|\n";
	}

	/**
	 * A cell's text, on one line and no wider than a column may be.
	 *
	 * @param string $text As it is.
	 */
	private static function cut( string $text ): string {
		$text = (string) preg_replace( '/[\p{Cc}\p{Cf}]+/u', ' ', $text );
		return mb_strwidth( $text, 'UTF-8' ) > self::WIDEST ? mb_strimwidth( $text, 0, self::WIDEST, '…', 'UTF-8' ) : $text;
	}

	/**
	 * A value as text.
	 *
	 * @param mixed $value Of ours.
	 */
	private static function text( mixed $value ): string {
		if ( is_bool( $value ) ) {
			return $value ? 'yes' : 'no';
		}
		return null === $value || is_scalar( $value ) ? (string) $value : (string) wp_json_encode( $value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
	}
}
