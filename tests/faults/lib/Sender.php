<?php
// SPDX-License-Identifier: MIT
// Sends requests side by side, so that a test can act while one of them waits.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

final class Sender {
	private \CurlMultiHandle $multi;

	/** @var array<int, Answer> by the handle's number */
	private array $answers = array();

	/** @var array<int, array<string, string>> */
	private array $headers = array();

	public function __construct( private readonly string $site, private readonly string $token ) {
		$this->multi = curl_multi_init();
	}

	/**
	 * Starts a push in our own dialect.
	 *
	 * @param list<array<string, mixed>> $lines
	 * @param list<string>               $headers
	 */
	public function push( array $lines, array $headers = array(), string $site = '' ): \CurlHandle {
		$body = json_encode( array( 'lines' => $lines ), JSON_THROW_ON_ERROR );
		return $this->start( 'POST', '/wp-json/stockwire/v1/stock', array( $this->bearer(), 'Content-Type: application/json', ...$headers ), $body, $site );
	}

	public function bearer(): string {
		return 'Authorization: Bearer ' . $this->token;
	}

	/** @param list<string> $headers */
	public function start( string $method, string $path, array $headers = array(), ?string $body = null, string $site = '' ): \CurlHandle {
		$curl = curl_init( ( '' === $site ? $this->site : $site ) . $path );
		$at   = spl_object_id( $curl );

		$this->headers[ $at ] = array();
		unset( $this->answers[ $at ] );
		curl_setopt_array(
			$curl,
			array(
				CURLOPT_CUSTOMREQUEST  => $method,
				CURLOPT_HTTPHEADER     => array( 'Expect:', ...$headers ),
				CURLOPT_RETURNTRANSFER => true,
				CURLOPT_FRESH_CONNECT  => true,
				CURLOPT_FORBID_REUSE   => true,
				CURLOPT_TIMEOUT        => 60,
				CURLOPT_HEADERFUNCTION => function ( $curl, string $line ): int {
					$parts = explode( ':', $line, 2 );
					if ( 2 === count( $parts ) ) {
						$this->headers[ spl_object_id( $curl ) ][ strtolower( trim( $parts[0] ) ) ] = trim( $parts[1] );
					}
					return strlen( $line );
				},
			)
		);
		if ( null !== $body ) {
			curl_setopt( $curl, CURLOPT_POSTFIELDS, $body );
		}
		curl_multi_add_handle( $this->multi, $curl );
		$this->pump( 0.0 );
		return $curl;
	}

	/** Moves all requests on. */
	public function pump( float $seconds = 0.005 ): void {
		do {
			$code = curl_multi_exec( $this->multi, $running );
		} while ( CURLM_CALL_MULTI_PERFORM === $code );
		while ( false !== ( $done = curl_multi_info_read( $this->multi ) ) ) {
			$curl = $done['handle'];
			$at   = spl_object_id( $curl );

			$this->answers[ $at ] = new Answer( (int) curl_getinfo( $curl, CURLINFO_RESPONSE_CODE ), (string) curl_multi_getcontent( $curl ), $this->headers[ $at ], curl_error( $curl ) );
			curl_multi_remove_handle( $this->multi, $curl );
		}
		if ( $seconds > 0 && ( 0 === $running || 0 === curl_multi_select( $this->multi, $seconds ) ) ) {
			usleep( (int) ( $seconds * 1e6 / 4 ) );
		}
	}

	public function answered( \CurlHandle $curl ): bool {
		return isset( $this->answers[ spl_object_id( $curl ) ] );
	}

	public function wait( \CurlHandle $curl ): Answer {
		while ( ! $this->answered( $curl ) ) {
			$this->pump();
		}
		return $this->answers[ spl_object_id( $curl ) ];
	}

	/** Hangs up. */
	public function leave( \CurlHandle $curl ): void {
		curl_multi_remove_handle( $this->multi, $curl );
		curl_close( $curl );
	}
}
