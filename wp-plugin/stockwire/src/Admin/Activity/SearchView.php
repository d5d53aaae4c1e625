<?php
/**
 * Lines of all runs that speak of a code or a product.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin\Activity;

use Stockwire\Shop\Activity\Search;
use Stockwire\Shop\Admin\Html;
use Stockwire\Shop\Admin\Menu;

/** Newest first. */
final class SearchView {

	/**
	 * Takes what was typed.
	 *
	 * @param string $text The text.
	 */
	public function __construct( private readonly string $text ) {}

	/** Prints it. */
	public function render(): void {
		/* translators: %s: what was searched for */
		echo '<h2>' . esc_html( sprintf( __( 'Lines for “%s”', 'stockwire' ), $this->text ) ) . '</h2>';
		printf( '<p><a href="%s">%s</a></p>', esc_url( Menu::tab( 'activity' ) ), esc_html__( '← All runs', 'stockwire' ) );
		self::form( $this->text );
		$search = new Search( $this->text );
		if ( $search->cut() ) {
			/* translators: %s: number of products */
			Html::notice( 'warning', sprintf( __( 'More products have this in their name: only the newest %s of them are searched. Type more of the name, or a code.', 'stockwire' ), number_format_i18n( Search::PRODUCTS ) ) );
		}
		/* translators: %s: number of lines */
		echo '<p class="description">' . esc_html( sprintf( __( 'Lines of a product are found however old they are. For codes and names as the back office wrote them, the last %s lines are searched.', 'stockwire' ), number_format_i18n( Search::NEWEST ) ) ) . '</p>';
		// One more than is shown tells whether there is a next page: counting them all would take longer than finding them.
		$offset = LinesTable::offset();
		$found  = $search->page( LinesTable::PER_PAGE + 1, $offset );
		$shown  = array_slice( $found, 0, LinesTable::PER_PAGE );
		( new LinesTable( $shown, $offset + count( $found ), $search->tried( $shown ), true ) )->display();
	}

	/**
	 * The field.
	 *
	 * @param string $text What is in it.
	 */
	public static function form( string $text ): void {
		printf(
			'<form method="get" action="%1$s" class="stockwire-filter" role="search"><input type="hidden" name="page" value="%2$s"><input type="hidden" name="tab" value="activity">'
			. '<span class="stockwire-field"><label for="stockwire-s">%3$s</label><input type="search" id="stockwire-s" name="s" value="%4$s" required></span><button type="submit" class="button">%5$s</button></form>',
			esc_url( admin_url( 'admin.php' ) ),
			esc_attr( Menu::SLUG ),
			esc_html__( 'Code or product', 'stockwire' ),
			esc_attr( $text ),
			esc_html__( 'Search', 'stockwire' )
		);
	}
}
