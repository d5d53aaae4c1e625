<?php
/**
 * What came of a form: go on to another showing of the page, or show this one with something to say.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Admin;

/** Exactly one of the three is set. */
final class ActionResult {

	/**
	 * Made by the functions below.
	 *
	 * @param ?string $redirect Key of the sentence to show after a redirect.
	 * @param ?string $error    Sentence to show now.
	 * @param ?string $token    New token, to be shown this once: it is kept nowhere, so it cannot survive a redirect.
	 */
	private function __construct(
		public readonly ?string $redirect,
		public readonly ?string $error,
		#[\SensitiveParameter]
		public readonly ?string $token,
	) {}

	/**
	 * Done; shown again by a redirect, so that a reload does not post again.
	 *
	 * @param string $key Of the sentence.
	 */
	public static function done( string $key ): self {
		return new self( $key, null, null );
	}

	/**
	 * Not done.
	 *
	 * @param string $sentence Why, and what to do.
	 */
	public static function error( string $sentence ): self {
		return new self( null, $sentence, null );
	}

	/**
	 * A token was made.
	 *
	 * @param string $token The token.
	 */
	public static function token( #[\SensitiveParameter] string $token ): self {
		return new self( null, null, $token );
	}
}
