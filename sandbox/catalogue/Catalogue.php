<?php
// SPDX-License-Identifier: MIT
// What a catalogue is: a stream of product specifications, the same each time it is asked.

declare(strict_types=1);

namespace Stockwire\Sandbox;

/**
 * @phpstan-type Attribute array{name: string, taxonomy: bool, values: list<string>, variation: bool}
 * @phpstan-type Stock array{manage: bool, stock: ?int, backorders: string, stock_status: string}
 * @phpstan-type Variation array{sku: string, gtin: string, regular: string, sale: string, manage: bool, stock: ?int,
 *   backorders: string, stock_status: string, values: list<?string>, status: string, description: string}
 * @phpstan-type Product array{name: string, sku: string, gtin: string, type: string, status: string, regular: string,
 *   sale: string, manage: bool, stock: ?int, backorders: string, stock_status: string, categories: list<string>,
 *   attributes: list<Attribute>, variations: list<Variation>, children: list<int>, url: string, button: string,
 *   description: string, excerpt: string}
 *
 * `values` of a variation holds one value an attribute that makes variations, null for "any". `children` of a
 * grouped product are positions in the stream, all of them earlier. Status `trash` is a published product that
 * was put into the trash.
 */
interface Catalogue {
	/** @return iterable<int, Product> */
	public function products(): iterable;
}
