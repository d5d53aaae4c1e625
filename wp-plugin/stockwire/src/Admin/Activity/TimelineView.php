<?php
/**
 * The history of a product's stock: who changed it, from what to what, and what it was on a day.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin\Activity;

use Stockwire\Shop\Activity\Day;
use Stockwire\Shop\Admin\Asked;
use Stockwire\Shop\Admin\Html;
use Stockwire\Shop\Admin\Menu;
use Stockwire\Shop\Admin\Show;
use Stockwire\Shop\History\Timeline;
use Stockwire\Shop\Settings;

/** The page of one holder; of a product that keeps no number itself, the way to its variations. */
final class TimelineView {

	/** Variations that are offered. */
	private const VARIATIONS = 200;

	/**
	 * Takes the product.
	 *
	 * @param int $id Product or variation.
	 */
	public function __construct( private readonly int $id ) {}

	/** Prints it. */
	public function render(): void {
		$product = wc_get_product( $this->id );
		/* translators: %s: name of a product */
		echo '<h2>' . esc_html( sprintf( __( 'Stock history of %s', 'stockwire' ), Show::product( $this->id ) ) ) . '</h2>';
		echo '<p><a href="' . esc_url( Menu::tab( 'activity' ) ) . '">' . esc_html__( '← All runs', 'stockwire' ) . '</a>';
		if ( $product instanceof \WC_Product ) {
			echo ' · <a href="' . esc_url( Show::edit_url( $this->id ) ) . '">' . esc_html__( 'Edit this product', 'stockwire' ) . '</a>';
		}
		echo '</p>';
		$holder = $this->holder( $product );
		if ( $product instanceof \WC_Product ) {
			$this->relatives( $product, $holder );
		}
		$timeline = new Timeline( $holder );
		$this->on_date( $timeline );
		self::levels( $timeline );
		echo '<h3>' . esc_html__( 'Changes', 'stockwire' ) . '</h3>';
		( new EventsTable( $timeline->events( EventsTable::PER_PAGE, EventsTable::offset() ), $timeline->count() ) )->display();
		self::kept();
	}

	/**
	 * Who keeps the number: a variation may leave it to its parent.
	 *
	 * @param mixed $product The product, where it is still there.
	 */
	private function holder( mixed $product ): int {
		return $product instanceof \WC_Product_Variation && 'parent' === $product->get_manage_stock() ? $product->get_parent_id() : $this->id;
	}

	/**
	 * Where the number is kept elsewhere.
	 *
	 * @param \WC_Product $product The product.
	 * @param int         $holder  Who keeps its number.
	 */
	private function relatives( \WC_Product $product, int $holder ): void {
		if ( $holder !== $this->id ) {
			Html::notice( 'info', __( 'The stock of this variation is kept by its product; this is the history of that.', 'stockwire' ) );
		}
		$children = $product instanceof \WC_Product_Variable ? array_slice( $product->get_children(), 0, self::VARIATIONS ) : array();
		if ( array() === $children ) {
			return;
		}
		echo '<p>' . esc_html__( 'Its variations:', 'stockwire' ) . '</p><ul class="stockwire-variations">';
		foreach ( $children as $child ) {
			printf( '<li><a href="%s">%s</a></li>', esc_url( Menu::tab( 'activity', array( 'product' => (string) $child ) ) ), esc_html( Show::product( (int) $child ) ) );
		}
		echo '</ul>';
	}

	/**
	 * "What was it on that day?"
	 *
	 * @param Timeline $timeline The history.
	 */
	private function on_date( Timeline $timeline ): void {
		$day = Asked::text( 'on' );
		printf( '<form method="get" action="%s" class="stockwire-filter"><input type="hidden" name="page" value="%s"><input type="hidden" name="tab" value="activity"><input type="hidden" name="product" value="%d">', esc_url( admin_url( 'admin.php' ) ), esc_attr( Menu::SLUG ), (int) $this->id );
		Choice::day( 'on', __( 'Stock on a day', 'stockwire' ), $day );
		printf( '<button type="submit" class="button">%s</button></form>', esc_html__( 'Show', 'stockwire' ) );
		if ( '' !== $day ) {
			Html::notice( 'info', self::answer( $timeline, $day ) );
		}
	}

	/**
	 * The answer in a sentence.
	 *
	 * @param Timeline $timeline The history.
	 * @param string   $day      YYYY-MM-DD.
	 */
	public static function answer( Timeline $timeline, string $day ): string {
		$end = Day::end( $day );
		if ( null === $end ) {
			return __( 'This is no day of the calendar.', 'stockwire' );
		}
		$date = (string) wp_date( get_option( 'date_format' ), (int) strtotime( $end . ' UTC' ) - 1 );
		$then = $timeline->at_end_of( $day );
		if ( ! $then['known'] ) {
			/* translators: %s: date */
			return sprintf( __( 'Nothing is known of any change, so the number of %s is not known.', 'stockwire' ), $date );
		}
		$sentence = null === $then['quantity']
			/* translators: %s: date */
			? sprintf( __( 'At the end of %s it had no stock number.', 'stockwire' ), $date )
			/* translators: 1: date, 2: quantity */
			: sprintf( __( 'At the end of %1$s: %2$s.', 'stockwire' ), $date, Show::quantity( $then['quantity'] ) );
		if ( $then['now'] ) {
			return $sentence . ' ' . __( 'No change is known since then: it is the number of today.', 'stockwire' );
		}
		if ( null === $then['event'] ) {
			return $sentence . ' ' . __( 'This is what the first known change afterwards found.', 'stockwire' );
		}
		/* translators: 1: date and time, 2: who changed it */
		return $sentence . ' ' . sprintf( __( 'It was made so at %1$s by: %2$s.', 'stockwire' ), Show::time( $then['event']->at ), Sentences::cause( $then['event'] ) );
	}

	/**
	 * What each warehouse said last.
	 *
	 * @param Timeline $timeline The history.
	 */
	public static function levels( Timeline $timeline ): void {
		$levels = $timeline->levels();
		if ( array() === $levels ) {
			echo '<p>' . esc_html__( 'The back office has never told its number.', 'stockwire' ) . '</p>';
			return;
		}
		printf( '<table class="widefat striped stockwire-list stockwire-levels"><caption>%s</caption><thead><tr>', esc_html__( 'Last number of each warehouse', 'stockwire' ) );
		foreach ( array( __( 'Warehouse', 'stockwire' ), __( 'Quantity', 'stockwire' ), __( 'Told', 'stockwire' ) ) as $title ) {
			echo '<th scope="col">' . esc_html( $title ) . '</th>';
		}
		echo '</tr></thead><tbody>';
		foreach ( $levels as $level ) {
			printf( '<tr><th scope="row">%s</th><td>%s</td><td>%s</td></tr>', esc_html( $level['label'] ), esc_html( Show::quantity( $level['quantity'] ) ), esc_html( Show::time( $level['updated_at'] ) ) );
		}
		echo '</tbody></table>';
	}

	/** How far back all this goes. */
	private static function kept(): void {
		$days = (int) Settings::load()->get( 'retention' );
		if ( $days > 0 ) {
			/* translators: %d: number of days */
			echo '<p class="description">' . esc_html( sprintf( _n( 'Changes are kept for %d day.', 'Changes are kept for %d days.', $days, 'stockwire' ), $days ) ) . '</p>';
		}
	}
}
