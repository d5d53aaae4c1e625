<?php
/**
 * What is sent back: status, headers and a body that WordPress does not touch.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Rest;

/** Bodies are text already: the engine wrote them, or the table of answers. */
final class Reply {

	/**
	 * A reply as it goes out.
	 *
	 * @param int                   $status  HTTP status.
	 * @param string                $type    Content-Type.
	 * @param string|\Closure       $body    Text, or a function that prints it piece by piece.
	 * @param array<string, string> $headers Further headers.
	 */
	public function __construct(
		public readonly int $status,
		public readonly string $type,
		public readonly string|\Closure $body,
		public readonly array $headers = array(),
	) {}

	/**
	 * A receipt or a state in JSON.
	 *
	 * @param string|\Closure       $body    JSON text, or its printer.
	 * @param array<string, string> $headers Further headers.
	 */
	public static function json( string|\Closure $body, array $headers = array() ): self {
		return new self( 200, 'application/json; charset=UTF-8', $body, $headers );
	}

	/** Prints the body. */
	public function send(): void {
		if ( $this->body instanceof \Closure ) {
			( $this->body )();
			return;
		}
		echo $this->body; // phpcs:ignore WordPress.Security.EscapeOutput -- JSON, made and escaped by the extension.
	}
}
