<?php
/**
 * Why something cannot be started, in a sentence for the owner.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Shop\Message;

/** Its message is English, for commands; pages show what is said in their reader's language. */
final class Trouble extends \DomainException {

	/**
	 * Takes the sentence.
	 *
	 * @param Message     $said     Why.
	 * @param ?\Throwable $previous What was thrown.
	 */
	public function __construct( public readonly Message $said, ?\Throwable $previous = null ) {
		parent::__construct( $said->text(), 0, $previous );
	}
}
