<?php
/**
 * Where a command writes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Cli;

/** Results and complaints go different ways, so that a script may read the former alone. */
interface Output {

	/**
	 * A result, as it is.
	 *
	 * @param string $text With its line ends.
	 */
	public function write( string $text ): void;

	/**
	 * Something to know beside the result.
	 *
	 * @param string $sentence Without a line end.
	 */
	public function say( string $sentence ): void;
}
