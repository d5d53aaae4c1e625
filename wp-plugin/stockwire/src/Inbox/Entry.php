<?php
/**
 * One code or name that no product in the shop answers to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Inbox;

/**
 * Known by its kind and hash, as in the tables; the same code in several warehouses is one entry.
 *
 * @phpstan-type Waiting array{warehouse: string, quantity: string, last_seen: string, run: int}
 */
final class Entry {

	/** Kinds, as Names::CODE, TEXT and GTIN: known here also where the extension is missing. */
	public const CODE = 0;
	public const NAME = 1;
	public const GTIN = 3;

	/**
	 * An entry as it is shown.
	 *
	 * @param int    $kind      CODE, NAME or GTIN.
	 * @param string $hash      32 hexadecimal digits.
	 * @param string $code      As the back office sent it last.
	 * @param string $name      As the back office sent it last.
	 * @param int    $times     Lines that named it.
	 * @param string $last_seen UTC.
	 * @param array  $waiting   Last quantity by warehouse, and the run that brought it.
	 * @phpstan-param list<Waiting> $waiting
	 */
	public function __construct(
		public readonly int $kind,
		public readonly string $hash,
		public readonly string $code,
		public readonly string $name,
		public readonly int $times,
		public readonly string $last_seen,
		public readonly array $waiting,
	) {}

	/** Names it in a form. */
	public function id(): string {
		return $this->kind . '-' . $this->hash;
	}

	/**
	 * Kind and hash of an id; null where it is none.
	 *
	 * @param string $id From a form.
	 * @return ?array{int, string}
	 */
	public static function parse( string $id ): ?array {
		return 1 === preg_match( '/^([013])-([0-9a-f]{32})$/D', $id, $found ) ? array( (int) $found[1], $found[2] ) : null;
	}

	/** What the back office calls it: what decides comes first. */
	public function text(): string {
		return self::NAME === $this->kind || '' === $this->code ? $this->name : $this->code;
	}

	/**
	 * Its waiting quantities as lines for the engine, each with the run that brought it.
	 *
	 * @return list<array{array<string, string>, int}>
	 */
	public function lines(): array {
		$named = match ( $this->kind ) {
			self::CODE => array(
				'code' => $this->code,
				'name' => $this->name,
			),
			self::GTIN => array(
				'gtin' => $this->code,
				'name' => $this->name,
			),
			default    => array( 'name' => $this->name ),
		};
		$lines = array();
		foreach ( $this->waiting as $waiting ) {
			$line    = array(
				'warehouse' => $waiting['warehouse'],
				'quantity'  => $waiting['quantity'],
			);
			$lines[] = array( $named + $line, $waiting['run'] );
		}
		return $lines;
	}
}
