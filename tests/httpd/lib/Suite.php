<?php
// SPDX-License-Identifier: MIT
// Counts what passed, names what did not.

declare(strict_types=1);

namespace Stockwire\Tests\Httpd;

final class Suite {
	private int $passed    = 0;
	private int $failed    = 0;
	private string $prefix = '';

	public function run( string $stack, string $file, Server $server ): void {
		$checker      = getenv( 'CHECKER' ) ?: '';
		$this->prefix = ( $checker ? "$checker, " : '' ) . "$stack: " . basename( $file, '.php' );
		$cases        = require $file;
		try {
			$cases( $this, $server );
		} catch ( \Throwable $e ) {
			$this->check( 'runs to its end', false, $e->getMessage() . ' at ' . basename( $e->getFile() ) . ':' . $e->getLine() );
		}
	}

	/** What the next checks are about. */
	public function named( string $prefix ): self {
		$this->prefix = $prefix;
		return $this;
	}

	public function check( string $behaviour, bool $holds, string $why = '' ): void {
		$holds ? ++$this->passed : ++$this->failed;
		echo $holds ? 'ok   ' : 'FAIL ', "{$this->prefix}: $behaviour", $holds || '' === $why ? '' : " ($why)", "\n";
	}

	public function same( string $behaviour, mixed $expected, mixed $actual ): void {
		$want = self::show( $expected );
		$got  = self::show( $actual );
		// Long texts are shown from shortly before they part.
		$from = max( 0, strspn( $want ^ $got, "\0" ) - 40 );
		$this->check( $behaviour, $expected === $actual, 'expected ' . substr( $want, $from, 200 ) . ', got ' . substr( $got, $from, 200 ) );
	}

	/** A refusal of v1 that the module wrote. */
	public function problem( string $behaviour, Answer $answer, int $status, string $code ): void {
		$body = json_decode( $answer->body, true );
		$this->same(
			"refused: $behaviour",
			array( $status, false, 'application/problem+json', $status, $code ),
			array( $answer->status, $answer->isPhp(), $answer->header( 'Content-Type' ), $body['status'] ?? null, $body['code'] ?? null )
		);
	}

	/** A refusal on the SmartBill path that the module wrote. */
	public function sentence( string $behaviour, Answer $answer, int $status ): void {
		$sentence = json_decode( $answer->body );
		$this->same(
			"refused: $behaviour",
			array( $status, false, 'application/json; charset=UTF-8', '.' ),
			array( $answer->status, $answer->isPhp(), $answer->header( 'Content-Type' ), is_string( $sentence ) ? substr( $sentence, -1 ) : $answer->body )
		);
	}

	public function broken( string $stack, \Throwable $e ): void {
		$this->prefix = $stack;
		$this->check( 'the server starts', false, $e->getMessage() );
	}

	/** What must hold on every stack once its servers are stopped. */
	public function after( string $stack, Server $server ): void {
		$this->prefix = $stack;
		foreach ( $server->complaints() as $line ) {
			$this->check( 'nothing crashed or leaked', false, $line );
		}
	}

	public function finish(): int {
		echo "{$this->passed} passed, {$this->failed} failed\n";
		return 0 === $this->failed && $this->passed > 0 ? 0 : 1;
	}

	private static function show( mixed $value ): string {
		return json_encode( $value, JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE ) ?: gettype( $value );
	}
}
