<?php
/**
 * The Coverage tab: how much of the shop the back office has ever confirmed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Admin\Activity\Choice;
use Stockwire\Shop\Coverage;
use Stockwire\Shop\Settings;

/** A back office that only sends what moved leaves the rest as it was: this says what that is. */
final class CoveragePage implements Tab {

	/** Its name for people. */
	public function title(): string {
		return __( 'Coverage', 'stockwire' );
	}

	/** Nothing is changed here. */
	public function act(): void {}

	/** Prints it. */
	public function render(): void {
		$coverage = new Coverage( Settings::load()->warehouses() );
		$summary  = $coverage->summary();
		echo '<h2>' . esc_html__( 'Coverage', 'stockwire' ) . '</h2>';
		if ( array() === Settings::load()->warehouses() ) {
			Html::notice( 'warning', __( 'No warehouse is chosen, so nothing can be confirmed. Choose one on the Link tab.', 'stockwire' ) );
		}
		echo '<p class="stockwire-lead">' . esc_html( self::sentence( $summary ) ) . '</p>';
		printf( '<p><a class="button button-primary" href="%s">%s</a></p>', esc_url( Menu::tab( 'fetch' ) ), esc_html__( 'Fetch stock', 'stockwire' ) );
		$filter = Asked::one_of( 'age', Coverage::FILTERS );
		$newest = 'newest' === Asked::one_of( 'order', array( 'newest' ) );
		$this->form( $filter, $newest );
		$filter = '' === $filter ? 'all' : $filter;
		$total  = 'all' === $filter ? $summary['followed'] : $coverage->count( $filter );
		( new CoverageTable( $coverage->page( $filter, $newest, CoverageTable::PER_PAGE, CoverageTable::offset() ), $total ) )->display();
	}

	/**
	 * "5 of 100 followed products ever confirmed, the oldest 40 days ago."
	 *
	 * @param array{followed: int, confirmed: int, oldest: ?string} $summary As counted.
	 */
	public static function sentence( array $summary ): string {
		if ( 0 === $summary['followed'] ) {
			return __( 'No product of the shop keeps a stock number that follows the back office.', 'stockwire' );
		}
		$facts = array( number_format_i18n( $summary['confirmed'] ), number_format_i18n( $summary['followed'] ) );
		if ( null === $summary['oldest'] ) {
			/* translators: 1: number of products, 2: number of products */
			return sprintf( __( 'Followed products ever confirmed by the back office: %1$s of %2$s.', 'stockwire' ), ...$facts );
		}
		/* translators: 1: number of products, 2: number of products, 3: length of time, e.g. "40 days" */
		return sprintf( __( 'Followed products ever confirmed by the back office: %1$s of %2$s, the oldest %3$s ago.', 'stockwire' ), ...array( ...$facts, human_time_diff( (int) strtotime( $summary['oldest'] . ' UTC' ) ) ) );
	}

	/**
	 * Filter and order.
	 *
	 * @param string $filter The chosen one.
	 * @param bool   $newest The newest first.
	 */
	private function form( string $filter, bool $newest ): void {
		printf( '<form method="get" action="%s" class="stockwire-filter" aria-label="%s"><input type="hidden" name="page" value="%s"><input type="hidden" name="tab" value="coverage">', esc_url( admin_url( 'admin.php' ) ), esc_attr__( 'Filter products', 'stockwire' ), esc_attr( Menu::SLUG ) );
		$ages = array(
			'never' => __( 'never', 'stockwire' ),
			/* translators: %d: number of days */
			'old'   => sprintf( _n( 'longer than %d day ago', 'longer than %d days ago', Coverage::STALE_DAYS, 'stockwire' ), Coverage::STALE_DAYS ),
			/* translators: %d: number of days */
			'fresh' => sprintf( _n( 'within %d day', 'within %d days', Coverage::STALE_DAYS, 'stockwire' ), Coverage::STALE_DAYS ),
		);
		Choice::show( 'age', __( 'Confirmed', 'stockwire' ), $ages, $filter );
		printf( '<span class="stockwire-field"><label for="stockwire-order">%s</label><select id="stockwire-order" name="order"><option value="">%s</option><option value="newest"%s>%s</option></select></span>', esc_html__( 'Order', 'stockwire' ), esc_html__( 'Never confirmed and oldest first', 'stockwire' ), selected( $newest, true, false ), esc_html__( 'Newest first', 'stockwire' ) );
		printf( '<button type="submit" class="button">%s</button></form>', esc_html__( 'Filter', 'stockwire' ) );
	}
}
