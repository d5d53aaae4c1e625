<?php
/**
 * The lists of what the owner linked and of what is ignored, each with the way back.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

use Stockwire\Shop\Inbox\Links;
use Stockwire\Shop\Inbox\Target;

/**
 * Forms only.
 *
 * @phpstan-import-type Link from Links
 * @phpstan-import-type Place from InboxTable
 */
final class LinksTable {

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
	 * @param array $links Of this page.
	 * @phpstan-param list<Link> $links
	 */
	public function render( array $links ): void {
		$ignored = 'ignored' === $this->place['view'];
		if ( array() === $links ) {
			Html::notice( 'info', $ignored ? __( 'Nothing is ignored.', 'stockwire' ) : __( 'Nothing was linked yet.', 'stockwire' ) );
			return;
		}
		_prime_post_caches( array_filter( array_column( $links, 'product' ) ) );
		$columns = $ignored
			? array( __( 'Code or name', 'stockwire' ), __( 'Since', 'stockwire' ) )
			: array( __( 'Code or name', 'stockwire' ), __( 'Product', 'stockwire' ), __( 'Since', 'stockwire' ) );
		echo '<table class="widefat striped stockwire-rows"><caption class="screen-reader-text">' . esc_html( $ignored ? __( 'Codes and names that are ignored', 'stockwire' ) : __( 'Codes and names that mean a product', 'stockwire' ) ) . '</caption><thead><tr>';
		foreach ( $columns as $column ) {
			echo '<th scope="col">' . esc_html( $column ) . '</th>';
		}
		echo '<td></td></tr></thead><tbody>';
		foreach ( $links as $link ) {
			echo '<tr><th scope="row"><bdi>' . esc_html( InboxTable::visible( $link['text'] ) ) . '</bdi></th>';
			if ( ! $ignored ) {
				echo '<td data-label="' . esc_attr( $columns[1] ) . '">';
				self::product( $link );
				echo '</td>';
			}
			printf( '<td data-label="%s">%s</td><td class="stockwire-do">', esc_attr( __( 'Since', 'stockwire' ) ), esc_html( self::since( $link ) ) );
			$this->button( $link );
			echo '</td></tr>';
		}
		echo '</tbody></table>';
	}

	/**
	 * The product, with the way to its page.
	 *
	 * @param array $link It.
	 * @phpstan-param Link $link
	 */
	private static function product( array $link ): void {
		$name = Target::name( $link['product'] );
		if ( null === get_post( $link['product'] ) ) {
			echo '<bdi>' . esc_html( $name ) . '</bdi>';
		} else {
			printf( '<bdi><a href="%s">%s</a></bdi>', esc_url( Show::edit_url( $link['product'] ) ), esc_html( $name ) );
		}
		if ( Links::FORMER === $link['state'] ) {
			echo ' <span class="description">' . esc_html__( 'its SKU was changed', 'stockwire' ) . '</span>';
		}
	}

	/**
	 * When, and by whom.
	 *
	 * @param array $link It.
	 * @phpstan-param Link $link
	 */
	private static function since( array $link ): string {
		$date = Show::time( $link['made_at'] );
		/* translators: 1: date and time, 2: name of a user */
		return 0 === $link['actor'] ? $date : sprintf( __( '%1$s, by %2$s', 'stockwire' ), $date, Show::user( $link['actor'] ) );
	}

	/**
	 * The way back.
	 *
	 * @param array $link It.
	 * @phpstan-param Link $link
	 */
	private function button( array $link ): void {
		$ignored = Links::IGNORED === $link['state'];
		$text    = $ignored ? __( 'Stop ignoring', 'stockwire' ) : __( 'Unlink', 'stockwire' );
		( new InboxTable( $this->place ) )->form( 'inbox_unlink', $link['kind'] . '-' . $link['hash'] );
		printf( '<button type="submit" class="button" aria-label="%s">%s</button></form>', esc_attr( $text . ': ' . $link['text'] ), esc_html( $text ) );
	}
}
