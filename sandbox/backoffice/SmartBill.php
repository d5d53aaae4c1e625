<?php
// SPDX-License-Identifier: MIT
// Sends stock to a shop exactly as SmartBill does: its URL, its fields, its care for letter case (none).

declare(strict_types=1);

namespace Stockwire\Sandbox;

use CurlHandle;
use RuntimeException;

/** @phpstan-type Line array{productName: string, productCode?: string, warehouse: string, quantity: int|float|string, measuringUnit?: string} */
final class SmartBill {
	public const ROUTE = '/wp-json/smartbill_woocommerce/v1/stocks';

	private CurlHandle $curl;

	public function __construct( private string $site, private string $token ) {
		$this->curl = curl_init();
	}

	/** The sender shows the token in its own letter case; a shop has to know it in any. */
	public static function spelled( string $token ): string {
		return strtoupper( $token );
	}

	/**
	 * The button "test connection": an empty list.
	 *
	 * @return array{int, string} status and body
	 */
	public function test(): array {
		return $this->send( array() );
	}

	/**
	 * @param list<Line> $lines
	 * @return array{int, string} status and body
	 */
	public function push( array $lines ): array {
		return $this->send( array( 'products' => $lines ) );
	}

	/**
	 * @param array<mixed> $body
	 * @return array{int, string}
	 */
	private function send( array $body ): array {
		curl_setopt_array(
			$this->curl,
			array(
				CURLOPT_URL            => $this->site . self::ROUTE,
				CURLOPT_POST           => true,
				CURLOPT_POSTFIELDS     => json_encode( $body, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR ),
				CURLOPT_HTTPHEADER     => array( 'Content-Type: application/json', 'Accept: application/json', 'Authorization: Bearer ' . self::spelled( $this->token ) ),
				CURLOPT_RETURNTRANSFER => true,
				CURLOPT_CONNECTTIMEOUT => 5,
				CURLOPT_TIMEOUT        => 60,
				CURLOPT_PROXY          => '',
			)
		);
		$answer = curl_exec( $this->curl );
		if ( ! is_string( $answer ) ) {
			throw new RuntimeException( "the shop at $this->site does not answer: " . curl_error( $this->curl ) );
		}
		return array( (int) curl_getinfo( $this->curl, CURLINFO_RESPONSE_CODE ), $answer );
	}
}
