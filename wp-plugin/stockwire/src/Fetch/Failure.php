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

use Stockwire\Shop\Message;

/** Its message is the extension's English one, for the log; the journal keeps what is said(), and sentence() is for pages. */
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
	public function said(): Message {
		$code = 'office_' . $this->reason;
		return Message::of( isset( Message::OURS[ $code ] ) ? $code : 'office_other' );
	}

	/** The same in the reader's language. */
	public function sentence(): string {
		return $this->said()->translated();
	}
}
