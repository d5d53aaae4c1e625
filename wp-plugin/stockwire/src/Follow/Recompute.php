<?php
/**
 * A product that follows again, or keeps back another number of pieces, gets its number from what is known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Follow;

use Stockwire\Shop\Announce\Log;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Jobs\Direct;
use Stockwire\Shop\Jobs\Swap;
use Stockwire\Shop\Jobs\Sweep;
use Stockwire\Shop\Noted;
use Stockwire\Shop\Requirements;
use Stockwire\Shop\Settings;

/** Watches the meta itself, so that forms, REST, imports and WP-CLI are all the same; done at the end of the request. */
final class Recompute {

	/** Products that were changed while nothing could be written: a JSON list, with a negative number where somebody computes them. */
	public const WAITING = 'stockwire_follow_waiting';

	/** Holders of one run at the end of a request. */
	private const LIMIT = 2000;

	/** Rounds after which a place in the list that is always lost to others is given up. */
	private const ROUNDS = 30;

	/** Products that the log names. */
	private const NAMED = 100;

	/** Products and variations. */
	private readonly Noted $changed;

	/**
	 * Takes what makes the engine.
	 *
	 * @param EngineFactory $engines Makes it.
	 */
	public function __construct( private readonly EngineFactory $engines = new EngineFactory() ) {
		$this->changed = new Noted();
	}

	/** Registers the hooks. */
	public function register(): void {
		add_action( 'added_post_meta', array( $this, 'note' ), 10, 4 );
		add_action( 'updated_post_meta', array( $this, 'note' ), 10, 4 );
		add_action( 'deleted_post_meta', array( $this, 'note_deleted' ), 10, 3 );
		add_action( 'update_option_' . Settings::OPTION, array( $this, 'switched' ) );
		add_action( Sweep::SWEPT, array( $this, 'switched' ) );
		// Behind the keys of names, before WordPress closes the connection.
		add_action( 'shutdown', array( $this, 'finish' ), 40 );
	}

	/**
	 * A value was written.
	 *
	 * @param mixed $meta  Number of the row.
	 * @param mixed $post  The post.
	 * @param mixed $key   The meta key.
	 * @param mixed $value The value.
	 */
	public function note( mixed $meta, mixed $post, mixed $key, mixed $value ): void {
		if ( Follow::BUFFER === $key || ( Follow::FOLLOW === $key && 'no' !== $value ) ) {
			$this->changed->add( (int) $post );
		}
	}

	/**
	 * A value was deleted: the product follows again, or has the shop's buffer.
	 *
	 * @param mixed $meta Numbers of the rows.
	 * @param mixed $post The post.
	 * @param mixed $key  The meta key.
	 */
	public function note_deleted( mixed $meta, mixed $post, mixed $key ): void {
		if ( in_array( $key, array( Follow::FOLLOW, Follow::BUFFER ), true ) && is_numeric( $post ) ) {
			$this->changed->add( (int) $post );
		}
	}

	/** What waits is looked at again: the shop may have gone live, or the link been switched on. */
	public function switched(): void {
		$this->changed->add_site();
	}

	/** Computes the numbers; those that may not be written now wait. */
	public function finish(): void {
		$this->changed->hand_out( $this->compute( ... ) );
	}

	/**
	 * Computes products of the current site, with those that wait there.
	 *
	 * @param list<int> $ids Products and variations.
	 */
	private function compute( array $ids ): void {
		$settings = Settings::load();
		$seen     = Swap::read( self::WAITING );
		$all      = array_values( array_unique( array( ...self::listed( $seen ), ...$ids ) ) );
		if ( array() === $all ) {
			return;
		}
		if ( ! $settings->enabled() || $settings->shadow() || array() === $settings->warehouses() || null !== Requirements::obstacle() ) {
			self::keep( $ids );
			return;
		}
		$mine = self::take( $seen );
		try {
			foreach ( array_chunk( self::holders( null === $mine ? $ids : $all ), self::LIMIT ) as $holders ) {
				( new Direct( $this->engines ) )->run( 'recompute', array_map( static fn( int $id ): array => array( 'product' => $id ), $holders ) );
			}
			self::forget( $mine );
		} catch ( \Throwable $fault ) {
			self::keep( $ids );
			Log::failure( 'Computing stock from known levels was put off', $fault );
		}
	}

	/**
	 * Whoever marks the list computes it. It stays until then: who is killed before leaves it to the next.
	 *
	 * @param ?string $seen The list.
	 * @return ?string The list with a mark of our own; null where there is none, or another was faster.
	 */
	private static function take( ?string $seen ): ?string {
		$mine = (string) wp_json_encode( array( -wp_rand( 1, 0x7fffffff ), ...self::listed( $seen ) ) );
		return null !== $seen && Swap::put( self::WAITING, $seen, $mine ) ? $mine : null;
	}

	/**
	 * Adds products to those that wait. It is called where the database refuses, too, and at the end of any request: it ends.
	 *
	 * @param list<int> $ids Products and variations.
	 */
	private static function keep( array $ids ): void {
		global $wpdb;
		$why = '';
		for ( $round = 0; $round < self::ROUNDS && '' === $why; $round++ ) {
			$seen = Swap::read( self::WAITING );
			$next = array_values( array_unique( array( ...self::listed( $seen ), ...$ids ) ) );
			$text = (string) wp_json_encode( $next );
			if ( $text === $seen || Swap::put( self::WAITING, $seen, $text ) ) {
				return;
			}
			// Not the place of somebody who was faster, which is worth another try.
			$why = (string) $wpdb->last_error;
		}
		$products = implode( ', ', array_slice( $ids, 0, self::NAMED ) ) . ( count( $ids ) > self::NAMED ? ', …' : '' );
		Log::failure( "Products whose stock is to be computed anew could not be kept ($products)", new \RuntimeException( '' === $why ? 'others were faster' : $why ) );
	}

	/**
	 * Takes away a list that was computed, unless somebody has written on it since.
	 *
	 * @param ?string $mine As take() gave it.
	 */
	private static function forget( ?string $mine ): void {
		global $wpdb;
		if ( null !== $mine ) {
			$wpdb->delete( // phpcs:ignore WordPress.DB -- as Swap writes it.
				$wpdb->options,
				array(
					'option_name'  => self::WAITING,
					'option_value' => $mine,
				)
			);
			wp_cache_delete( self::WAITING, 'options' );
		}
	}

	/**
	 * The products in the option.
	 *
	 * @param ?string $text Of the option.
	 * @return list<int>
	 */
	private static function listed( ?string $text ): array {
		$ids = json_decode( (string) $text, true );
		return is_array( $ids ) ? array_values( array_filter( $ids, static fn( mixed $id ): bool => is_int( $id ) && $id > 0 ) ) : array();
	}

	/**
	 * Those of the products, and of their variations, that the back office has ever spoken of. What a variation says of itself is
	 * not said of a parent that keeps its stock: that one's level heard nothing while the variation did not follow.
	 *
	 * @param list<int> $ids Products and variations.
	 * @return list<int>
	 */
	private static function holders( array $ids ): array {
		global $wpdb;
		$holders = array();
		foreach ( array_chunk( $ids, 500 ) as $chunk ) {
			$in = implode( ',', array_map( 'intval', $chunk ) );
			// phpcs:ignore WordPress.DB -- integers only.
			$found   = $wpdb->get_col( "SELECT DISTINCT l.holder_id FROM {$wpdb->posts} p JOIN {$wpdb->prefix}stockwire_levels l ON l.holder_id = p.ID WHERE (p.ID IN ($in) OR p.post_parent IN ($in)) AND p.post_type IN ('product','product_variation')" );
			$holders = array( ...$holders, ...array_map( 'intval', $found ) );
		}
		return array_values( array_unique( $holders ) );
	}
}
