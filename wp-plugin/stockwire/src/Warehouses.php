<?php
/**
 * Finds the levels of followed warehouses.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

/** The engine keeps a warehouse by its name in one case, and as the back office wrote it beside that. */
final class Warehouses {

	/**
	 * A condition on a table's column `warehouse`, such as that of levels.
	 *
	 * @param list<string> $names As the owner wrote them.
	 * @return string Prepared SQL; true of nothing where no warehouse is followed.
	 */
	public static function condition( array $names ): string {
		global $wpdb;
		$keys = array_map( static fn( string $name ): string => $wpdb->prepare( '%s', mb_convert_case( trim( $name ), MB_CASE_FOLD, 'UTF-8' ) ), $names );
		return array() === $keys ? '1 = 0' : 'warehouse IN (' . implode( ',', $keys ) . ')';
	}
}
