<?php
/**
 * What the owner can do about a line that was not applied.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin\Activity;

use Stockwire\Shop\Activity\Lines;
use Stockwire\Shop\Admin\InboxTable;
use Stockwire\Shop\Admin\Menu;
use Stockwire\Shop\Admin\Show;
use Stockwire\Shop\Candidates;

/**
 * A sentence, and where to go.
 *
 * @phpstan-import-type LineRow from Lines
 */
final class Cures {

	/**
	 * The cure as HTML; '' where nothing is to be done.
	 *
	 * @phpstan-param LineRow $line
	 * @param array $line A line of a receipt.
	 */
	public static function html( array $line ): string {
		list( $text, $url, $label ) = self::of( $line );
		$html                       = esc_html( $text );
		if ( 'ambiguous' === $line['outcome'] ) {
			$html .= self::candidates( $line['detail'] );
		} elseif ( '' !== $url ) {
			$html .= sprintf( ' <a href="%s">%s</a>', esc_url( $url ), esc_html( $label ) );
		}
		return $html;
	}

	/**
	 * The cure of a line.
	 *
	 * @phpstan-param LineRow $line
	 * @param array $line A line of a receipt.
	 * @return array{string, string, string} What to do, address, its name.
	 */
	public static function of( array $line ): array {
		$id = (int) ( $line['product_id'] ?? $line['holder_id'] );
		return match ( $line['outcome'] ) {
			'unmatched'       => self::unmatched( $line ),
			'ambiguous'       => array( __( 'Give each of these products a code of its own:', 'stockwire' ), '', '' ),
			'not_managed'     => self::not_managed( $line['reason'], $id ),
			'opted_out'       => array( __( 'If it is to follow the back office, say so on its page:', 'stockwire' ), Show::edit_url( $id ), self::name( $id ) ),
			'other_warehouse' => array( __( 'If this warehouse is to count, choose it:', 'stockwire' ), Menu::url(), __( 'Link', 'stockwire' ) ),
			'collision'       => array( __( 'Two lines mean this product in different ways. Correct one of them in the back office:', 'stockwire' ), Show::edit_url( $id ), self::name( $id ) ),
			'stale'           => self::stale( $line['reason'], $id ),
			'held'            => array( __( 'Release or discard the run.', 'stockwire' ), '', '' ),
			'invalid'         => self::invalid( $line['reason'] ),
			default           => array( '', '', '' ),
		};
	}

	/**
	 * What no product carries stands in the inbox, unless it is ignored.
	 *
	 * @phpstan-param LineRow $line
	 * @param array $line A line of a receipt.
	 * @return array{string, string, string}
	 */
	private static function unmatched( array $line ): array {
		$place = array( 's' => '' !== (string) $line['code'] ? (string) $line['code'] : (string) $line['name'] );
		return 'ignored' === $line['reason']
			? array( __( 'If it means a product after all:', 'stockwire' ), InboxTable::url( array( 'view' => 'ignored' ) + $place ), __( 'Inbox', 'stockwire' ) )
			: array( __( 'Say once which product is meant:', 'stockwire' ), InboxTable::url( $place ), __( 'Inbox', 'stockwire' ) );
	}

	/**
	 * A number that has nowhere to go.
	 *
	 * @param string $reason Its code.
	 * @param int    $id     The product.
	 * @return array{string, string, string}
	 */
	private static function not_managed( string $reason, int $id ): array {
		return match ( $reason ) {
			'shop_not_managed'   => array( __( 'Switch on "Enable stock management":', 'stockwire' ), admin_url( 'admin.php?page=wc-settings&tab=products&section=inventory' ), __( 'Inventory settings', 'stockwire' ) ),
			'kept_by_variations' => array( __( 'Send the codes of its variations in place of this one:', 'stockwire' ), Show::edit_url( $id ), self::name( $id ) ),
			'external', 'grouped' => array( __( 'Only another type of product can keep stock:', 'stockwire' ), Show::edit_url( $id ), self::name( $id ) ),
			default              => array( __( 'Switch on "Manage stock?" on its page, under Inventory:', 'stockwire' ), Show::edit_url( $id ), self::name( $id ) ),
		};
	}

	/**
	 * A number that came too late.
	 *
	 * @param string $reason Its code.
	 * @param int    $id     The product.
	 * @return array{string, string, string}
	 */
	private static function stale( string $reason, int $id ): array {
		if ( 'changed_since' !== $reason || 0 === $id ) {
			return array( '', '', '' );
		}
		return array( __( 'It stays as it is now. What changed it since:', 'stockwire' ), Menu::tab( 'activity', array( 'product' => (string) $id ) ), __( 'History', 'stockwire' ) );
	}

	/**
	 * A line that says nothing.
	 *
	 * @param string $reason Its code.
	 * @return array{string, string, string}
	 */
	private static function invalid( string $reason ): array {
		if ( 'warehouse_missing' === $reason ) {
			return array( __( 'Choose exactly one warehouse, or let the back office name one:', 'stockwire' ), Menu::url(), __( 'Link', 'stockwire' ) );
		}
		return array( __( 'Correct it in the back office.', 'stockwire' ), '', '' );
	}

	/**
	 * Products that a code may mean.
	 *
	 * @param string $detail Their numbers, as the journal has them.
	 */
	private static function candidates( string $detail ): string {
		$found = Candidates::read( $detail );
		$html  = ' ' . implode( ', ', array_map( static fn( int $id ): string => Show::product_link( $id ) . " (#$id)", $found->ids ) );
		if ( $found->more > 0 ) {
			/* translators: %s: number of products that are not named */
			$html .= ', ' . esc_html( sprintf( __( 'and %s more', 'stockwire' ), number_format_i18n( $found->more ) ) );
		}
		return $html;
	}

	/**
	 * Name of a product, for its link.
	 *
	 * @param int $id Its number.
	 */
	private static function name( int $id ): string {
		return Show::product( $id );
	}
}
