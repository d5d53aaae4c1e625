<?php
/**
 * The first showing of the Activity tab: filters, search, the list of runs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin\Activity;

use Stockwire\Shop\Activity\RunFilter;
use Stockwire\Shop\Activity\Runs;
use Stockwire\Shop\Admin\Asked;
use Stockwire\Shop\Admin\Menu;

/** Everything is chosen by the address, so that a view can be kept and sent. */
final class RunsView {

	/**
	 * Takes what reads.
	 *
	 * @param Runs $runs Knows the runs.
	 */
	public function __construct( private readonly Runs $runs = new Runs() ) {}

	/** Prints it. */
	public function render(): void {
		$sources = $this->runs->sources();
		$source  = Asked::one_of( 'source', $sources );
		$filter  = new RunFilter(
			$source,
			Asked::one_of( 'state', Sentences::STATES ),
			Asked::one_of( 'outcome', Sentences::OUTCOMES ),
			Asked::text( 'from' ),
			Asked::text( 'to' ),
			// Each "Undo…" looks first: that is no news, unless undos are asked for.
			'undo' === $source
		);
		echo '<h2>' . esc_html__( 'Activity', 'stockwire' ) . '</h2>';
		echo '<p>' . esc_html__( 'Every push, fetch and undo, with what became of each line.', 'stockwire' ) . '</p>';
		SearchView::form( '' );
		$this->form( $filter, $sources );
		( new RunsTable( $this->runs->page( $filter, RunsTable::PER_PAGE, RunsTable::offset() ), $this->runs->count( $filter ) ) )->display();
	}

	/**
	 * The filters.
	 *
	 * @param RunFilter    $filter  What is chosen.
	 * @param list<string> $sources What there is.
	 */
	private function form( RunFilter $filter, array $sources ): void {
		printf( '<form method="get" action="%s" class="stockwire-filter" aria-label="%s">', esc_url( admin_url( 'admin.php' ) ), esc_attr__( 'Filter runs', 'stockwire' ) );
		printf( '<input type="hidden" name="page" value="%s"><input type="hidden" name="tab" value="activity">', esc_attr( Menu::SLUG ) );
		Choice::show( 'source', __( 'Source', 'stockwire' ), self::named( $sources, array( Sentences::class, 'source' ) ), $filter->source );
		Choice::show( 'state', __( 'State', 'stockwire' ), self::named( Sentences::STATES, array( Sentences::class, 'state' ) ), $filter->state );
		Choice::show( 'outcome', __( 'With lines', 'stockwire' ), self::named( Sentences::OUTCOMES, array( Sentences::class, 'outcome' ) ), $filter->outcome );
		Choice::day( 'from', __( 'From', 'stockwire' ), $filter->from );
		Choice::day( 'to', __( 'To', 'stockwire' ), $filter->to );
		printf( '<button type="submit" class="button">%s</button>', esc_html__( 'Filter', 'stockwire' ) );
		if ( '' !== $filter->source . $filter->state . $filter->outcome . $filter->from . $filter->to ) {
			printf( ' <a class="stockwire-minor" href="%s">%s</a>', esc_url( Menu::tab( 'activity' ) ), esc_html__( 'Show all', 'stockwire' ) );
		}
		echo '</form>';
	}

	/**
	 * Codes with their words.
	 *
	 * @param array<string>            $codes Codes.
	 * @param callable(string): string $word  Their word.
	 * @return array<string, string>
	 */
	private static function named( array $codes, callable $word ): array {
		return array_combine( $codes, array_map( $word, $codes ) );
	}
}
