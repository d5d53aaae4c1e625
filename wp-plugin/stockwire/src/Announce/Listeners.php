<?php
/**
 * Stands before every callback of the hooks that we fire, for as long as we fire them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Announce;

/**
 * Two things that do_action() cannot do: go on with the next listener when one throws, and call what clears something
 * for the whole catalogue once instead of once a product.
 *
 * A callback is replaced under its own key in the hook, so that order, priority, has_action() and remove_action() stay
 * as they are, and is put back in every case.
 */
final class Listeners {

	/** WooCommerce's own: global, idempotent, and nearly all the cost of firing the hooks. */
	private const CATALOGUE_WIDE = array(
		'Automattic\WooCommerce\Admin\ReportsSync::clear_stock_count_cache',
		'Automattic\WooCommerce\Blocks\BlockTypesController::delete_product_transients',
		'Automattic\WooCommerce\Internal\ProductFilters\CacheController::clear_filter_data_cache',
		'Automattic\WooCommerce\Internal\ProductFilters\CacheController::invalidate_filter_data_cache',
		'WC_Brands::invalidate_wc_layered_nav_counts_cache',
		'WC_Post_Data::delete_product_query_transients',
		'wp_cache_set_posts_last_changed',
		'wp_cache_set_terms_last_changed',
	);

	/** The same, but for the terms they are told: called once for each different set of them. */
	private const TERM_WIDE = array( 'wc_clear_term_product_ids' );

	/** Messages a run; a listener that fails for one product fails for all. */
	private const MESSAGES = 10;

	/**
	 * Callbacks that were replaced: hook, priority, key, the original, its stand-in.
	 *
	 * @var list<array{0: string, 1: int, 2: string, 3: callable, 4: \Closure}>
	 */
	private array $replaced = array();

	/**
	 * Catalogue-wide callbacks that would have been called: name => callback, its latest arguments.
	 *
	 * @var array<string, array{0: mixed, 1: array<mixed>}>
	 */
	private array $due = array();

	/**
	 * Counts of categories, tags and brands, put off as well.
	 *
	 * @var Recount
	 */
	private Recount $recount;

	/**
	 * Nested runs share one set of stand-ins.
	 *
	 * @var int
	 */
	private int $depth = 0;

	/**
	 * How many faults were written down.
	 *
	 * @var int
	 */
	private int $messages = 0;

	/** Replaces the callbacks of all hooks that a run fires. */
	public function begin(): void {
		if ( $this->depth++ > 0 ) {
			return;
		}
		$this->recount  = new Recount();
		$this->messages = 0;
		/**
		 * Callbacks that are called once a run instead of once a product, as "Class::method" or "function".
		 *
		 * @param list<string> $names What clears or counts for the whole catalogue, and may be called late.
		 */
		$wide = (array) apply_filters( 'stockwire_catalogue_wide_listeners', self::CATALOGUE_WIDE );
		foreach ( Hooks::NAMES as $hook ) {
			$this->replace( $hook, $wide );
		}
	}

	/** Puts all callbacks back, then calls what was put off. */
	public function end(): void {
		if ( --$this->depth > 0 ) {
			return;
		}
		$this->restore();
		$due       = $this->due;
		$this->due = array();
		foreach ( $due as $name => list( $callback, $arguments ) ) {
			$this->guarded( $name, $callback, $arguments );
		}
		$this->guarded( 'woocommerce_product_set_stock_status', array( $this->recount, 'run' ), array() );
	}

	/**
	 * Calls one callback; what it throws is written down.
	 *
	 * @param string       $hook      The hook.
	 * @param mixed        $callback  The listener; others may have registered what cannot be called.
	 * @param array<mixed> $arguments Its arguments.
	 * @return mixed What it returned, else the first argument: as a filter that did nothing.
	 */
	public function guarded( string $hook, mixed $callback, array $arguments ): mixed {
		global $wp_current_filter;
		$depth = count( $wp_current_filter );
		try {
			return call_user_func_array( $callback, $arguments );
		} catch ( \Throwable $fault ) {
			// Hooks that it was inside of when it threw did not end.
			array_splice( $wp_current_filter, $depth );
			if ( $this->messages++ < self::MESSAGES ) {
				Log::listener( $hook, $fault );
			}
			return $arguments[0] ?? null;
		}
	}

	/**
	 * Replaces the callbacks of one hook.
	 *
	 * @param string        $hook Its name.
	 * @param array<string> $wide Names of catalogue-wide callbacks.
	 */
	private function replace( string $hook, array $wide ): void {
		global $wp_filter;
		$registered = $wp_filter[ $hook ] ?? null;
		if ( ! $registered instanceof \WP_Hook ) {
			return;
		}
		foreach ( $registered->callbacks as $priority => $callbacks ) {
			foreach ( $callbacks as $key => $callback ) {
				$original = $callback['function'];
				$name     = self::name( $original );
				$stand_in = match ( true ) {
					in_array( $name, $wide, true )            => $this->put_off( $name, $original, false ),
					in_array( $name, self::TERM_WIDE, true ) => $this->put_off( $name, $original, true ),
					Recount::knows( $name )                   => $this->recount->collect( ... ),
					default                                   => fn( mixed ...$arguments ): mixed => $this->guarded( $hook, $original, $arguments ),
				};
				$callback['function']                       = $stand_in;
				$registered->callbacks[ $priority ][ $key ] = $callback;
				$this->replaced[]                           = array( $hook, $priority, (string) $key, $original, $stand_in );
			}
		}
	}

	/** Puts back what is still ours: a listener may have removed itself or others meanwhile. */
	private function restore(): void {
		global $wp_filter;
		foreach ( $this->replaced as list( $hook, $priority, $key, $original, $stand_in ) ) {
			$registered = $wp_filter[ $hook ] ?? null;
			$callback   = $registered instanceof \WP_Hook ? $registered->callbacks[ $priority ][ $key ] ?? null : null;
			if ( null !== $callback && $callback['function'] === $stand_in ) {
				$callback['function']                       = $original;
				$registered->callbacks[ $priority ][ $key ] = $callback;
			}
		}
		$this->replaced = array();
	}

	/**
	 * A stand-in that only remembers.
	 *
	 * @param string $name     The callback's name.
	 * @param mixed  $original The callback.
	 * @param bool   $by_terms Whether all arguments but the product's id matter.
	 */
	private function put_off( string $name, mixed $original, bool $by_terms ): \Closure {
		return function ( mixed ...$arguments ) use ( $name, $original, $by_terms ): mixed {
			$key               = $by_terms ? $name . wp_json_encode( array_slice( $arguments, 1 ) ) : $name;
			$this->due[ $key ] = array( $original, $arguments );
			return $arguments[0] ?? null;
		};
	}

	/**
	 * "Class::method" or "function"; empty for a closure.
	 *
	 * @param mixed $callback A callback.
	 */
	private static function name( mixed $callback ): string {
		if ( is_string( $callback ) ) {
			return ltrim( $callback, '\\' );
		}
		if ( is_array( $callback ) && isset( $callback[0], $callback[1] ) ) {
			return ( is_object( $callback[0] ) ? get_class( $callback[0] ) : ltrim( $callback[0], '\\' ) ) . '::' . $callback[1];
		}
		return '';
	}
}
