<?php
// SPDX-License-Identifier: MIT
// The demo's day: what the back office sends, and what must have become of it in the shop.

declare(strict_types=1);

namespace Stockwire\Sandbox;

/**
 * `name` and `code` are what is sent, `holder` is the code or the title of the product that must have `stock`
 * afterwards; without a number nothing may change.
 *
 * @phpstan-type Step array{code: string, name: string, warehouse: string, quantity: int, outcome: string, holder: string, stock: ?int}
 */
final class Scenario {
	public const FOLLOWED = array( 'Magazin', 'Depozit' );

	/**
	 * The first list of the morning: a bit of everything.
	 *
	 * @return list<Step>
	 */
	public static function morning(): array {
		return array(
			self::by_code( 'SW-000032', 'Magazin', 40, 'updated', 52 ),
			self::by_code( 'SW-000032', 'depozit', 12, 'updated', 52 ),
			self::by_code( 'SW-000033', 'Magazin', 18, 'updated', 18 ),
			self::by_code( 'SW-000034', 'Magazin', 0, 'updated', 0 ),
			self::by_code( 'SW-000016', 'Depozit', 25, 'updated', 25 ),
			self::by_code( 'SW-000009-2', 'Magazin', 4, 'updated', 4 ),
			// The same letters in other bytes: a cedilla for a comma below, accents apart from their letters, capitals.
			self::by_name( "Cămaşă în carouri Brădet S", 'Magazin', 11, 'Cămașă în carouri Brădet S' ),
			self::by_name( "HA\u{0302}RTIE COPIATOR A4 0", 'Magazin', 90, 'Hârtie copiator A4 0' ),
			self::by_name( 'Cablu 1,5 mm rolă 0', 'Magazin', 33, 'Cablu 1,5 mm rolă 0' ),
			// Variations, as a sister module and as SmartBill's own plugin write them.
			self::by_name( 'Tricou brodat Mărțișor 0 (Mărime: S; Culoare: Roșu)', 'Magazin', 5, 'SW-000009-1' ),
			self::by_name( 'Tricou brodat Mărțișor 0 - XL, Negru', 'Magazin', 8, 'SW-000009-4' ),
			self::refused( 'NU-EXISTA-1', 'Produs pe care magazinul nu îl are', 'Magazin', 'unmatched' ),
			self::refused( '', 'Lanternă frontală reîncărcabilă 0', 'Magazin', 'ambiguous' ),
			self::refused( 'SW-000002', 'Brânză telemea de oaie Brădet 150 g', 'Magazin', 'not_managed' ),
			self::refused( 'SW-000035', 'Ghiveci cu farfurioară Brădet Ø 10 cm', 'Service auto', 'other_warehouse' ),
		);
	}

	/**
	 * Sales through the day, pushed one by one as they happen.
	 *
	 * @return list<Step>
	 */
	public static function sales(): array {
		return array(
			self::by_code( 'SW-000032', 'Magazin', 39, 'updated', 51 ),
			self::by_code( 'SW-000032', 'Magazin', 37, 'updated', 49 ),
			self::by_code( 'SW-000032', 'Magazin', 37, 'unchanged', 49 ),
			self::by_code( 'SW-000033', 'Depozit', 60, 'updated', 78 ),
		);
	}

	/** @return list<Step> */
	public static function with_wrong_token(): array {
		return array( self::refused( 'SW-000033', '', 'Magazin', '403' ) );
	}

	/** @return Step */
	private static function by_code( string $code, string $warehouse, int $quantity, string $outcome, int $stock ): array {
		return array( 'name' => '', 'holder' => $code ) + compact( 'code', 'warehouse', 'quantity', 'outcome', 'stock' );
	}

	/** @return Step */
	private static function by_name( string $name, string $warehouse, int $quantity, string $holder ): array {
		return array( 'code' => '', 'outcome' => 'updated', 'stock' => $quantity ) + compact( 'name', 'warehouse', 'quantity', 'holder' );
	}

	/** @return Step */
	private static function refused( string $code, string $name, string $warehouse, string $outcome ): array {
		return array( 'quantity' => 7, 'holder' => $code, 'stock' => null ) + compact( 'code', 'name', 'warehouse', 'outcome' );
	}
}
