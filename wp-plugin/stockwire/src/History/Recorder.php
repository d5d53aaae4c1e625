<?php
/**
 * Writes down every stock change that is not ours: orders, persons, other plugins.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\History;

use Stockwire\Shop\Announce\Hooks;

/**
 * Listens to WooCommerce's own hooks and writes at the end of the request, many rows at once. A request that changes no
 * stock pays nothing. Our own changes stand in the journal, so the hooks that we fire are not heard; what a listener changes
 * meanwhile, as where translations share their stock, is.
 *
 * @phpstan-type Entry array{holder: int, at: int, cause: Cause, old: ?string, new: ?string}
 */
final class Recorder {

	/** Rows that are kept back before some are written, so that an import does not fill the memory. */
	private const BATCH = 200;

	/**
	 * Numbers from before, by holder: '' is none.
	 *
	 * @var array<int, ?string>
	 */
	private array $before = array();

	/**
	 * Changes that are not written yet.
	 *
	 * @var list<Entry>
	 */
	private array $entries = array();

	/**
	 * Orders that are about to change a holder, by holder; 0 stands for any.
	 *
	 * @var array<int, int>
	 */
	private array $orders = array();

	/** Of the site whose changes are kept back: a network's plugins switch between sites. */
	private string $prefix = '';

	/** Registers the hooks. */
	public function register(): void {
		foreach ( array( 'product', 'variation' ) as $kind ) {
			add_action( "woocommerce_{$kind}_before_set_stock", array( $this, 'remember' ), 1 );
			add_action( "woocommerce_{$kind}_set_stock", array( $this, 'note' ), 1 );
		}
		add_action( 'woocommerce_reduce_order_item_stock', array( $this, 'reduced' ), 10, 3 );
		add_action( 'woocommerce_restore_order_item_stock', array( $this, 'restored' ), 10, 4 );
		// The mails of an order take their time: who computes a number meanwhile must know what was sold.
		add_action( 'woocommerce_reduce_order_stock', array( $this, 'flush' ) );
		add_action( 'woocommerce_restore_order_stock', array( $this, 'flush' ) );
		// Refunds and changes of an order by hand tell the order before they change the stock.
		add_filter( 'woocommerce_can_restock_refunded_items', array( $this, 'refund' ), PHP_INT_MAX, 2 );
		add_filter( 'woocommerce_prevent_adjust_line_item_product_stock', array( $this, 'adjust' ), PHP_INT_MAX, 2 );
		add_action( 'shutdown', array( $this, 'flush' ), 15 );
	}

	/**
	 * Stock is about to change.
	 *
	 * @param mixed $product The holder.
	 */
	public function remember( mixed $product ): void {
		global $wpdb;
		if ( Hooks::firing() || ! $product instanceof \WC_Product || $product->get_id() < 1 ) {
			return;
		}
		$id = $product->get_id();
		// Not from a cache: the row is read that is about to be overwritten.
		$this->before[ $id ] = $wpdb->get_var( $wpdb->prepare( "SELECT meta_value FROM {$wpdb->postmeta} WHERE post_id = %d AND meta_key = '_stock' LIMIT 1", $id ) ); // phpcs:ignore WordPress.DB -- as said.
	}

	/**
	 * Stock has changed.
	 *
	 * @param mixed $product The holder.
	 */
	public function note( mixed $product ): void {
		global $wpdb;
		if ( Hooks::firing() || ! $product instanceof \WC_Product || $product->get_id() < 1 ) {
			return;
		}
		$id  = $product->get_id();
		$old = self::number( $this->before[ $id ] ?? null );
		$new = self::number( $product->get_stock_quantity( 'edit' ) );
		unset( $this->before[ $id ] );
		if ( $wpdb->prefix !== $this->prefix ) {
			$this->flush();
			$this->prefix = $wpdb->prefix;
		}
		$cause = Cause::now();
		$order = $this->orders[ $id ] ?? $this->orders[0] ?? 0;
		unset( $this->orders[ $id ] );
		$this->entries[] = array(
			'holder' => $id,
			'at'     => (int) hrtime( true ),
			'cause'  => $order > 0 ? $cause->of_order( $order ) : $cause,
			'old'    => $old,
			'new'    => $new,
		);
		if ( count( $this->entries ) >= self::BATCH ) {
			// The last one may be told its order yet.
			$last = array_pop( $this->entries );
			$this->flush();
			$this->entries = array( $last );
		}
	}

	/**
	 * An order has taken stock.
	 *
	 * @param mixed $item   Its line.
	 * @param mixed $change What changed.
	 * @param mixed $order  The order.
	 */
	public function reduced( mixed $item, mixed $change, mixed $order ): void {
		$this->attribute( $item, $order, is_array( $change ) ? $change['from'] ?? null : null, is_array( $change ) ? $change['to'] ?? null : null );
	}

	/**
	 * An order has given stock back.
	 *
	 * @param mixed $item  Its line.
	 * @param mixed $now   New number.
	 * @param mixed $then  Old number.
	 * @param mixed $order The order.
	 */
	public function restored( mixed $item, mixed $now, mixed $then, mixed $order ): void {
		$this->attribute( $item, $order, $then, $now );
	}

	/**
	 * A refund gives stock back, line by line, until it is over.
	 *
	 * @param mixed $allowed Not ours to decide.
	 * @param mixed $order   The order.
	 */
	public function refund( mixed $allowed, mixed $order = null ): mixed {
		if ( $allowed && $order instanceof \WC_Order ) {
			$this->orders[0] = $order->get_id();
			// WooCommerce says "done" a line, and the request of a refund does nothing else.
			add_action( 'woocommerce_order_refunded', array( $this, 'refunded' ) );
		}
		return $allowed;
	}

	/** The refund is over. */
	public function refunded(): void {
		unset( $this->orders[0] );
	}

	/**
	 * Somebody changes a line of an order by hand.
	 *
	 * @param mixed $prevent Not ours to decide.
	 * @param mixed $item    The line.
	 */
	public function adjust( mixed $prevent, mixed $item = null ): mixed {
		$product = $item instanceof \WC_Order_Item_Product ? $item->get_product() : null;
		if ( ! $prevent && $item instanceof \WC_Order_Item_Product && $product instanceof \WC_Product ) {
			$this->orders[ $product->get_stock_managed_by_id() ] = $item->get_order_id();
		}
		return $prevent;
	}

	/** Writes what is kept back. Times are the database's, counted back to when it was. What stayed as it was is no change. */
	public function flush(): void {
		global $wpdb;
		$entries       = array_filter( $this->entries, static fn( array $entry ): bool => $entry['old'] !== $entry['new'] );
		$this->entries = array();
		if ( array() === $entries ) {
			return;
		}
		$now  = (int) hrtime( true );
		$rows = array();
		foreach ( $entries as $entry ) {
			$cause  = $entry['cause'];
			$rows[] = $wpdb->prepare(
				'(%d, UTC_TIMESTAMP(6) - INTERVAL %d MICROSECOND, %s, ' . ( $cause->reference > 0 ? $cause->reference : 'NULL' ) . ', %d, %s, ' . ( $entry['old'] ?? 'NULL' ) . ', ' . ( $entry['new'] ?? 'NULL' ) . ')', // phpcs:ignore WordPress.DB -- numbers of our own making.
				$entry['holder'],
				intdiv( $now - $entry['at'], 1000 ),
				$cause->cause,
				$cause->actor,
				$cause->detail
			);
		}
		$wpdb->query( "INSERT INTO {$this->prefix}stockwire_history (holder_id, at, cause, reference, actor, detail, old_quantity, new_quantity) VALUES " . implode( ', ', $rows ) ); // phpcs:ignore WordPress.DB -- prepared above.
	}

	/**
	 * Says of the last change of a line's product that an order made it, and from which number: what was read before the
	 * statement may have been another one, where a push came between.
	 *
	 * @param mixed $item  The line.
	 * @param mixed $order The order.
	 * @param mixed $from  The number after it, less what the order took or gave: of WooCommerce's own computing.
	 * @param mixed $to    The number after it.
	 */
	private function attribute( mixed $item, mixed $order, mixed $from, mixed $to ): void {
		$product = $item instanceof \WC_Order_Item_Product ? $item->get_product() : null;
		if ( ! $product instanceof \WC_Product || ! $order instanceof \WC_Order ) {
			return;
		}
		$holder = $product->get_stock_managed_by_id();
		for ( $at = count( $this->entries ) - 1; $at >= 0; $at-- ) {
			if ( $this->entries[ $at ]['holder'] === $holder ) {
				$this->entries[ $at ]['cause'] = $this->entries[ $at ]['cause']->of_order( $order->get_id() );
				if ( is_numeric( $from ) && is_numeric( $to ) ) {
					// What was taken is what the shop counts in, whatever the order says.
					$this->entries[ $at ]['old'] = self::number( (float) $to + (float) wc_stock_amount( (float) $from - (float) $to ) );
				}
				return;
			}
		}
	}

	/**
	 * A number as the table keeps it, fit for a statement; null where there is none.
	 *
	 * @param mixed $value Of the meta row or the object.
	 */
	private static function number( mixed $value ): ?string {
		return is_numeric( $value ) && abs( (float) $value ) < 1e12 ? number_format( (float) $value, 6, '.', '' ) : null;
	}
}
