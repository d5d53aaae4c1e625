<?php
/**
 * Where faults of others are written.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Announce;

/** WooCommerce's log, where the owner looks (WooCommerce → Status → Logs). */
final class Log {

	private const SOURCE = 'stockwire';

	/**
	 * A listener threw.
	 *
	 * @param string     $hook  The hook it listens to.
	 * @param \Throwable $fault What it threw.
	 */
	public static function listener( string $hook, \Throwable $fault ): void {
		wc_get_logger()->error(
			sprintf( 'A listener of %s failed: %s in %s:%d. The stock was written; the other listeners were told.', $hook, $fault->getMessage(), $fault->getFile(), $fault->getLine() ),
			array( 'source' => self::SOURCE )
		);
	}

	/**
	 * Whoever told of a product died of it, again and again.
	 *
	 * @param int $holder The product or variation.
	 * @param int $run    The run that changed it.
	 * @param int $tries  How often it was tried.
	 */
	public static function given_up( int $holder, int $run, int $tries ): void {
		wc_get_logger()->error(
			sprintf( 'The process ended %d times while plugins were told of the stock of product %d (run %d), so that is given up. The stock was written. A plugin that listens to stock changes ends the request; save the product once to tell the others.', $tries, $holder, $run ),
			array( 'source' => self::SOURCE )
		);
	}

	/**
	 * Something of ours went wrong and was put off.
	 *
	 * @param string     $what  What was tried.
	 * @param \Throwable $fault Why it did not work.
	 */
	public static function failure( string $what, \Throwable $fault ): void {
		wc_get_logger()->error( "$what: " . $fault->getMessage(), array( 'source' => self::SOURCE ) );
	}
}
