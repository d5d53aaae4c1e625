<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * A back office inside the test: exact lines, exact failures, at an exact moment.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Support;

use Stockwire\Shop\Fetch\Failure;
use Stockwire\Shop\Fetch\Source;

final class FakeOffice implements Source {

	/** @var array<string, list<array<string, mixed>>> warehouse => lines */
	public array $stock = array();

	/** @var list<Failure|\Throwable|callable(): void> what happens to the next readings, after their first batch */
	public array $next = array();

	/** @var list<string> warehouses that were asked for */
	public array $asked = array();

	public function __construct( private int $batch = 500, private int $pause = 0 ) {}

	/** @param array<string, string> $quantities code => quantity */
	public function has( string $warehouse, array $quantities ): void {
		foreach ( $quantities as $code => $quantity ) {
			$this->stock[ $warehouse ][] = array( 'code' => (string) $code, 'name' => '', 'warehouse' => $warehouse, 'quantity' => $quantity, 'unit' => 'buc' );
		}
	}

	public function warehouses(): array {
		return array_keys( $this->stock );
	}

	public function stocks( string $warehouse, callable $lines, callable $tick ): int {
		$this->asked[] = $warehouse;
		$all           = $this->stock[ $warehouse ] ?? array();
		$event         = array_shift( $this->next );
		foreach ( array_chunk( $all, $this->batch ) as $batch ) {
			$tick();
			$lines( $batch );
			if ( $event instanceof \Throwable ) {
				throw $event;
			}
			if ( null !== $event ) {
				$event();
				$event = null;
			}
			usleep( $this->pause );
		}
		if ( $event instanceof \Throwable ) {
			throw $event;
		}
		return count( $all );
	}

	public function product( string $warehouse, string $code, string $name ): array {
		$this->asked[] = $warehouse;
		return array_values( array_filter( $this->stock[ $warehouse ] ?? array(), static fn( array $line ): bool => '' === $code ? $line['name'] === $name : $line['code'] === $code ) );
	}
}
