<?php
/**
 * Keeps the keys by which products are known by name in step with the shop.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop;

use Stockwire\Engine;
use Stockwire\Shop\Announce\Log;
use Stockwire\Shop\Jobs\NamesRebuild;

/**
 * A variation is known by its parent's name and its attribute values, so that a parent, a term or an attribute's label
 * change keys of many. Collected, and written once at the end of the request.
 */
final class NameKeys {

	/** More products than this are left to the background. */
	private const LIMIT = 500;

	/** Meta keys that a name or a code of ours is made of; attributes of variations follow a pattern. */
	private const META = array( '_product_attributes', '_global_unique_id', '_sku' );

	/** What changes a product's name, as WooCommerce's objects call it. */
	private const PROPS = array( 'name', 'slug', 'status', 'attributes', 'parent_id', 'global_unique_id', 'sku' );

	/** Products and variations. */
	private readonly Noted $changed;

	/**
	 * Takes what makes an engine.
	 *
	 * @param \Closure():Engine $engine Called when there is something to write only.
	 */
	public function __construct( private readonly \Closure $engine ) {
		$this->changed = new Noted();
	}

	/** Registers the hooks. */
	public function register(): void {
		// Posts, however they are saved: editor, REST, CSV import, quick and bulk edit.
		add_action( 'save_post_product', array( $this, 'note' ) );
		add_action( 'save_post_product_variation', array( $this, 'note' ) );
		add_action( 'before_delete_post', array( $this, 'note_post' ) );
		add_action( 'trashed_post', array( $this, 'note_post' ) );
		add_action( 'untrashed_post', array( $this, 'note_post' ) );
		add_action( 'woocommerce_before_product_object_save', array( $this, 'note_object' ), PHP_INT_MAX );
		add_action( 'woocommerce_new_product', array( $this, 'note' ) );
		add_action( 'woocommerce_new_product_variation', array( $this, 'note' ) );
		foreach ( array( 'added_post_meta', 'updated_post_meta', 'deleted_post_meta' ) as $hook ) {
			add_action( $hook, array( $this, 'note_meta' ), 10, 3 );
		}
		// What is shared by many.
		add_action( 'edited_term', array( $this, 'note_term' ), 20, 3 );
		add_action( 'pre_delete_term', array( $this, 'note_deleted_term' ), 10, 2 );
		add_action( 'woocommerce_attribute_updated', array( $this, 'note_attribute' ), 10, 3 );
		add_action( 'woocommerce_attribute_deleted', array( $this, 'note_attribute_name' ), 10, 2 );
		// After WooCommerce's own end of a request, which may save parents.
		add_action( 'shutdown', array( $this, 'finish' ), 30 );
	}

	/**
	 * A product or variation was saved.
	 *
	 * @param mixed $id Its id.
	 */
	public function note( mixed $id ): void {
		if ( ! Announcer::busy() && is_numeric( $id ) && (int) $id > 0 ) {
			$this->changed->add( (int) $id );
		}
	}

	/**
	 * A post of any kind comes or goes.
	 *
	 * @param mixed $id Its id.
	 */
	public function note_post( mixed $id ): void {
		if ( is_numeric( $id ) && in_array( get_post_type( (int) $id ), array( 'product', 'product_variation' ), true ) ) {
			$this->note( $id );
		}
	}

	/**
	 * An object is about to be saved: an order that lowers its stock does not concern us.
	 *
	 * @param mixed $product The object.
	 */
	public function note_object( mixed $product ): void {
		if ( $product instanceof \WC_Product && array_intersect_key( $product->get_changes(), array_flip( self::PROPS ) ) ) {
			$this->note( $product->get_id() );
		}
	}

	/**
	 * Somebody writes meta directly.
	 *
	 * @param mixed $meta Number or numbers of the rows.
	 * @param mixed $post The post.
	 * @param mixed $key  The meta key.
	 */
	public function note_meta( mixed $meta, mixed $post, mixed $key ): void {
		if ( is_string( $key ) && ( in_array( $key, self::META, true ) || str_starts_with( $key, 'attribute_' ) ) ) {
			$this->note_post( $post );
		}
	}

	/**
	 * A term was renamed, or its slug changed.
	 *
	 * @param mixed $term     Its id.
	 * @param mixed $id       Its term_taxonomy_id.
	 * @param mixed $taxonomy Its taxonomy.
	 */
	public function note_term( mixed $term, mixed $id, mixed $taxonomy ): void {
		if ( is_string( $taxonomy ) && str_starts_with( $taxonomy, 'pa_' ) ) {
			$this->note_products_of( array( (int) $id ) );
		}
	}

	/**
	 * A term is about to go.
	 *
	 * @param mixed $term     Its id.
	 * @param mixed $taxonomy Its taxonomy.
	 */
	public function note_deleted_term( mixed $term, mixed $taxonomy ): void {
		if ( is_string( $taxonomy ) && str_starts_with( $taxonomy, 'pa_' ) ) {
			$found = get_term( (int) $term, $taxonomy );
			if ( $found instanceof \WP_Term ) {
				$this->note_products_of( array( $found->term_taxonomy_id ) );
			}
		}
	}

	/**
	 * An attribute got another label or name.
	 *
	 * @param mixed $id   Its id.
	 * @param mixed $data Its new data.
	 * @param mixed $old  Its old name.
	 */
	public function note_attribute( mixed $id, mixed $data, mixed $old ): void {
		$name = is_array( $data ) ? (string) ( $data['attribute_name'] ?? $old ) : (string) $old;
		$this->note_attribute_name( $id, $name );
		if ( (string) $old !== $name ) {
			$this->note_attribute_name( $id, (string) $old );
		}
	}

	/**
	 * All products of an attribute.
	 *
	 * @param mixed $id   Its id.
	 * @param mixed $name Its name, without the prefix.
	 */
	public function note_attribute_name( mixed $id, mixed $name ): void {
		$terms = get_terms(
			array(
				'taxonomy'   => wc_attribute_taxonomy_name( (string) $name ),
				'hide_empty' => false,
				'fields'     => 'tt_ids',
			)
		);
		if ( is_array( $terms ) ) {
			$this->note_products_of( array_map( 'intval', $terms ) );
		}
	}

	/** Writes the keys, or leaves them to the background. */
	public function finish(): void {
		$this->changed->hand_out( $this->index( ... ) );
	}

	/**
	 * Writes the keys of products of the current site.
	 *
	 * @param list<int> $ids Products and variations.
	 */
	private function index( array $ids ): void {
		// A rebuild that has not come to them will; one that has passed them would not.
		if ( count( $ids ) > self::LIMIT ) {
			NamesRebuild::restart();
			return;
		}
		try {
			( $this->engine )()->indexNames( $ids );
		} catch ( \Throwable $fault ) {
			Log::failure( 'Making name keys was put off', $fault );
			NamesRebuild::restart();
		}
	}

	/**
	 * Products that have one of these terms.
	 *
	 * @param list<int> $terms Term taxonomy ids.
	 */
	private function note_products_of( array $terms ): void {
		global $wpdb;
		foreach ( array_chunk( $terms, self::LIMIT ) as $chunk ) {
			$in = implode( ',', $chunk );
			// phpcs:ignore WordPress.DB -- integers only; one more than the limit is enough to know.
			$ids = $wpdb->get_col( $wpdb->prepare( "SELECT DISTINCT object_id FROM {$wpdb->term_relationships} WHERE term_taxonomy_id IN ($in) LIMIT %d", self::LIMIT + 1 ) );
			array_map( array( $this, 'note' ), $ids );
			if ( $this->changed->count() > self::LIMIT ) {
				return;
			}
		}
	}
}
