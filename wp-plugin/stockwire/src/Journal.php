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
	 * Prints the receipt of a run; null where there is no such run, or where it is no run but a claim.
	 *
	 * @param int $run Its number.
	 */
	public function receipt( int $run ): ?\Closure {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- our own table; must be read afresh.
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT id, state, preview, counts FROM {$wpdb->prefix}stockwire_runs WHERE id = %d AND source <> 'claim'", $run ), ARRAY_A );
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
			$rows = (array) $wpdb->get_results( $wpdb->prepare( "SELECT line, code, name, outcome, reason, product_id, old_quantity, new_quantity FROM {$wpdb->prefix}stockwire_lines WHERE run_id = %d AND line > %d ORDER BY line LIMIT %d", $run, $after, self::PAGE ), ARRAY_A );
			foreach ( $rows as $row ) {
				$line = array(
					'line'    => (int) $row['line'],
					'code'    => $row['code'],
					'name'    => $row['name'],
					'outcome' => $row['outcome'],
					'reason'  => $row['reason'],
					'product' => null === $row['product_id'] ? null : (int) $row['product_id'],
					'old'     => self::quantity( $row['old_quantity'] ),
					'new'     => self::quantity( $row['new_quantity'] ),
				);
				echo ( 0 === $after ? '' : ',' ) . self::json( $line ); // phpcs:ignore WordPress.Security.EscapeOutput -- JSON.
				$after = (int) $row['line'];
			}
		} while ( self::PAGE === count( $rows ) );
	}

	/**
	 * A quantity without its trailing zeros, exact.
	 *
	 * @param ?string $quantity As the database writes it.
	 */
	private static function quantity( ?string $quantity ): ?string {
		return null === $quantity || ! str_contains( $quantity, '.' ) ? $quantity : rtrim( rtrim( $quantity, '0' ), '.' );
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
