<?php
/**
 * Reads runs and their lines from the journal, in the shape of a receipt.
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
			$counts = json_decode( (string) $row['counts'], true );
			$head   = array(
				'run'     => (int) $row['id'],
				'applied' => 'done' === $row['state'] && '0' === (string) $row['preview'],
				'counts'  => (object) ( is_array( $counts ) ? $counts : array() ),
			);
			echo substr( self::json( $head ), 0, -1 ) . ',"lines":['; // phpcs:ignore WordPress.Security.EscapeOutput -- JSON.
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
		} while ( self::PAGE === count( $rows ) );
	}

	/**
	 * One line, as the extension writes it: quantities are JSON numbers, printed exactly.
	 *
	 * @param array<string, ?string> $row Of the journal.
	 */
	private static function line( array $row ): string {
		$words = array(
			'line'      => (int) $row['line'],
			'code'      => $row['code'],
			'name'      => $row['name'],
			'warehouse' => $row['warehouse'],
			'outcome'   => $row['outcome'],
			'reason'    => $row['reason'],
			'message'   => Reasons::sentence( (string) $row['reason'] ),
			'product'   => null === $row['product_id'] ? null : (int) $row['product_id'],
		);
		$line  = substr( self::json( $words ), 0, -1 );
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
	 * JSON as the extension writes it.
	 *
	 * @param array<string, mixed> $value To encode.
	 */
	private static function json( array $value ): string {
		return (string) wp_json_encode( $value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
	}
}
