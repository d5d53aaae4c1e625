<?php
/**
 * Derives status, lookup and visibility again for products whose stock WooCommerce itself changed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

use Stockwire\Engine;
use Stockwire\Shop\Announce\Log;

/**
 * An order lowers _stock by a difference and derives the status from what it read before; a push that commits in between
 * leaves 49 pieces that nobody can buy. At the end of the request the status is derived once more, under lock.
 */
final class Heal {

	/** What could not be healed at once, as when a push holds the rows. */
	public const HOOK = 'stockwire_heal';

	/** Products that the engine heals in one transaction. */
	private const PART = 500;

	/** Products and variations. */
	private readonly Noted $changed;

	/**
	 * Takes what makes an engine.
	 *
	 * @param \Closure():Engine $engine Called when there is something to heal only.
	 */
	public function __construct( private readonly \Closure $engine ) {
		$this->changed = new Noted();
	}

	/** Registers the hooks. */
	public function register(): void {
		add_action( 'woocommerce_updated_product_stock', array( $this, 'note' ) );
		add_action( 'woocommerce_product_set_stock', array( $this, 'note_product' ) );
		add_action( 'woocommerce_variation_set_stock', array( $this, 'note_product' ) );
		add_action( self::HOOK, array( $this, 'heal' ) );
		// After WooCommerce's own end of a request, which syncs parents.
		add_action( 'shutdown', array( $this, 'finish' ), 20 );
	}

	/**
	 * WooCommerce wrote a number.
	 *
	 * @param mixed $id Product or variation.
	 */
	public function note( mixed $id ): void {
		if ( ! Announcer::busy() && is_numeric( $id ) && (int) $id > 0 ) {
			$this->changed->add( (int) $id );
		}
	}

	/**
	 * The same, told with the object.
	 *
	 * @param mixed $product The product.
	 */
	public function note_product( mixed $product ): void {
		if ( $product instanceof \WC_Product ) {
			$this->note( $product->get_id() );
		}
	}

	/** The end of a request. */
	public function finish(): void {
		$this->changed->hand_out( array( $this, 'heal' ) );
	}

	/**
	 * Heals, or leaves it to the background; neither while no stock may be written. What stays wrong then, the next push sets right.
	 *
	 * @param array<int> $ids Products and variations.
	 */
	public function heal( array $ids ): void {
		if ( null !== Requirements::why() ) {
			return;
		}
		$ids = array_values( array_map( 'intval', $ids ) );
		// As the engine takes them: what one part has changed is told, whatever becomes of the next.
		foreach ( array_chunk( $ids, self::PART ) as $at => $part ) {
			$announcer = new Announcer();
			try {
				$changes = array_values( ( $this->engine )()->heal( $part ) );
			} catch ( \Throwable $fault ) {
				Log::failure( 'Checking the stock status of changed products was put off', $fault );
				self::put_off( array_slice( $ids, $at * self::PART ) );
				return;
			}
			if ( array() !== $changes ) {
				$announcer->committed( array_column( $changes, 'id' ) );
				$announcer->after( $changes );
			}
		}
	}

	/**
	 * Tries again later, part by part: Action Scheduler drops an action with more than 8,000 characters of arguments.
	 *
	 * @param list<int> $ids Products and variations.
	 */
	private static function put_off( array $ids ): void {
		foreach ( array_chunk( $ids, self::PART ) as $part ) {
			if ( function_exists( 'as_schedule_single_action' ) && did_action( 'action_scheduler_init' ) ) {
				as_schedule_single_action( time() + 30, self::HOOK, array( $part ), 'stockwire' );
			} else {
				wp_schedule_single_event( time() + 30, self::HOOK, array( $part ) );
			}
		}
	}
}
