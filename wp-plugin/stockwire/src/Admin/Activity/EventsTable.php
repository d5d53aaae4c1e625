<?php
/**
 * The changes of a product's stock.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin\Activity;

use Stockwire\Shop\Admin\Menu;
use Stockwire\Shop\Admin\Show;
use Stockwire\Shop\Admin\Table;
use Stockwire\Shop\History\Event;

/** A row a change, newest first. */
final class EventsTable extends Table {

	/**
	 * Takes a page of them.
	 *
	 * @param list<Event> $events To show.
	 * @param int         $total  Of all pages.
	 */
	public function __construct( array $events, int $total ) {
		parent::__construct( 'events', $events, $total, __( 'Changes of the stock, newest first', 'stockwire' ) );
	}

	/**
	 * What is said of a change.
	 *
	 * @return array<string, string>
	 */
	public function get_columns(): array {
		return array(
			'at'     => __( 'When', 'stockwire' ),
			'who'    => __( 'Who', 'stockwire' ),
			'change' => __( 'Number', 'stockwire' ),
		);
	}

	/** When there is none. */
	public function no_items(): void {
		esc_html_e( 'No change is known yet.', 'stockwire' );
	}

	/**
	 * A cell.
	 *
	 * @param Event  $item   The change.
	 * @param string $column Its name.
	 */
	protected function column_default( $item, $column ): string {
		return match ( $column ) {
			// On a small screen the other cells are folded away.
			'at'     => esc_html( Show::time( $item->at ) ) . '<br><span class="stockwire-small">' . esc_html( Sentences::cause( $item ) ) . ' ' . Show::change( $item->before, $item->after ) . '</span>',
			'who'    => self::who( $item ),
			'change' => Show::change( $item->before, $item->after ),
			default  => '',
		};
	}

	/**
	 * Who it was, leading to what is known of it.
	 *
	 * @param Event $event The change.
	 * @return string HTML
	 */
	public static function who( Event $event ): string {
		$words = esc_html( Sentences::cause( $event ) );
		if ( $event->run > 0 ) {
			return sprintf( '<a href="%s">%s</a>', esc_url( Menu::tab( 'activity', array( 'run' => (string) $event->run ) ) ), $words );
		}
		$order = 'order' === $event->cause ? wc_get_order( $event->reference ) : false;
		if ( is_object( $order ) && method_exists( $order, 'get_edit_order_url' ) ) {
			return sprintf( '<a href="%s">%s</a>', esc_url( $order->get_edit_order_url() ), $words );
		}
		return $words;
	}
}
