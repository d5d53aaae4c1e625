<?php
/**
 * A request as it came to the fast lane, where WordPress' own class is not loaded.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Lane;

/** Speaks like WP_REST_Request, as far as Rest\Call listens. */
final class Request {

	/**
	 * The body, once it was read.
	 *
	 * @var ?string
	 */
	private ?string $body = null;

	/** HTTP method. */
	public function get_method(): string {
		return $this->variable( 'REQUEST_METHOD' );
	}

	/** Nobody asks the lane for it: the module says which dialect it is. */
	public function get_route(): string {
		return '';
	}

	/** The body as it came. */
	public function get_body(): string {
		$this->body ??= (string) file_get_contents( 'php://input' );
		return $this->body;
	}

	/**
	 * A header; null where it is missing.
	 *
	 * @param string $name Its name.
	 */
	public function get_header( string $name ): ?string {
		$key   = strtr( strtoupper( $name ), '-', '_' );
		$value = $this->variable( in_array( $key, array( 'CONTENT_TYPE', 'CONTENT_LENGTH' ), true ) ? $key : "HTTP_$key" );
		return '' === $value ? null : $value;
	}

	/**
	 * Parameters of the query string.
	 *
	 * @return array<mixed>
	 */
	public function get_query_params(): array {
		return $_GET; // phpcs:ignore WordPress.Security.NonceVerification -- the sender has a token instead.
	}

	/**
	 * A variable of the server.
	 *
	 * @param string $name Its name.
	 */
	private function variable( string $name ): string {
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- compared only; WordPress has not slashed it here.
		return isset( $_SERVER[ $name ] ) && is_string( $_SERVER[ $name ] ) ? $_SERVER[ $name ] : '';
	}
}
