<?php
/**
 * One command of `wp stockwire`.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Cli;

/** Knows nothing of wp-cli. */
interface Command {

	/** Done. */
	public const OK = 0;

	/** Refused, or gone wrong. */
	public const FAILED = 1;

	/** Called in a wrong way. */
	public const USAGE = 2;

	/** The brake holds the run: nothing was written, the owner decides. */
	public const HELD = 3;

	/**
	 * Carries it out.
	 *
	 * @param Input  $input  What it was called with.
	 * @param Output $output Where to write.
	 * @return int One of the constants.
	 */
	public function run( Input $input, Output $output ): int;
}
