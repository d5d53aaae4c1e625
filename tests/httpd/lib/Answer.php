<?php
// SPDX-License-Identifier: MIT
// One HTTP answer, taken apart.

declare(strict_types=1);

namespace Stockwire\Tests\Httpd;

final class Answer {
	public int $status = 0;
	/** @var array<string,string> Lower-case names. */
	public array $headers = array();
	public string $body   = '';
	/** True where the server closed the connection after this answer. */
	public bool $closed = false;
	/** Seconds until the last byte. */
	public float $seconds = 0.0;
	/** Bytes that the client had sent by then. */
	public int $sent = 0;

	public function header( string $name ): ?string {
		return $this->headers[ strtolower( $name ) ] ?? null;
	}

	/** True where the page ran. */
	public function isPhp(): bool {
		return null !== $this->header( 'X-Page' );
	}

	/** @return array<string,mixed> What the page saw: server, body, length. */
	public function page(): array {
		$seen = json_decode( $this->body, true );
		return is_array( $seen ) ? $seen : array();
	}

	/** $_SERVER as the page saw it. */
	public function server( string $name ): ?string {
		return $this->page()['server'][ $name ] ?? null;
	}
}
