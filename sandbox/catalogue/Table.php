<?php
// SPDX-License-Identifier: MIT
// Collects rows for one table and inserts them in statements of some hundred kilobytes.

declare(strict_types=1);

namespace Stockwire\Sandbox;

use mysqli;

final class Table {
	private const BYTES = 500_000;

	private string $values = '';

	public int $rows = 0;

	/** @param list<string> $columns */
	public function __construct( private mysqli $connection, private string $name, private array $columns ) {}

	/** @param list<string|int|null> $row */
	public function add( array $row ): void {
		$sql = '';
		foreach ( $row as $value ) {
			$sql .= match ( true ) {
				null === $value  => ',NULL',
				is_int( $value ) => ',' . $value,
				default          => ",'" . $this->connection->real_escape_string( $value ) . "'",
			};
		}
		$this->values .= ( '' === $this->values ? '(' : ',(' ) . substr( $sql, 1 ) . ')';
		++$this->rows;
		if ( strlen( $this->values ) > self::BYTES ) {
			$this->flush();
		}
	}

	public function flush(): void {
		if ( '' === $this->values ) {
			return;
		}
		// wpdb::query() would walk through half a megabyte with regular expressions each time.
		$this->connection->query( "INSERT INTO {$this->name} (" . implode( ',', $this->columns ) . ") VALUES {$this->values}" );
		$this->values = '';
	}
}
