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

/** The engine writes the journal; this only reads it. */
final class Journal {

	private const PAGE = 1000;

	/**
	 * Prints the receipt of a run; null where there is no such run.
	 *
	 * @param int $run Its number.
	 */
	public function receipt( int $run ): ?\Closure {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- our own table; must be read afresh.
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT id, state, preview, counts FROM {$wpdb->prefix}stockwire_runs WHERE id = %d", $run ), ARRAY_A );
		if ( ! is_array( $row ) ) {
			return null;
		}
		return function () use ( $row ): void {
			$applied = 'done' === $row['state'] && '0' === (string) $row['preview'];
			$counts  = '' === (string) $row['counts'] ? '{}' : $row['counts'];
			// phpcs:ignore WordPress.Security.EscapeOutput -- JSON; the engine wrote the counts as such.
			echo '{"run":' . (int) $row['id'] . ',"applied":' . ( $applied ? 'true' : 'false' ) . ',"counts":' . $counts . ',"lines":[';
			$this->print_lines( (int) $row['id'] );
			echo ']}';
		};
	}

	/**
	 * Prints the lines page by page: a receipt may have 100,000.
	 *
	 * @param int $run Its number.
	 */
	private function print_lines( int $run ): void {
		global $wpdb;
		$after = 0;
		do {
			// phpcs:ignore WordPress.DB -- our own table.
			$rows = (array) $wpdb->get_results( $wpdb->prepare( "SELECT line, code, name, warehouse, outcome, reason, detail, product_id, old_quantity, new_quantity FROM {$wpdb->prefix}stockwire_lines WHERE run_id = %d AND line > %d ORDER BY line LIMIT %d", $run, $after, self::PAGE ), ARRAY_A );
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
		$line .= ',"message":' . self::text( Reasons::sentence( (string) $row['reason'] ) );
		$line .= ',"product":' . ( $row['product_id'] ?? 'null' );
		$line .= ',"old":' . self::quantity( $row['old_quantity'] ) . ',"new":' . self::quantity( $row['new_quantity'] );
		if ( 'ambiguous' === $row['outcome'] ) {
			preg_match_all( '/[0-9]+/', (string) $row['detail'], $candidates );
			$line .= ',"candidates":[' . implode( ',', $candidates[0] ) . ']';
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
