<?php
/**
 * Fires for a changed product what WooCommerce fires when it saves one, in the same order with the same arguments.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Announce;

/**
 * Measured by tracing wc_update_product_stock(). Left out, because nothing of the kind happens here: deleted transients and
 * options (one by one there, set-wise here), set_object_terms of the product's type and of unchanged visibility, the
 * parent's _price rows written anew with the same values, clean_object_term_cache and clean_term_cache of every step.
 *
 * @phpstan-import-type Change from \Stockwire\Shop\Announcer
 */
final class Hooks {

	public const QUERY = 'woocommerce_update_product_stock_query';

	/** All that a run may fire. */
	public const NAMES = array(
		self::QUERY,
		'woocommerce_product_before_set_stock',
		'woocommerce_variation_before_set_stock',
		'woocommerce_updated_product_stock',
		'woocommerce_before_product_object_save',
		'clean_post_cache',
		'update_post_meta',
		'update_postmeta',
		'updated_post_meta',
		'updated_postmeta',
		'add_term_relationship',
		'added_term_relationship',
		'delete_term_relationships',
		'deleted_term_relationships',
		'update_term_count',
		'edit_term_taxonomy',
		'edited_term_taxonomy',
		'set_object_terms',
		'woocommerce_product_set_visibility',
		'woocommerce_product_set_stock_status',
		'woocommerce_variation_set_stock_status',
		'woocommerce_product_object_updated_props',
		'woocommerce_delete_product_transients',
		'woocommerce_update_product',
		'woocommerce_update_product_variation',
		'woocommerce_after_product_object_save',
		'woocommerce_product_set_stock',
		'woocommerce_variation_set_stock',
		'woocommerce_updated_product_price',
		'woocommerce_variable_product_sync_data',
		'woocommerce_variable_product_sync',
	);

	/**
	 * How deep in running hooks the one is that we fired last; 0: none.
	 *
	 * @var int
	 */
	private static int $depth = 0;

	/**
	 * Attributes of all announced products, as keys.
	 *
	 * @var array<string, true>
	 */
	private array $attributes = array();

	/**
	 * The _stock_status rows, by product.
	 *
	 * @var array<int, array{id: string, value: string}>
	 */
	private array $status_rows = array();

	/**
	 * Variations that follow a parent's status, by parent.
	 *
	 * @var array<int, list<Change>>
	 */
	private array $children = array();

	/**
	 * Takes what reads and what forgets.
	 *
	 * @param Loader $loader Reads products set-wise.
	 * @param Caches $caches Forgets set-wise.
	 */
	public function __construct( private readonly Loader $loader, private readonly Caches $caches ) {}

	/**
	 * Fires an action, whatever happens in it.
	 *
	 * @param non-empty-string $hook         Its name.
	 * @param mixed            ...$arguments Its arguments.
	 */
	public static function fire( string $hook, mixed ...$arguments ): void {
		global $wp_current_filter;
		$outer       = self::$depth;
		self::$depth = count( $wp_current_filter ) + 1;
		try {
			do_action( $hook, ...$arguments ); // phpcs:ignore WordPress.NamingConventions -- WooCommerce's and WordPress' own.
		} catch ( \Throwable $fault ) {
			// Only from a listener that was added while the hook ran: all others are guarded each by itself.
			Log::listener( $hook, $fault );
		} finally {
			self::$depth = $outer;
		}
	}

	/** Whether the hook that runs right now is one that we fired: what a listener changes itself lies deeper. */
	public static function firing(): bool {
		global $wp_current_filter;
		return self::$depth > 0 && count( $wp_current_filter ) === self::$depth;
	}

	/**
	 * The hook before a product's number changes.
	 *
	 * @param \WC_Product $product The holder.
	 * @return non-empty-string
	 */
	public static function before( \WC_Product $product ): string {
		return $product->is_type( 'variation' ) ? 'woocommerce_variation_before_set_stock' : 'woocommerce_product_before_set_stock';
	}

	/**
	 * Fires everything for a batch: holders first, then the parents, as WooCommerce leaves those to the end of a request. Who is
	 * told late is told what is true by then: an order may have come meanwhile, and a listener may save what it is given.
	 *
	 * @param Batch                   $batch  What changed.
	 * @param array<int, \WC_Product> $loaded Holders with the old number, whose *before* hook was fired already.
	 */
	public function announce( Batch $batch, array $loaded ): void {
		$this->children    = $batch->children;
		$this->status_rows = $this->loader->meta_rows( $this->of_changed_status( $batch ), '_stock_status' );

		$missing = array_values( array_diff( array_column( $batch->holders, 'id' ), array_keys( $loaded ) ) );
		$late    = array() === $missing ? array() : $this->loader->load( $missing );
		foreach ( $batch->holders as $change ) {
			$product = $loaded[ $change['id'] ] ?? null;
			if ( null === $product && isset( $late[ $change['id'] ] ) ) {
				$change  = Rewound::by_now( $late[ $change['id'] ], $change );
				$product = Rewound::holder( $late[ $change['id'] ], $change );
				self::fire( self::before( $product ), $product );
			}
			if ( null !== $product ) {
				$this->holder( $product, $change );
			}
		}
		foreach ( $this->loader->load( array_keys( $batch->parents ) ) as $id => $parent ) {
			if ( $parent instanceof \WC_Product_Variable ) {
				$change = Rewound::by_now( $parent, $batch->parents[ $id ] );
				$this->parent( Rewound::parent( $parent, $change ), $change );
			}
		}
		$this->caches->forget_attribute_counts( $this->attributes );
		$this->attributes = array();
	}

	/**
	 * A holder whose number changed.
	 *
	 * @param \WC_Product $product Still with the old number.
	 * @param Change      $change  What was written.
	 */
	private function holder( \WC_Product $product, array $change ): void {
		$id = $product->get_id();
		self::fire( 'woocommerce_updated_product_stock', $id );

		// As WooCommerce does: the number goes to the object's data, the status to its changes.
		Rewound::quantity( $product, (float) $change['new'] );
		$product->set_stock_status( $change['new_status'] );
		$this->saved( $product, $change );
		self::fire( $product->is_type( 'variation' ) ? 'woocommerce_variation_set_stock' : 'woocommerce_product_set_stock', $product );
	}

	/**
	 * A parent that follows its variations.
	 *
	 * @param \WC_Product_Variable $parent Still with the old status.
	 * @param Change               $change What was written.
	 */
	private function parent( \WC_Product_Variable $parent, array $change ): void {
		self::fire( 'woocommerce_updated_product_price', $parent->get_id() );
		$parent->set_stock_status( $change['new_status'] );
		self::fire( 'woocommerce_variable_product_sync_data', $parent );
		$this->saved( $parent, $change );
		if ( has_action( 'woocommerce_variable_product_sync' ) ) {
			self::fire( 'woocommerce_variable_product_sync', $parent->get_id(), $parent->get_visible_children() );
		}
	}

	/**
	 * What a save fires.
	 *
	 * @param \WC_Product $product With the new number; a new status is still among its changes.
	 * @param Change      $change  What was written.
	 */
	private function saved( \WC_Product $product, array $change ): void {
		$store = $product->get_data_store();
		self::fire( 'woocommerce_before_product_object_save', $product, $store );
		$this->attributes += array_fill_keys( array_map( 'strval', array_keys( $product->get_attributes() ) ), true );

		if ( array_diff_key( $product->get_changes(), array( 'stock_status' => true ) ) || $product->get_stock_status( 'edit' ) !== $change['new_status'] ) {
			// A listener changed the object, and expects it to be saved: that is WooCommerce's own work.
			$this->save( $product );
		} else {
			$this->updated( $product, $change );
			if ( $product->get_parent_id() > 0 && Family::is_filtered() ) {
				wc_deferred_product_sync( $product->get_parent_id() );
			}
		}
		foreach ( $this->children[ $product->get_id() ] ?? array() as $child ) {
			$this->status_meta( $child );
		}
		self::fire( 'woocommerce_after_product_object_save', $product, $store );
	}

	/**
	 * Saves what a listener changed, without the hooks that are fired around it.
	 *
	 * @param \WC_Product $product The product.
	 */
	private function save( \WC_Product $product ): void {
		$parent = $product->get_parent_id();
		$store  = $product->get_data_store();
		if ( $store instanceof \WC_Data_Store ) {
			$store->update( $product );
		}
		if ( $parent > 0 ) {
			wc_deferred_product_sync( $parent );
		}
	}

	/**
	 * The part of a save in which rows are written.
	 *
	 * @param \WC_Product $product The product.
	 * @param Change      $change  What was written.
	 */
	private function updated( \WC_Product $product, array $change ): void {
		$id        = $product->get_id();
		$variation = $product->is_type( 'variation' );
		$differs   = $change['old_status'] !== $change['new_status'];
		self::fire( 'clean_post_cache', $id, get_post( $id ) );
		if ( $differs ) {
			$this->status_meta( $change );
			$this->terms( $product, $change );
			self::fire( $variation ? 'woocommerce_variation_set_stock_status' : 'woocommerce_product_set_stock_status', $id, $product->get_stock_status(), $product );
		}
		self::fire( 'woocommerce_product_object_updated_props', $product, $differs ? array( 'stock_status' ) : array() );
		if ( $variation ) {
			$product->apply_changes();
		}
		self::fire( 'woocommerce_delete_product_transients', $id );
		if ( $product->get_parent_id() > 0 ) {
			self::fire( 'woocommerce_delete_product_transients', $product->get_parent_id() );
		}
		$product->apply_changes();
		self::fire( $variation ? 'woocommerce_update_product_variation' : 'woocommerce_update_product', $id, $product );
	}

	/**
	 * A changed meta row, under its two names.
	 *
	 * @param Change $change Whose status changed.
	 */
	private function status_meta( array $change ): void {
		$row    = $this->status_rows[ $change['id'] ]['id'] ?? '0';
		$status = $this->status_rows[ $change['id'] ]['value'] ?? $change['new_status'];
		self::fire( 'update_post_meta', $row, $change['id'], '_stock_status', $status );
		self::fire( 'update_postmeta', $row, $change['id'], '_stock_status', $status );
		self::fire( 'updated_post_meta', $row, $change['id'], '_stock_status', $status );
		self::fire( 'updated_postmeta', $row, $change['id'], '_stock_status', $status );
	}

	/**
	 * The visibility term, set or taken away.
	 *
	 * @param \WC_Product $product The product.
	 * @param Change      $change  Its old and new status.
	 */
	private function terms( \WC_Product $product, array $change ): void {
		$id   = $product->get_id();
		$term = VisibilityTerm::out_of_stock();
		$now  = VisibilityTerm::slugs( $product, $change['new_status'] );
		$had  = VisibilityTerm::ids( VisibilityTerm::slugs( $product, $change['old_status'] ) );
		$set  = VisibilityTerm::OUT_OF_STOCK === $change['new_status'];
		sort( $had );
		if ( in_array( $term, $had, true ) !== $set ) {
			if ( $set ) {
				self::fire( 'add_term_relationship', $id, (string) $term, VisibilityTerm::TAXONOMY );
				self::fire( 'added_term_relationship', $id, (string) $term, VisibilityTerm::TAXONOMY );
			} else {
				self::fire( 'delete_term_relationships', $id, array( (string) $term ), VisibilityTerm::TAXONOMY );
				self::fire( 'deleted_term_relationships', $id, array( (string) $term ), VisibilityTerm::TAXONOMY );
			}
			if ( is_wp_version_compatible( '6.9' ) ) {
				self::fire( 'update_term_count', $term, VisibilityTerm::TAXONOMY, VisibilityTerm::count() );
			}
			self::fire( 'edit_term_taxonomy', $term, VisibilityTerm::TAXONOMY );
			self::fire( 'edited_term_taxonomy', $term, VisibilityTerm::TAXONOMY );
		}
		self::fire( 'set_object_terms', $id, $now, array_map( 'strval', VisibilityTerm::ids( $now ) ), VisibilityTerm::TAXONOMY, false, $had );
		if ( ! $product->is_type( 'variation' ) ) {
			self::fire( 'woocommerce_product_set_visibility', $id, $product->get_catalog_visibility() );
		}
	}

	/**
	 * Products with a changed _stock_status row.
	 *
	 * @param Batch $batch What changed.
	 * @return list<int>
	 */
	private function of_changed_status( Batch $batch ): array {
		$changed = array();
		foreach ( array_merge( $batch->holders, array_values( $batch->parents ), ...array_values( $batch->children ) ) as $change ) {
			if ( $change['old_status'] !== $change['new_status'] ) {
				$changed[] = $change['id'];
			}
		}
		return $changed;
	}
}
