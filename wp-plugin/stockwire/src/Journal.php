<?php
/**
 * Reads runs and their lines from the journal, in the shape of a receipt.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

use Stockwire\Shop\Activity\Lines;
use Stockwire\Shop\Activity\Run;
use Stockwire\Shop\Activity\Runs;

/** The engine writes the journal; this only reads it. */
final class Journal {

	private const PAGE = 1000;

	/**
	 * Takes what reads the lines.
	 *
	 * @param Lines $lines Of the journal, and those of a held run that wait.
	 */
	public function __construct( private readonly Lines $lines = new Lines() ) {}

	/**
	 * Prints the receipt of a run; null where there is no such run.
	 *
	 * @param int $run Its number.
	 */
	public function receipt( int $run ): ?\Closure {
		$row = ( new Runs() )->find( $run );
		if ( null === $row ) {
			return null;
		}
		return function () use ( $row ): void {
			$applied = 'done' === $row->state && ! $row->preview;
			// phpcs:ignore WordPress.Security.EscapeOutput -- JSON.
			echo '{"run":' . $row->id . ',"applied":' . ( $applied ? 'true' : 'false' ) . ',"counts":' . wp_json_encode( (object) $this->lines->counts( $row ) ) . ',"lines":[';
			$this->print_lines( $row );
			echo ']}';
		};
	}

	/**
	 * Prints the lines page by page: a receipt may have 100,000.
	 *
	 * @param Run $run The run.
	 */
	private function print_lines( Run $run ): void {
		$after = 0;
		do {
			$rows = $this->lines->after( $run, $after, self::PAGE );
			foreach ( $rows as $row ) {
				echo ( 0 === $after ? '' : ',' ) . self::line( $row ); // phpcs:ignore WordPress.Security.EscapeOutput -- JSON.
				$after = (int) $row['line'];
			}
			$full = self::PAGE === count( $rows );
		} while ( $full );
	}

	/**
	 * One line, as the extension writes it: quantities are JSON numbers, printed exactly.
	 *
	 * @param array<string, ?string> $row Of the journal.
	 */
	private static function line( array $row ): string {
		$line = '{"line":' . (int) $row['line'];
		foreach ( array( 'code', 'name', 'warehouse', 'outcome', 'reason' ) as $key ) {
			$line .= ',"' . $key . '":' . self::text( (string) $row[ $key ] );
		}
		$codes = Reasons::of( $row );
		$line .= ',"message":' . self::text( implode( ' ', array_map( array( Reasons::class, 'sentence' ), $codes ) ) );
		if ( count( $codes ) > 1 ) {
			$line .= ',"remarks":["' . implode( '","', array_slice( $codes, 1 ) ) . '"]';
		}
		$line .= ',"product":' . ( $row['product_id'] ?? 'null' );
		$line .= ',"old":' . self::quantity( $row['old_quantity'] ) . ',"new":' . self::quantity( $row['new_quantity'] );
		if ( 'ambiguous' === $row['outcome'] ) {
			$candidates = Candidates::read( (string) $row['detail'] );
			$line      .= ',"candidates":[' . implode( ',', $candidates->ids ) . ']' . ( $candidates->more > 0 ? ',"more_candidates":' . $candidates->more : '' );
		}
		return $line . '}';
	}

	/**
	 * A quantity without its trailing zeros, exact.
	 *
	 * @param ?string $quantity As the database writes it.
	 */
	private static function quantity( ?string $quantity ): string {
		if ( null === $quantity ) {
			return 'null';
		}
		return str_contains( $quantity, '.' ) ? rtrim( rtrim( $quantity, '0' ), '.' ) : $quantity;
	}

	/**
	 * A JSON string, byte by byte as the extension writes it: a repeat is to get the very same receipt.
	 *
	 * @param string $text UTF-8, from a column that takes nothing else.
	 */
	private static function text( string $text ): string {
		$escape = static fn( array $found ): string => $found[0] < ' ' ? sprintf( '\\u00%02x', ord( $found[0] ) ) : '\\' . $found[0];
		return '"' . preg_replace_callback( '/[\x00-\x1f"\\\\]/', $escape, $text ) . '"';
	}
}
