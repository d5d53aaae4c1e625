<?php
/**
 * The reasons of core: their English sentences as receipts have them, and in the reader's language for pages.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

/** The same list as in ext/core/outcome.c; a test compares them. */
final class Reasons {

	public const SENTENCES = array(
		'set'                   => 'The stock was set.',
		'healed'                => 'The number was right already; rows that had drifted from it were repaired.',
		'similar_name'          => 'Matched by similar name.',
		'rounded'               => 'The shop\'s own rounding changed the number.',
		'missing_warehouse'     => 'A followed warehouse has never reported this product and counts as 0.',
		'same'                  => 'The stock was right already.',
		'level_only'            => 'The warehouse\'s level changed, the shop\'s number did not.',
		'linked'                => 'Matched by a link made in the inbox.',
		'former_code'           => 'Matched by a code that the product carried before.',
		'buffer'                => 'The safety buffer was kept back.',
		'restored'              => 'The number from before was restored.',
		'ignored'               => 'No product has this code or name, and the shop owner chose to ignore it.',
		'no_such_code'          => 'No product in the shop has this code.',
		'no_such_name'          => 'No product in the shop has this name.',
		'no_such_gtin'          => 'No product in the shop has this GTIN.',
		'several_codes'         => 'Several products in the shop have this code.',
		'several_names'         => 'Several products in the shop have this name.',
		'several_gtins'         => 'Several products in the shop have this GTIN.',
		'stock_not_managed'     => '"Manage stock?" is switched off for this product.',
		'shop_not_managed'      => 'Stock management is switched off for the whole shop.',
		'external'              => 'An external product keeps no stock.',
		'grouped'               => 'A grouped product keeps no stock of its own.',
		'kept_by_variations'    => 'The stock of this product is kept by its variations.',
		'opted_out'             => 'This product is excluded from the link.',
		'not_followed'          => 'The shop does not follow this warehouse.',
		'none_followed'         => 'No warehouse is chosen in the shop\'s settings.',
		'later_line'            => 'A later line of the same push speaks of the same product and warehouse.',
		'older'                 => 'A newer number is already known.',
		'changed_since'         => 'The stock has changed since then; it was left alone.',
		'two_ways'              => 'Different lines of this push reach the same product; none of them was applied.',
		'brake'                 => 'The run was held for the shop owner\'s confirmation.',
		'not_an_object'         => 'The line is not a JSON object.',
		'code_and_name_blank'   => 'The line names no product: code and name are blank.',
		'code_type'             => 'The code is not a string.',
		'code_too_long'         => 'The code is longer than 100 characters.',
		'name_type'             => 'The name is not a string.',
		'name_too_long'         => 'The name is longer than 1000 characters.',
		'gtin_type'             => 'The GTIN is not a string.',
		'gtin_too_long'         => 'The GTIN is longer than 100 characters.',
		'warehouse_type'        => 'The warehouse is not a string.',
		'warehouse_too_long'    => 'The warehouse\'s name is longer than 100 characters.',
		'warehouse_missing'     => 'The line names no warehouse, and the shop does not follow exactly one.',
		'quantity_missing'      => 'The quantity is missing.',
		'quantity_type'         => 'The quantity is neither a number nor a string.',
		'quantity_not_a_number' => 'The quantity is not a plain number such as 7 or 12.5.',
		'quantity_range'        => 'The quantity is outside -999999999 to 999999999.',
		'quantity_too_fine'     => 'The quantity has digits below a millionth.',
		'sequence'              => 'The sequence is not a whole number from 0 to 9223372036854775807.',
		'as_of'                 => 'as_of is not a date and time with zone such as 2026-01-31T08:30:00Z.',
		'string_too_long'       => 'A string of the line is longer than 100000 bytes.',
	);

	/**
	 * The fixed English sentence; '' for a code that is not known.
	 *
	 * @param string $code As it stands in a receipt.
	 */
	public static function sentence( string $code ): string {
		return self::SENTENCES[ $code ] ?? '';
	}

	/**
	 * Codes of everything that is said of a line of the journal: its reason, then what that leaves unsaid.
	 *
	 * @param array<string, ?string> $line outcome, reason and detail.
	 * @return list<string>
	 */
	public static function of( array $line ): array {
		$remarks = 'ambiguous' === $line['outcome'] ? array() : explode( ',', (string) $line['detail'] );
		return array_merge( array( (string) $line['reason'] ), array_values( array_filter( $remarks, static fn( string $code ): bool => isset( self::SENTENCES[ $code ] ) ) ) );
	}

	/**
	 * The sentences of all of them in the reader's language.
	 *
	 * @param array<string, ?string> $line outcome, reason and detail.
	 */
	public static function translated_of( array $line ): string {
		return implode( ' ', array_map( array( self::class, 'translated' ), self::of( $line ) ) );
	}

	/**
	 * The sentence in the reader's language.
	 *
	 * @param string $code As it stands in a receipt.
	 */
	public static function translated( string $code ): string {
		$sentence = self::sentence( $code );
		// phpcs:ignore WordPress.WP.I18n -- the list above is added to the catalogue by scripts/translations.
		return '' === $sentence ? $code : translate( $sentence, 'stockwire' );
	}
}
