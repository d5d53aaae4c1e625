<?php
/**
 * A back office that did not answer well, in words for the owner.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Fetch;

/** Its message is the extension's English one, for the journal; sentence() is for pages. */
final class Failure extends \RuntimeException {

	/**
	 * Takes what the extension says.
	 *
	 * @param string      $reason      Its code.
	 * @param string      $message     Its text; never holds the account.
	 * @param int         $retry_after Seconds until another try is welcome; 0 where it would be of no use.
	 * @param ?\Throwable $previous    What was thrown.
	 */
	public function __construct( public readonly string $reason, string $message, public readonly int $retry_after = 0, ?\Throwable $previous = null ) {
		parent::__construct( $message, 0, $previous );
	}

	/** What happened and what to do. */
	public function sentence(): string {
		return self::sentences()[ $this->reason ] ?? __( 'The back office did not answer as expected.', 'stockwire' );
	}

	/**
	 * By reason.
	 *
	 * @return array<string, string>
	 */
	private static function sentences(): array {
		return array(
			'rate'        => __( 'The back office asks for fewer calls.', 'stockwire' ),
			'server'      => __( 'The back office has an error of its own.', 'stockwire' ),
			'refused'     => __( 'The back office refuses the request. Check the company and the warehouses.', 'stockwire' ),
			'auth'        => __( 'The back office refuses the account. Check user and token.', 'stockwire' ),
			'tls'         => __( 'The certificate of the back office is expired, unknown or for another host. Nothing was sent to it.', 'stockwire' ),
			'address'     => __( 'The name of the back office leads to this machine or a private network. Nothing was sent to it.', 'stockwire' ),
			'redirect'    => __( 'The back office sends the shop on to another address. Use that address, if it is its own.', 'stockwire' ),
			'timeout'     => __( 'The back office took too long.', 'stockwire' ),
			'too_large'   => __( 'The back office sent more than any stock list holds.', 'stockwire' ),
			'syntax'      => __( 'The back office answered with something that is no stock list.', 'stockwire' ),
			'shape'       => __( 'The back office answered with something that is no stock list.', 'stockwire' ),
			'cut'         => __( 'The answer of the back office broke off in the middle.', 'stockwire' ),
			'connect'     => __( 'The back office cannot be reached.', 'stockwire' ),
			'unavailable' => __( 'This PHP extension cannot fetch: it was built without libcurl.', 'stockwire' ),
		);
	}
}
