<?php
// SPDX-License-Identifier: MIT
// Counts what passed, names what did not.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

final class Suite {
	private int $passed  = 0;
	private int $failed  = 0;
	private string $name = '';

	public function named( string $name ): void {
		$this->name = $name;
	}

	public function check( string $behaviour, bool $holds, string|\Stringable $why = '' ): void {
		$holds ? ++$this->passed : ++$this->failed;
		echo $holds ? 'ok   ' : 'FAIL ', "{$this->name}: $behaviour", $holds || '' === (string) $why ? '' : " ($why)", "\n";
	}

	public function same( string $behaviour, mixed $expected, mixed $actual ): void {
		$this->check( $behaviour, $expected === $actual, 'expected ' . self::show( $expected ) . ', got ' . self::show( $actual ) );
	}

	/** @param list<string> $found what should not be there */
	public function none( string $behaviour, array $found ): void {
		$this->check( $behaviour, array() === $found, implode( '; ', array_slice( $found, 0, 8 ) ) );
	}

	public function note( string $text ): void {
		echo "     {$this->name}: $text\n";
	}

	public function failures(): int {
		return $this->failed;
	}

	public function finish(): int {
		echo "\n{$this->passed} passed, {$this->failed} failed\n";
		return 0 === $this->failed && $this->passed > 0 ? 0 : 1;
	}

	private static function show( mixed $value ): string {
		return substr( (string) json_encode( $value, JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE | JSON_PARTIAL_OUTPUT_ON_ERROR ), 0, 400 );
	}
}
