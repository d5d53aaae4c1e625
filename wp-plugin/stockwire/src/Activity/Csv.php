<?php
/**
 * A receipt as a file for spreadsheets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Activity;

use Stockwire\Shop\Admin\Activity\Sentences;
use Stockwire\Shop\Admin\Show;
use Stockwire\Shop\Reasons;

/**
 * Written line by line, so that a run of 100,000 lines needs no more memory than one of ten. Where people write 2,5, their
 * spreadsheets part cells by semicolons and take 2.5 for a date or a text: the file is spelled as the reader's language has it.
 */
final class Csv {

	/** Lines read at a time. */
	private const PAGE = 1000;

	/** What stands before a fraction. */
	private readonly string $point;

	/**
	 * Takes what reads.
	 *
	 * @param Lines   $lines Reads a run's lines.
	 * @param ?string $point What stands before a fraction; null: as in the reader's language.
	 */
	public function __construct( private readonly Lines $lines = new Lines(), ?string $point = null ) {
		global $wp_locale;
		$point     ??= $wp_locale instanceof \WP_Locale ? (string) $wp_locale->number_format['decimal_point'] : '.';
		$this->point = ',' === $point ? ',' : '.';
	}

	/**
	 * Writes the file.
	 *
	 * @param Run    $run The run.
	 * @param string $to  Where to.
	 */
	public function send( Run $run, string $to = 'php://output' ): void {
		// phpcs:disable WordPress.WP.AlternativeFunctions -- a stream of PHP, not a file.
		$out = fopen( $to, 'wb' );
		if ( false === $out ) {
			return;
		}
		// Without the mark, spreadsheets take UTF-8 for the system's old code page.
		fwrite( $out, "\xEF\xBB\xBF" );
		$this->row( $out, self::titles() );
		$after = 0;
		do {
			$lines = $this->lines->after( $run, $after, self::PAGE );
			foreach ( $lines as $line ) {
				$after = (int) $line['line'];
				$this->row(
					$out,
					array(
						$line['line'],
						$line['code'],
						$line['name'],
						$line['warehouse'],
						$this->number( $line['quantity'] ),
						$run->preview ? Sentences::would_be( $line['outcome'] ) : Sentences::outcome( $line['outcome'] ),
						'' === $line['reason'] ? '' : Reasons::translated_of( $line ),
						(string) ( $line['product_id'] ?? $line['holder_id'] ),
						$this->number( $line['old_quantity'] ),
						$this->number( $line['new_quantity'] ),
					)
				);
			}
			$full = self::PAGE === count( $lines );
		} while ( $full );
		fclose( $out );
		// phpcs:enable
	}

	/**
	 * A cell that no spreadsheet takes for a formula: a text that begins like one gets an apostrophe, a number stays one.
	 *
	 * @param string $text The cell.
	 */
	public static function cell( string $text ): string {
		$formula = '' !== $text && str_contains( "=+-@\t\r\n", $text[0] ) && 1 !== preg_match( '/^[+-]?[0-9]+([.,][0-9]+)?\z/', $text );
		return $formula ? "'$text" : $text;
	}

	/**
	 * Writes a row.
	 *
	 * @param resource     $out   Where to.
	 * @param list<string> $cells Its cells.
	 */
	private function row( $out, array $cells ): void {
		fputcsv( $out, array_map( array( self::class, 'cell' ), $cells ), ',' === $this->point ? ';' : ',', '"', '', "\r\n" ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- a stream of PHP.
	}

	/**
	 * The first row.
	 *
	 * @return list<string>
	 */
	private static function titles(): array {
		return array(
			__( 'Line', 'stockwire' ),
			__( 'Code', 'stockwire' ),
			__( 'Name', 'stockwire' ),
			__( 'Warehouse', 'stockwire' ),
			__( 'Quantity', 'stockwire' ),
			__( 'Outcome', 'stockwire' ),
			__( 'Reason', 'stockwire' ),
			__( 'Product', 'stockwire' ),
			__( 'Old number', 'stockwire' ),
			__( 'New number', 'stockwire' ),
		);
	}

	/**
	 * A quantity; nothing where there is none.
	 *
	 * @param ?string $quantity As the database has it.
	 */
	private function number( ?string $quantity ): string {
		return null === $quantity ? '' : str_replace( '.', $this->point, Show::quantity( $quantity ) );
	}
}
