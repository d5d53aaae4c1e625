<?php
/**
 * The list of what waits in the inbox, with everything that can be done about an entry.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Inbox\Entry;
use Stockwire\Shop\Inbox\Suggestion;
use Stockwire\Shop\Inbox\Target;

/**
 * Forms only: it works without scripts.
 *
 * @phpstan-type Place array{view: string, s: string, paged: string}
 */
final class InboxTable {

	/**
	 * Takes where the forms are to come back to.
	 *
	 * @param array $place List, search, page.
	 * @phpstan-param Place $place
	 */
	public function __construct( private readonly array $place ) {}

	/**
	 * Prints the list.
	 *
	 * @param list<Entry>                     $entries     Of this page.
	 * @param array<string, list<Suggestion>> $suggestions By entry.
	 */
	public function render( array $entries, array $suggestions ): void {
		if ( array() === $entries ) {
			Html::notice( 'info', '' === $this->place['s'] ? __( 'Nothing waits here: every code and name that the back office sent belongs to a product.', 'stockwire' ) : __( 'Nothing that waits here has this in its code or name.', 'stockwire' ) );
			return;
		}
		$columns = array( __( 'Code or name', 'stockwire' ), __( 'Last quantity', 'stockwire' ), __( 'Seen', 'stockwire' ), __( 'Which product is it?', 'stockwire' ) );
		echo '<table class="widefat striped stockwire-rows stockwire-inbox"><caption class="screen-reader-text">' . esc_html__( 'Codes and names that no product answers to', 'stockwire' ) . '</caption><thead><tr>';
		foreach ( $columns as $column ) {
			echo '<th scope="col">' . esc_html( $column ) . '</th>';
		}
		echo '</tr></thead><tbody>';
		foreach ( $entries as $entry ) {
			echo '<tr><th scope="row">';
			self::named( $entry );
			echo '</th><td data-label="' . esc_attr( $columns[1] ) . '">';
			self::quantities( $entry );
			echo '</td><td data-label="' . esc_attr( $columns[2] ) . '">';
			self::seen( $entry );
			echo '</td><td data-label="' . esc_attr__( 'Product', 'stockwire' ) . '">';
			$this->choices( $entry, $suggestions[ $entry->id() ] ?? array() );
			echo '</td></tr>';
		}
		echo '</tbody></table>';
	}

	/**
	 * What the back office calls it. Its letters may run from right to left, and stay within their cell.
	 *
	 * @param Entry $entry It.
	 */
	private static function named( Entry $entry ): void {
		if ( '' !== $entry->code ) {
			echo '<code><bdi>' . esc_html( self::visible( $entry->code ) ) . '</bdi></code> ';
		}
		if ( '' !== $entry->name ) {
			echo '<span class="stockwire-name"><bdi>' . esc_html( self::visible( $entry->name ) ) . '</bdi></span>';
		}
	}

	/**
	 * The last quantity of each warehouse.
	 *
	 * @param Entry $entry It.
	 */
	private static function quantities( Entry $entry ): void {
		echo '<ul class="stockwire-plain">';
		foreach ( $entry->waiting as $waiting ) {
			echo '<li><bdi>' . esc_html( $waiting['warehouse'] ) . '</bdi>: <strong>' . esc_html( Show::quantity( $waiting['quantity'] ) ) . '</strong></li>';
		}
		echo '</ul>';
	}

	/**
	 * How often, and when last.
	 *
	 * @param Entry $entry It.
	 */
	private static function seen( Entry $entry ): void {
		/* translators: %s: number */
		echo esc_html( sprintf( _n( '%s time', '%s times', $entry->times, 'stockwire' ), number_format_i18n( $entry->times ) ) );
		/* translators: %s: date and time */
		echo '<br>' . esc_html( sprintf( __( 'last: %s', 'stockwire' ), Show::time( $entry->last_seen ) ) );
	}

	/**
	 * Suggestions, search, ignore.
	 *
	 * @param Entry            $entry       It.
	 * @param list<Suggestion> $suggestions For it.
	 */
	private function choices( Entry $entry, array $suggestions ): void {
		foreach ( $suggestions as $suggestion ) {
			$name = Target::name( $suggestion->product );
			$this->form( 'inbox_link', $entry->id(), 'stockwire-suggestion' );
			printf(
				'<input type="hidden" name="product" value="%1$d"><span><strong><bdi>%2$s</bdi></strong>%3$s <span class="description">%4$s</span></span> <button type="submit" class="button button-primary" aria-label="%5$s">%6$s</button></form>',
				(int) $suggestion->product,
				esc_html( $name ),
				wp_kses( self::sku( $suggestion->product ), array( 'code' => array() ) ),
				esc_html( $suggestion->sentence() ),
				/* translators: 1: code or name, 2: name of a product */
				esc_attr( sprintf( __( 'Link %1$s to %2$s', 'stockwire' ), $entry->text(), $name ) ),
				esc_html__( 'Link', 'stockwire' )
			);
		}
		$this->other( $entry, array() === $suggestions );
		$this->form( 'inbox_ignore', $entry->id(), 'stockwire-ignore' );
		/* translators: %s: code or name */
		printf( '<button type="submit" class="button-link" aria-label="%s">%s</button></form>', esc_attr( sprintf( __( 'Ignore %s', 'stockwire' ), $entry->text() ) ), esc_html__( 'Ignore', 'stockwire' ) );
	}

	/**
	 * Any product: by WooCommerce's search, or by its ID or SKU.
	 *
	 * @param Entry $entry It.
	 * @param bool  $open  Where there is nothing else to choose.
	 */
	private function other( Entry $entry, bool $open ): void {
		printf( '<details%s><summary>%s</summary>', esc_attr( $open ? ' open' : '' ), esc_html( $open ? __( 'Choose a product', 'stockwire' ) : __( 'Another product', 'stockwire' ) ) );
		$this->form( 'inbox_link', $entry->id(), 'stockwire-other' );
		if ( wp_script_is( 'wc-enhanced-select', 'enqueued' ) && wp_script_is( 'wc-enhanced-select', 'registered' ) ) {
			printf(
				'<p class="hide-if-no-js"><label for="stockwire-product-%1$s">%2$s</label><select id="stockwire-product-%1$s" class="wc-product-search" style="width:100%%" name="product" data-placeholder="%3$s" data-allow_clear="true" data-action="woocommerce_json_search_products_and_variations"></select></p>',
				esc_attr( $entry->id() ),
				esc_html__( 'Search the shop\'s products', 'stockwire' ),
				esc_attr__( 'Name, SKU or ID', 'stockwire' )
			);
		}
		printf(
			'<p><label for="stockwire-typed-%1$s">%2$s</label><input type="text" id="stockwire-typed-%1$s" name="typed" maxlength="100" autocomplete="off" spellcheck="false"> <button type="submit" class="button" aria-label="%3$s">%4$s</button></p></form></details>',
			esc_attr( $entry->id() ),
			esc_html__( 'Its ID or SKU', 'stockwire' ),
			/* translators: %s: code or name */
			esc_attr( sprintf( __( 'Link %s to the chosen product', 'stockwire' ), $entry->text() ) ),
			esc_html__( 'Link', 'stockwire' )
		);
	}

	/**
	 * Begins a form about an entry.
	 *
	 * @param string $action Its name.
	 * @param string $id     Of the entry.
	 * @param string $css    Its class.
	 */
	public function form( string $action, string $id, string $css = '' ): void {
		printf( '<form method="post" action="%s" class="%s">', esc_url( self::url() ), esc_attr( $css ) );
		$fields = $this->place + array(
			'stockwire_action' => $action,
			'entry'            => $id,
			'_wpnonce'         => wp_create_nonce( 'stockwire_' . $action ),
		);
		foreach ( $fields as $name => $value ) {
			printf( '<input type="hidden" name="%s" value="%s">', esc_attr( $name ), esc_attr( $value ) );
		}
	}

	/**
	 * The search field.
	 *
	 * @param array $place Where we are.
	 * @phpstan-param Place $place
	 */
	public static function search( array $place ): void {
		printf( '<form method="get" action="%s" class="stockwire-search" role="search">', esc_url( admin_url( 'admin.php' ) ) );
		foreach ( array(
			'page' => Menu::SLUG,
			'tab'  => InboxPage::NAME,
			'view' => $place['view'],
		) as $name => $value ) {
			printf( '<input type="hidden" name="%s" value="%s">', esc_attr( $name ), esc_attr( $value ) );
		}
		printf( '<label for="stockwire-s">%1$s</label> <input type="search" id="stockwire-s" name="s" value="%2$s" maxlength="100"> <button type="submit" class="button">%3$s</button></form>', esc_html__( 'Search code or name', 'stockwire' ), esc_attr( $place['s'] ), esc_html__( 'Search', 'stockwire' ) );
	}

	/**
	 * The ways to the other pages of a list.
	 *
	 * @param array $place Where we are.
	 * @param int   $total Of all pages.
	 * @param int   $size  Of one.
	 * @phpstan-param Place $place
	 */
	public static function pages( array $place, int $total, int $size ): void {
		$pages = max( 1, (int) ceil( $total / $size ) );
		$page  = min( (int) $place['paged'], $pages );
		if ( 1 === $pages ) {
			return;
		}
		printf( '<nav class="stockwire-pages" aria-label="%s">', esc_attr__( 'Pages', 'stockwire' ) );
		$links = array(
			$page - 1 => __( 'Previous page', 'stockwire' ),
			$page + 1 => __( 'Next page', 'stockwire' ),
		);
		foreach ( $links as $to => $text ) {
			if ( $to >= 1 && $to <= $pages ) {
				printf( '<a class="button" href="%s">%s</a> ', esc_url( self::url( array( 'paged' => (string) $to ) + $place ) ), esc_html( $text ) );
			}
		}
		/* translators: 1: page, 2: number of pages, 3: number of entries */
		printf( '<span>%s</span></nav>', esc_html( sprintf( __( 'Page %1$s of %2$s, %3$s in all', 'stockwire' ), number_format_i18n( $page ), number_format_i18n( $pages ), number_format_i18n( $total ) ) ) );
	}

	/**
	 * Address of the page.
	 *
	 * @param array<string, string> $arguments Further ones; those without a value are left out.
	 */
	public static function url( array $arguments = array() ): string {
		return Menu::tab( InboxPage::NAME, array_map( 'rawurlencode', array_filter( $arguments, static fn( string $value ): bool => '' !== $value ) ) );
	}

	/**
	 * A text whose invisible and direction-turning characters are named: they make a code unlike what it looks like.
	 *
	 * @param string $text As it came.
	 */
	public static function visible( string $text ): string {
		$named = preg_replace_callback( '/[\p{Cc}\x{00AD}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{206F}\x{FEFF}]/u', static fn( array $found ): string => sprintf( '[U+%04X]', mb_ord( $found[0], 'UTF-8' ) ), $text );
		return is_string( $named ) ? $named : $text;
	}

	/**
	 * A product's SKU.
	 *
	 * @param int $product Its id.
	 */
	private static function sku( int $product ): string {
		$found = wc_get_product( $product );
		$sku   = $found instanceof \WC_Product ? $found->get_sku( 'edit' ) : '';
		return '' === $sku ? '' : ' <code>' . esc_html( $sku ) . '</code>';
	}
}
