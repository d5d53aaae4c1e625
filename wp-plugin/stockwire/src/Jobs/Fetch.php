<?php
/**
 * Fetches the stock of the followed warehouses: the button, the schedule and WP-CLI begin it here.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Jobs;

use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Fetch\Account;
use Stockwire\Shop\Message;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Settings;

/** Opens the run; Steps does the work. */
final class Fetch {

	/** Sources of the journal that are fetches. */
	public const SOURCES = array( 'fetch', 'schedule' );

	/**
	 * Takes what makes engines.
	 *
	 * @param EngineFactory $engines Makes them.
	 */
	public function __construct( private readonly EngineFactory $engines = new EngineFactory() ) {}

	/**
	 * Begins a fetch.
	 *
	 * @param string $source  One of SOURCES.
	 * @param bool   $preview Decide only; in shadow mode always.
	 * @return int Number of the run.
	 * @throws Trouble Where it cannot begin.
	 */
	public function start( string $source = 'fetch', bool $preview = false ): int {
		$obstacle = self::obstacle( $preview );
		if ( null !== $obstacle ) {
			throw new Trouble( $obstacle ); // phpcs:ignore WordPress.Security.EscapeOutput -- escaped where it is shown.
		}
		$settings = Settings::load();
		return $this->open( $source, $preview || true === $settings->get( 'shadow' ), $settings->warehouses() );
	}

	/**
	 * Opens a run that is carried on in the background; one at a time.
	 *
	 * @param string                   $source     For the journal.
	 * @param bool                     $preview    Decide only.
	 * @param list<string>             $warehouses To be read.
	 * @param null|\Closure(int): void $opened     Gets the run's number before any worker knows it.
	 * @return int Number of the run.
	 * @throws Trouble    Where one is under way.
	 * @throws \Throwable Where the journal cannot be written.
	 */
	public function open( string $source, bool $preview, array $warehouses, ?\Closure $opened = null ): int {
		$job = Job::claim( $source, $preview, $warehouses );
		if ( null === $job ) {
			throw new Trouble( Message::of( 'busy' ) );
		}
		try {
			$run = $this->engines->engine( $source )->open( $preview );
		} catch ( \Throwable $fault ) {
			$job->drop();
			throw $fault;
		}
		if ( null !== $opened ) {
			$opened( $run );
		}
		try {
			$job->keep( array( 'run' => $run ) );
		} catch ( Stopped ) {
			$this->cancel( $run );
			throw new Trouble( Message::of( 'busy' ) );
		}
		Steps::go( $run );
		return $run;
	}

	/**
	 * Ends a run before its time. What was applied stays.
	 *
	 * @param int $run Its number.
	 */
	public function cancel( int $run ): bool {
		$row = Run::find( $run );
		return null !== $row && $row->unfinished() && $this->engines->engine( $row->source )->cancel( $run );
	}

	/**
	 * What keeps a fetch from beginning, with its cure; null where nothing does.
	 *
	 * @param bool $preview It is to write nothing.
	 */
	public static function obstacle( bool $preview = false ): ?Message {
		$obstacle = Requirements::why();
		if ( null !== $obstacle ) {
			return $obstacle;
		}
		$settings = Settings::load();
		if ( 'ready' !== Account::state( $settings->text( 'fetch_url' ) ) ) {
			return Message::of( 'no_account' );
		}
		if ( '' === $settings->get( 'fetch_company' ) ) {
			return Message::of( 'no_company' );
		}
		if ( array() === $settings->warehouses() ) {
			return Message::of( 'no_warehouse' );
		}
		if ( ! $preview && ! $settings->enabled() ) {
			return Message::of( 'switched_off' );
		}
		return null;
	}
}
