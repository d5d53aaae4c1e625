<?php
/**
 * A list of WordPress' kind with pages, and nothing that our lists do not need.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

if ( ! class_exists( 'WP_List_Table', false ) ) {
	require_once ABSPATH . 'wp-admin/includes/class-wp-list-table.php';
}

/** No bulk actions, no sorting by clicks: filters stand above as a form of their own. */
abstract class Table extends \WP_List_Table {

	/** Rows a page. */
	public const PER_PAGE = 25;

	/** Pages beyond which nobody asks. */
	private const PAGES = 1000000;

	/**
	 * Takes the rows of one page.
	 *
	 * @param string      $name    Of the list, for its class and caption.
	 * @param list<mixed> $rows    To show.
	 * @param int         $total   Rows of all pages.
	 * @param string      $caption What it is a list of, for screen readers.
	 */
	public function __construct( string $name, array $rows, int $total, private readonly string $caption ) {
		parent::__construct(
			array(
				'singular' => $name,
				'plural'   => "stockwire-$name",
				'ajax'     => false,
			)
		);
		$columns               = $this->get_columns();
		$this->_column_headers = array( $columns, array(), array(), (string) array_key_first( $columns ) );
		$this->items           = $rows;
		$this->set_pagination_args(
			array(
				'total_items' => $total,
				'per_page'    => static::PER_PAGE,
			)
		);
	}

	/** How many rows the pages before this one have. */
	public static function offset(): int {
		return ( max( 1, min( self::PAGES, Asked::id( 'paged' ) ) ) - 1 ) * static::PER_PAGE;
	}

	/** Prints the list; wider than a small screen it scrolls. */
	public function display(): void {
		$this->display_tablenav( 'top' );
		printf( '<table class="wp-list-table %s"><caption class="screen-reader-text">%s</caption><thead><tr>', esc_attr( implode( ' ', $this->get_table_classes() ) ), esc_html( $this->caption ) );
		foreach ( $this->get_columns() as $key => $title ) {
			printf( '<th scope="col" class="manage-column column-%s%s">%s</th>', esc_attr( $key ), array_key_first( $this->get_columns() ) === $key ? ' column-primary' : '', esc_html( $title ) );
		}
		echo '</tr></thead><tbody>';
		$this->display_rows_or_placeholder();
		echo '</tbody></table>';
		$this->display_tablenav( 'bottom' );
	}

	/**
	 * Above and below: the pages alone.
	 *
	 * @param 'top'|'bottom' $which Where.
	 */
	protected function display_tablenav( $which ): void {
		if ( (int) $this->get_pagination_arg( 'total_pages' ) < 2 && 'bottom' === $which ) {
			return;
		}
		printf( '<div class="tablenav %s">', esc_attr( $which ) );
		$this->pagination( $which );
		echo '<br class="clear"></div>';
	}

	/**
	 * Classes of the table.
	 *
	 * @return list<string>
	 */
	protected function get_table_classes(): array {
		return array( 'widefat', 'striped', 'stockwire-list', $this->_args['plural'] );
	}
}
