<?php
/**
 * `wp stockwire status`: is the link on, can it write, what came last.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Cli;

use Stockwire\Shop\Rest\Status;

/** The same as stockwire/v1/status. */
final class StatusCommand implements Command {

	/**
	 * Prints it; fails where a push would not be written, so that a monitor needs no parser.
	 *
	 * @param Input  $input  Format.
	 * @param Output $output For the state.
	 */
	public function run( Input $input, Output $output ): int {
		$state = Status::state();
		Format::facts( $output, $input->format(), $state );
		return true === $state['ready'] ? self::OK : self::FAILED;
	}
}
