<?php
/**
 * Tells WordPress, WooCommerce and their plugins what a run changed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

use Stockwire\Receipt;
use Stockwire\Shop\Announce\Batch;
use Stockwire\Shop\Announce\Caches;
use Stockwire\Shop\Announce\Family;
use Stockwire\Shop\Announce\Hooks;
use Stockwire\Shop\Announce\Journal;
use Stockwire\Shop\Announce\Listeners;
use Stockwire\Shop\Announce\Loader;
use Stockwire\Shop\Jobs\Sweep;
use Stockwire\Shop\Jobs\Wake;

/**
 * The engine writes, this tells: hooks with real objects, in WooCommerce's order, once a changed holder.
 *
 * One instance serves one run. What it does not come to is left in the journal, and the background takes it from there.
 *
 * @phpstan-type Change array{id: int, kind: string, type: string, parent: int, old: ?string, new: ?string, old_status: string, new_status: string}
 */
final class Announcer {

	/** Changed holders that are announced before the answer; the rest follows in the background. */
	public const LIMIT = 2000;

	/** Seconds for the same, as slow listeners must not keep the back office waiting. */
	private const BUDGET = 10.0;

	/** Holders claimed at a time: how long listeners take is not known of the first ones. */
	private const FIRST = 50;
	private const BATCH = 500;

	/**
	 * Objects with the old number, from before the write.
	 *
	 * @var array<int, \WC_Product>
	 */
	private array $loaded = array();

	/** Seconds that listeners took before the write. */
	private float $spent = 0.0;

	/**
	 * How deep in work of ours we are, in this whole process: Heal must not heal what we write.
	 *
	 * @var int
	 */
	private static int $busy = 0;

	/**
	 * The parts that do the work.
	 *
	 * @param Loader    $loader    Reads products set-wise.
	 * @param Caches    $caches    Forgets set-wise.
	 * @param Listeners $listeners Guards and puts off the callbacks of others.
	 * @param Journal   $journal   Knows what was announced.
	 */
	public function __construct(
		private readonly Loader $loader = new Loader(),
		private readonly Caches $caches = new Caches(),
		private readonly Listeners $listeners = new Listeners(),
		private readonly Journal $journal = new Journal(),
	) {}

	/** True while we announce: changes that are told now are known already. */
	public static function busy(): bool {
		return self::$busy > 0;
	}

	/**
	 * What the engine is to call during a run.
	 *
	 * @return array<string, callable>
	 */
	public function callbacks(): array {
		$callbacks = array(
			'before'    => array( $this, 'before' ),
			'committed' => array( $this, 'committed' ),
		);
		// A statement a holder is dear: only where somebody listens.
		if ( has_filter( Hooks::QUERY ) ) {
			$callbacks['query'] = array( $this, 'query' );
		}
		return $callbacks;
	}

	/**
	 * Before a chunk is written: listeners see the objects with the old number. Those that there is no time for see it behind.
	 *
	 * @param list<Change> $changes Holders that will change.
	 */
	public function before( array $changes ): void {
		// A chunk that is tried again was told already.
		$changes = array_filter( $changes, fn( array $change ): bool => ! isset( $this->loaded[ $change['id'] ] ) );
		$room    = max( 0, self::limit() - count( $this->loaded ) );
		$changes = array_slice( $changes, 0, $room );
		if ( array() === $changes || $this->spent >= self::BUDGET ) {
			return;
		}
		$objects = $this->loader->load( array_column( $changes, 'id' ) );
		$this->work(
			function () use ( $objects ): void {
				$start = hrtime( true );
				$spent = $this->spent;
				foreach ( $objects as $id => $product ) {
					if ( $this->spent >= self::BUDGET ) {
						break;
					}
					Hooks::fire( Hooks::before( $product ), $product );
					$this->loaded[ $id ] = $product;
					$this->spent         = $spent + self::since( $start );
				}
			}
		);
	}

	/**
	 * Right after a COMMIT: no later reader of a cache may see the old numbers.
	 *
	 * @param list<int> $ids Holders, parents and children.
	 */
	public function committed( array $ids ): void {
		$this->caches->forget( $ids );
	}

	/**
	 * The statement that WooCommerce would run for a holder, as listeners want it.
	 *
	 * @param string $sql      The statement.
	 * @param int    $holder   Product or variation.
	 * @param string $quantity Its new number.
	 */
	public function query( string $sql, int $holder, string $quantity ): string {
		$filtered = $sql;
		$this->work(
			static function () use ( $sql, $holder, $quantity, &$filtered ): void {
				$filtered = apply_filters( Hooks::QUERY, $sql, $holder, wc_stock_amount( (float) $quantity ), 'set' ); // phpcs:ignore WordPress.NamingConventions -- WooCommerce's own.
			}
		);
		return is_string( $filtered ) && '' !== $filtered ? $filtered : $sql;
	}

	/**
	 * After a run: everything that is to be told now.
	 *
	 * @param Receipt|list<Change> $changes What was committed.
	 * @param int                  $run     Its number in the journal; 0 where there is none.
	 * @return bool False where a part is left to the background.
	 */
	public function after( Receipt|array $changes, int $run = 0 ): bool {
		$family = new Family( $changes, $run );
		if ( 0 === $run ) {
			$this->tell( $family->batch( null ) );
			return true;
		}
		$told         = $this->claimed( $family, $run, self::limit(), self::BUDGET - $this->spent );
		$this->loaded = array();
		$this->spent  = 0.0;
		if ( ! $told ) {
			Wake::send( $run );
			Sweep::soon();
		}
		return $told;
	}

	/**
	 * Announces in the background what is left of a run.
	 *
	 * @param int   $run     Its number in the journal.
	 * @param float $seconds How long at most; a batch that was begun is ended.
	 * @return bool False where something is left.
	 */
	public function resume( int $run, float $seconds ): bool {
		return $this->claimed( new Family( array(), $run ), $run, PHP_INT_MAX, $seconds );
	}

	/**
	 * Announces lines that nobody else has, batch by batch: each as large as the time that is left allows by what the one before took.
	 *
	 * @param Family $family  Relatives, as far as they are known.
	 * @param int    $run     The run.
	 * @param int    $left    How many holders at most.
	 * @param float  $seconds How long at most.
	 */
	private function claimed( Family $family, int $run, int $left, float $seconds ): bool {
		$start = hrtime( true );
		$size  = self::FIRST;
		while ( $left > 0 && self::since( $start ) < $seconds ) {
			$begin = hrtime( true );
			$claim = $this->journal->claim( $run, min( $size, $left ) );
			if ( null === $claim ) {
				break;
			}
			$this->tell( $family->batch( $claim->holders() ) );
			$this->journal->finish( $claim );
			$told  = max( 1, count( $claim->lines ) );
			$left -= $told;
			$fit   = ( $seconds - self::since( $start ) ) * $told / max( 1e-6, self::since( $begin ) );
			$size  = (int) max( 1, min( self::BATCH, $fit ) );
		}
		return $this->journal->close( $run );
	}

	/**
	 * Seconds since then.
	 *
	 * @param int $then Of the monotonic clock, in nanoseconds.
	 */
	private static function since( int $then ): float {
		return ( hrtime( true ) - $then ) / 1e9;
	}

	/**
	 * Caches, then hooks.
	 *
	 * @param Batch $batch Holders with their children, and the parents to sync.
	 */
	private function tell( Batch $batch ): void {
		$ids = $batch->ids();
		if ( array() === $ids ) {
			return;
		}
		// Once more: a reader may have put an old value back between the write and the first deletion.
		$this->caches->forget( $ids );
		$this->caches->forget_transients( $ids );
		$this->loader->prime( $ids );
		$hooks = new Hooks( $this->loader, $this->caches );
		$this->work( fn() => $hooks->announce( $batch, $this->loaded ) );
		$this->caches->forget_catalogue();
	}

	/**
	 * Calls others' code with their clearers put off and their exceptions caught.
	 *
	 * @param callable():void $calls What fires hooks.
	 */
	private function work( callable $calls ): void {
		++self::$busy;
		$this->listeners->begin();
		try {
			$calls();
		} finally {
			$this->listeners->end();
			--self::$busy;
		}
	}

	/** The number of holders that are announced in the request. */
	private static function limit(): int {
		/**
		 * How many changed holders are announced before the answer; the rest follows in the background.
		 *
		 * @param int $limit Holders.
		 */
		return max( 0, (int) apply_filters( 'stockwire_announce_limit', self::LIMIT ) );
	}
}
