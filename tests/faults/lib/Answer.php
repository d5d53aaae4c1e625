<?php
// SPDX-License-Identifier: MIT
// What came back for a request; status 0 where nothing did.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

final class Answer {
	/** @param array<string, string> $headers by lower-case name */
	public function __construct( public readonly int $status, public readonly string $body, public readonly array $headers, public readonly string $error ) {}

	/** @return array<string, mixed> */
	public function json(): array {
		$read = json_decode( $this->body, true );
		return is_array( $read ) ? $read : array();
	}

	/** @return array<string, int> */
	public function counts(): array {
		return $this->json()['counts'] ?? array();
	}

	public function count( string $outcome ): int {
		return $this->counts()[ $outcome ] ?? 0;
	}

	/** For a check that fails. */
	public function __toString(): string {
		return "{$this->status} {$this->error} " . substr( $this->body, 0, 300 );
	}
}
