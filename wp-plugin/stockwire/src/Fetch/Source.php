<?php
/**
 * Where stock is fetched from.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Fetch;

/** What the fetch needs of a back office; the extension's BackOffice is the one that shops have. */
interface Source {

	/**
	 * Names of its warehouses.
	 *
	 * @return list<string>
	 * @throws Failure Where it does not answer well.
	 */
	public function warehouses(): array;

	/**
	 * Reads the stock of one warehouse.
	 *
	 * @param string                                     $warehouse Its name.
	 * @param callable(list<array<string, mixed>>): void $lines     Called with each batch.
	 * @param callable(): void                           $tick      Called every so often; what it throws ends the reading.
	 * @return int The number of lines; returned only where the answer was read whole.
	 * @throws Failure Where it was not.
	 */
	public function stocks( string $warehouse, callable $lines, callable $tick ): int;

	/**
	 * Reads what one warehouse holds of one product today.
	 *
	 * @param string $warehouse Its name.
	 * @param string $code      The product's code; '' where it has none.
	 * @param string $name      Its name; asked for where it has no code.
	 * @return list<array<string, mixed>> Lines.
	 * @throws Failure Where the answer was not read whole.
	 */
	public function product( string $warehouse, string $code, string $name ): array;
}
