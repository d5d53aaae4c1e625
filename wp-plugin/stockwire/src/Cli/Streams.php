<?php
/**
 * The output of a process.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Cli;

/** Results to standard output, the rest to standard error. */
final class Streams implements Output {

	/**
	 * A result.
	 *
	 * @param string $text With its line ends.
	 */
	public function write( string $text ): void {
		file_put_contents( 'php://stdout', $text ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- a stream, no file.
	}

	/**
	 * Something to know.
	 *
	 * @param string $sentence Without a line end.
	 */
	public function say( string $sentence ): void {
		file_put_contents( 'php://stderr', $sentence . "\n" ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- a stream, no file.
	}
}
