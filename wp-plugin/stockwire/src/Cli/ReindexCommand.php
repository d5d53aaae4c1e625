<?php
/**
 * `wp stockwire reindex`: makes the keys anew by which products are known by name.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Cli;

use Stockwire\Shop\Database;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Jobs\NamesRebuild;
use Stockwire\Shop\Requirements;

/**
 * Old keys stay until they are replaced, so pushes go on meanwhile. Somebody waits for it, so two connections share the work;
 * in the background one is enough.
 */
final class ReindexCommand implements Command {

	/** Steps that do not come to an end are tried this often: another worker may be at it. */
	private const TRIES = 5;

	/** How many at a time, for both connections together. */
	private const PRODUCTS = 10000;

	/**
	 * Takes what makes the engine.
	 *
	 * @param EngineFactory $engines Makes it.
	 */
	public function __construct( private readonly EngineFactory $engines = new EngineFactory() ) {}

	/**
	 * Does it.
	 *
	 * @param Input  $input  Format.
	 * @param Output $output For the end.
	 */
	public function run( Input $input, Output $output ): int {
		$format   = $input->format();
		$obstacle = Requirements::obstacle();
		if ( null !== $obstacle ) {
			$output->say( $obstacle );
			return self::FAILED;
		}
		NamesRebuild::restart();
		$rebuild = new NamesRebuild( fn() => $this->engines->engine( 'names' ), self::PRODUCTS, Database::another( ... ) );
		for ( $try = 0; $try < self::TRIES; $try++ ) {
			if ( $rebuild->step( INF ) ) {
				self::facts( $output, $format, true );
				$output->say( 'The names of all products were read.' );
				return self::OK;
			}
			sleep( $try );
		}
		self::facts( $output, $format, false );
		$output->say( 'The names could not all be read; the log of the shop says why. The background goes on with it.' );
		return self::FAILED;
	}

	/**
	 * Prints the end.
	 *
	 * @param Output $output   Where to.
	 * @param string $format   As it is wished.
	 * @param bool   $complete Whether the names of all products are read.
	 */
	private static function facts( Output $output, string $format, bool $complete ): void {
		global $wpdb;
		Format::facts(
			$output,
			$format,
			array(
				'complete' => $complete,
				'products' => (int) $wpdb->get_var( "SELECT COUNT(DISTINCT product_id) FROM {$wpdb->prefix}stockwire_names" ), // phpcs:ignore WordPress.DB -- our own table.
			)
		);
	}
}
