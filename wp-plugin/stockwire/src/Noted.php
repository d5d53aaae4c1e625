<?php
/**
 * Products that something is to be done about at the end of a request, each with the site that it belongs to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

/** A network's plugins switch between sites: product 42 of one is not product 42 of another. */
final class Noted {

	/**
	 * Products and variations, as keys, by site.
	 *
	 * @var array<int, array<int, true>>
	 */
	private array $ids = array();

	/**
	 * Notes a product of the current site.
	 *
	 * @param int $id Product or variation.
	 */
	public function add( int $id ): void {
		$this->ids[ get_current_blog_id() ][ $id ] = true;
	}

	/** Notes the current site, whatever its products are. */
	public function add_site(): void {
		$this->ids[ get_current_blog_id() ] ??= array();
	}

	/** How many of the current site. */
	public function count(): int {
		return count( $this->ids[ get_current_blog_id() ] ?? array() );
	}

	/**
	 * Hands out what was noted, and forgets it, site by site, each while it is the current one.
	 *
	 * @param callable(list<int>):void $work Gets a site's products.
	 */
	public function hand_out( callable $work ): void {
		$noted     = $this->ids;
		$this->ids = array();
		foreach ( $noted as $site => $ids ) {
			Sites::at( $site, static fn() => $work( array_keys( $ids ) ) );
		}
	}
}
