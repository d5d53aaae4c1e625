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

use Stockwire\Receipt;

/** Bodies are text already: the engine wrote them, or the table of answers. */
final class Reply {

	/**
	 * Lines up to which a push's receipt is one text, and its body stays in the request, for the filters that look at them. Those of a longer one
	 * take more memory than the push.
	 */
	public const WHOLE = 1000;

	private const JSON = 'application/json; charset=UTF-8';

	/**
	 * A reply as it goes out.
	 *
	 * @param int                   $status  HTTP status.
	 * @param string                $type    Content-Type.
	 * @param string|\Closure       $body    Text, or a function that prints it piece by piece.
	 * @param array<string, string> $headers Further headers.
	 * @param ?int                  $length  Bytes that the function prints, where that is known.
	 */
	public function __construct(
		public readonly int $status,
		public readonly string $type,
		public readonly string|\Closure $body,
		public readonly array $headers = array(),
		private readonly ?int $length = null,
	) {}

	/**
	 * A receipt or a state in JSON.
	 *
	 * @param string|\Closure       $body    JSON text, or its printer.
	 * @param array<string, string> $headers Further headers.
	 */
	public static function json( string|\Closure $body, array $headers = array() ): self {
		return new self( 200, self::JSON, $body, $headers );
	}

	/**
	 * What became of a push.
	 *
	 * @param Receipt $receipt Of the engine.
	 * @param int     $dialect Refusals::SMARTBILL or V1.
	 */
	public static function receipt( Receipt $receipt, int $dialect ): self {
		if ( array_sum( $receipt->counts ) <= self::WHOLE ) {
			return self::json( Refusals::V1 === $dialect ? $receipt->toJson() : $receipt->toSmartBill() );
		}
		return new self( 200, self::JSON, static fn() => $receipt->send( $dialect ), array(), $receipt->length( $dialect ) );
	}

	/** Bytes of the body; null where only printing it would tell. */
	public function length(): ?int {
		return is_string( $this->body ) ? strlen( $this->body ) : $this->length;
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
