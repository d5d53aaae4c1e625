<?php
/**
 * The lines of a receipt, or those that a search found.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin\Activity;

use Stockwire\Shop\Activity\Lines;
use Stockwire\Shop\Admin\Menu;
use Stockwire\Shop\Admin\Show;
use Stockwire\Shop\Admin\Table;
use Stockwire\Shop\Reasons;

/**
 * A row a line, with its cure.
 *
 * @phpstan-import-type LineRow from Lines
 */
final class LinesTable extends Table {

	public const PER_PAGE = 50;

	/**
	 * Takes a page of them.
	 *
	 * @phpstan-param list<LineRow> $lines
	 * @phpstan-param list<int>     $tried
	 * @param array $lines To show.
	 * @param int   $total Of all pages.
	 * @param array $tried Runs of which nothing was written.
	 * @param bool  $found True for lines of several runs.
	 */
	public function __construct( array $lines, int $total, private readonly array $tried, private readonly bool $found = false ) {
		self::prime( $lines );
		parent::__construct( 'lines', $lines, $total, $found ? __( 'Lines that were found', 'stockwire' ) : __( 'Lines of the run', 'stockwire' ) );
	}

	/**
	 * What is said of a line.
	 *
	 * @return array<string, string>
	 */
	public function get_columns(): array {
		$columns = array(
			'what'      => __( 'Code and name', 'stockwire' ),
			'run'       => __( 'Run', 'stockwire' ),
			'line'      => __( 'Line', 'stockwire' ),
			'warehouse' => __( 'Warehouse', 'stockwire' ),
			'quantity'  => __( 'Quantity', 'stockwire' ),
			'outcome'   => __( 'Outcome', 'stockwire' ),
			'product'   => __( 'Product', 'stockwire' ),
			'change'    => __( 'Shop\'s number', 'stockwire' ),
		);
		if ( ! $this->found ) {
			unset( $columns['run'] );
		}
		return $columns;
	}

	/** When there is none. */
	public function no_items(): void {
		esc_html_e( 'No line fits.', 'stockwire' );
	}

	/**
	 * What the back office called it.
	 *
	 * @phpstan-param LineRow $line
	 * @param array $line The line.
	 */
	protected function column_what( array $line ): string {
		$code = '' === $line['code'] ? '' : '<code>' . esc_html( $line['code'] ) . '</code> ';
		// On a small screen the other cells are folded away, and the outcome is what people look for.
		return '<span class="stockwire-what">' . $code . esc_html( $line['name'] ) . '</span> <span class="stockwire-small">' . $this->badge( $line ) . '</span>';
	}

	/**
	 * The outcome, why, and what can be done.
	 *
	 * @phpstan-param LineRow $line
	 * @param array $line The line.
	 */
	protected function column_outcome( array $line ): string {
		$html = $this->badge( $line );
		if ( '' !== $line['reason'] ) {
			$html .= '<span class="stockwire-reason">' . esc_html( Reasons::translated_of( $line ) ) . '</span>';
		}
		$cure = Cures::html( $line );
		return $html . ( '' === $cure ? '' : '<span class="stockwire-cure">' . $cure . '</span>' );
	}

	/**
	 * The outcome alone.
	 *
	 * @phpstan-param LineRow $line
	 * @param array $line The line.
	 */
	private function badge( array $line ): string {
		$tried   = in_array( (int) $line['run_id'], $this->tried, true );
		$outcome = $tried ? Sentences::would_be( $line['outcome'] ) : Sentences::outcome( $line['outcome'] );
		return sprintf( '<strong class="stockwire-badge stockwire-badge-%s">%s</strong>', esc_attr( $line['outcome'] ), esc_html( $outcome ) );
	}

	/**
	 * Any other cell.
	 *
	 * @phpstan-param LineRow $item
	 * @param array  $item   The line.
	 * @param string $column Its name.
	 */
	protected function column_default( $item, $column ): string {
		return match ( $column ) {
			'run'       => sprintf( '<a href="%s">#%d</a>', esc_url( Menu::tab( 'activity', array( 'run' => $item['run_id'] ) ) ), (int) $item['run_id'] ),
			'line'      => esc_html( $item['line'] ),
			'warehouse' => esc_html( $item['warehouse'] ),
			'quantity'  => esc_html( Show::quantity( $item['quantity'] ) ),
			'product'   => self::product( (int) ( $item['product_id'] ?? $item['holder_id'] ) ),
			'change'    => Show::change( $item['old_quantity'], $item['new_quantity'] ),
			default     => '',
		};
	}

	/**
	 * The product that a line found.
	 *
	 * @param int $id Its number; 0: none.
	 */
	private static function product( int $id ): string {
		if ( 0 === $id ) {
			return '—';
		}
		/* translators: %s: name of a product */
		$label = sprintf( __( 'History of %s', 'stockwire' ), Show::product( $id ) );
		return Show::product_link( $id ) . sprintf( ' <a class="stockwire-minor" href="%s" aria-label="%s">%s</a>', esc_url( Menu::tab( 'activity', array( 'product' => (string) $id ) ) ), esc_attr( $label ), esc_html__( 'History', 'stockwire' ) );
	}

	/**
	 * Reads the products of a page at once.
	 *
	 * @phpstan-param list<LineRow> $lines
	 * @param array $lines To be shown.
	 */
	private static function prime( array $lines ): void {
		$ids = array_filter( array_map( 'intval', array_merge( array_column( $lines, 'product_id' ), array_column( $lines, 'holder_id' ) ) ) );
		if ( array() !== $ids ) {
			_prime_post_caches( array_values( array_unique( $ids ) ), false, true );
		}
	}
}
