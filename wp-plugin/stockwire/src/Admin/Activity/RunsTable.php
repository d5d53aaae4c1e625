<?php
/**
 * The list of runs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin\Activity;

use Stockwire\Shop\Activity\Run;
use Stockwire\Shop\Admin\Menu;
use Stockwire\Shop\Admin\Show;
use Stockwire\Shop\Admin\Table;

/** A row a run. */
final class RunsTable extends Table {

	/**
	 * Takes a page of them.
	 *
	 * @param list<Run> $runs  To show.
	 * @param int       $total Of all pages.
	 */
	public function __construct( array $runs, int $total ) {
		parent::__construct( 'runs', $runs, $total, __( 'Runs, newest first', 'stockwire' ) );
	}

	/**
	 * What is said of a run.
	 *
	 * @return array<string, string>
	 */
	public function get_columns(): array {
		return array(
			'run'     => __( 'Run', 'stockwire' ),
			'started' => __( 'Started', 'stockwire' ),
			'who'     => __( 'By', 'stockwire' ),
			'lines'   => __( 'Lines', 'stockwire' ),
			'counts'  => __( 'What became of them', 'stockwire' ),
			'state'   => __( 'State', 'stockwire' ),
		);
	}

	/** When there is none. */
	public function no_items(): void {
		esc_html_e( 'No run fits.', 'stockwire' );
	}

	/**
	 * The number, leading to the receipt.
	 *
	 * @param Run $run The run.
	 */
	protected function column_run( Run $run ): string {
		$title = sprintf( '%s #%d', Sentences::source( $run->source ), $run->id );
		// On a small screen the other cells are folded away.
		$small = sprintf( ' <span class="stockwire-small">%s %s</span>', esc_html( Show::time( $run->started ) ), self::badge( $run ) );
		return sprintf( '<a class="row-title" href="%s">%s</a>', esc_url( Menu::tab( 'activity', array( 'run' => (string) $run->id ) ) ), esc_html( $title ) ) . $small;
	}

	/**
	 * The state.
	 *
	 * @param Run $run The run.
	 */
	private static function badge( Run $run ): string {
		return sprintf( '<span class="stockwire-badge stockwire-badge-%s">%s</span>', esc_attr( $run->state ), esc_html( Sentences::state_of( $run ) ) );
	}

	/**
	 * Any other cell.
	 *
	 * @param Run    $item   The run.
	 * @param string $column Its name.
	 */
	protected function column_default( $item, $column ): string {
		return match ( $column ) {
			'started' => esc_html( Show::time( $item->started ) ),
			'who'     => esc_html( Sentences::who( $item ) ),
			'lines'   => esc_html( number_format_i18n( $item->lines ) ),
			'counts'  => esc_html( Sentences::counts( $item->counts, $item->preview ) ),
			'state'   => self::badge( $item ),
			default   => '',
		};
	}
}
