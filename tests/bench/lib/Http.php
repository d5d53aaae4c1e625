<?php
// SPDX-License-Identifier: MIT
// A back office's side of the wire: one connection, kept alive.

declare(strict_types=1);

namespace Stockwire\Tests\Bench;

final class Http {
	private \CurlHandle $handle;

	public function __construct() {
		$this->handle = curl_init();
	}

	/**
	 * Sends a body and returns the answer's.
	 *
	 * @param list<string> $headers
	 */
	public function send( string $method, string $url, array $headers, string $body ): string {
		curl_setopt_array(
			$this->handle,
			array(
				CURLOPT_URL            => $url,
				CURLOPT_CUSTOMREQUEST  => $method,
				CURLOPT_HTTPHEADER     => array_merge( array( 'Content-Type: application/json', 'Expect:' ), $headers ),
				CURLOPT_POSTFIELDS     => $body,
				CURLOPT_RETURNTRANSFER => true,
				CURLOPT_TIMEOUT        => 600,
			)
		);
		$answer = curl_exec( $this->handle );
		$status = curl_getinfo( $this->handle, CURLINFO_RESPONSE_CODE );
		if ( ! is_string( $answer ) || 200 !== $status ) {
			throw new \RuntimeException( "$method $url: $status " . curl_error( $this->handle ) . ' ' . substr( (string) $answer, 0, 400 ) );
		}
		return $answer;
	}
}
