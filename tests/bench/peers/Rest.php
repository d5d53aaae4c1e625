<?php
// SPDX-License-Identifier: MIT
// Stockwire over HTTP, by WordPress' REST route: the whole way from the socket to the receipt.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

class Rest implements Peer {
	private Http $http;
	private string $url  = '';
	private string $body = '';

	public function __construct() {
		$this->http = new Http();
	}

	public function prepare( array $lines, bool $by_name ): void {
		// A back office knows the address. Asked for while the time runs, the option would be read from the database for it.
		$this->url  = $this->url();
		$this->body = Lines::body( $lines, $by_name );
	}

	public function run( array $lines, bool $by_name ): array {
		list( $answer, $requests ) = Again::until_through( fn(): string => $this->http->send( 'POST', $this->url, array( 'Authorization: Bearer ' . getenv( 'TOKEN' ) ), $this->body ) );
		if ( ! str_contains( substr( $answer, 0, 200 ), '"applied":true' ) ) {
			throw new \RuntimeException( 'not applied: ' . substr( $answer, 0, 400 ) );
		}
		return array( 'answer' => strlen( $answer ), 'requests' => $requests );
	}

	public function warm(): int {
		return 20;
	}

	/** By the port where the module is off, so that both ways can be measured in turn. */
	protected function url(): string {
		return getenv( 'BENCH_REST' ) . '/wp-json/stockwire/v1/stock';
	}
}
