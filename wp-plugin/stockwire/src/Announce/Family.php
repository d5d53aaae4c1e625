<?php
/**
 * Finds the parents and children that changed with the holders of a run.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Announce;

use Stockwire\Receipt;
use Stockwire\Shop\VariableTypes;

/**
 * The engine says in the request which relatives it wrote. The journal keeps holders only: there it is worked out again.
 *
 * @phpstan-import-type Change from \Stockwire\Shop\Announcer
 */
final class Family {

	/**
	 * Holders by id.
	 *
	 * @var array<int, Change>
	 */
	private array $holders = array();

	/**
	 * Parents that were derived from their variations, by id.
	 *
	 * @var array<int, Change>
	 */
	private array $parents = array();

	/**
	 * Variations that follow their parent's status, by parent.
	 *
	 * @var array<int, list<Change>>
	 */
	private array $children = array();

	/**
	 * Parents that were handed out, as keys: WooCommerce syncs a parent once, however many variations changed.
	 *
	 * @var array<int, true>
	 */
	private array $told = array();

	/**
	 * Takes a run's changes. A receipt is asked a batch at a time: all changes of a large push are more than the rest of it.
	 *
	 * @param Receipt|list<Change> $changes As the engine tells them.
	 * @param int                  $run     Its number in the journal; 0 where there is none.
	 */
	public function __construct( private readonly Receipt|array $changes, private readonly int $run = 0 ) {}

	/**
	 * Whether plugins choose which variations of a product count. Then its prices are left to WooCommerce, which asks them.
	 */
	public static function is_filtered(): bool {
		return has_filter( 'woocommerce_get_children' ) || has_filter( 'woocommerce_variable_children_args' );
	}

	/**
	 * Sorts changes by what they are; those from before are forgotten.
	 *
	 * @param list<Change> $changes As the engine tells them.
	 */
	private function take( array $changes ): void {
		$this->holders  = array();
		$this->parents  = array();
		$this->children = array();
		foreach ( $changes as $change ) {
			match ( $change['kind'] ) {
				'parent' => $this->parents[ $change['id'] ]       = $change,
				'child' => $this->children[ $change['parent'] ][] = $change,
				default => $this->holders[ $change['id'] ]        = $change,
			};
		}
	}

	/**
	 * The part of the run that belongs to some holders, with their relatives.
	 *
	 * @param ?list<Change> $claimed Holders to announce, as the journal knows them; null for all.
	 */
	public function batch( ?array $claimed ): Batch {
		/**
		 * The extension's stub says "array".
		 *
		 * @var list<Change> $changes
		 */
		$changes = $this->changes instanceof Receipt ? $this->changes->changes( null === $claimed ? null : array_column( $claimed, 'id' ) ) : $this->changes;
		$this->take( $changes );
		$holders = array();
		foreach ( $claimed ?? array_values( $this->holders ) as $change ) {
			$holders[ $change['id'] ] = $this->holders[ $change['id'] ] ?? $change;
		}
		$holders  = self::with_types( array_values( $holders ) );
		$parents  = array();
		$children = array();
		foreach ( $holders as $holder ) {
			if ( $holder['parent'] > 0 ) {
				$parents[ $holder['parent'] ] = $this->parents[ $holder['parent'] ] ?? null;
			} elseif ( 'variable' === $holder['type'] && $holder['old_status'] !== $holder['new_status'] ) {
				$children[ $holder['id'] ] = $this->children[ $holder['id'] ] ?? self::followers( $holder );
			}
		}
		$parents     = array_diff_key( $parents, $this->told );
		$this->told += array_fill_keys( array_keys( $parents ), true );
		foreach ( $parents as $id => $known ) {
			$parents[ $id ] = $known ?? $this->derived( $id );
		}
		// What was not led here by a holder: the engine heals such rows, too.
		if ( null === $claimed ) {
			$parents  += $this->parents;
			$children += $this->children;
		}
		return new Batch( $holders, array_filter( $parents ), $children );
	}

	/**
	 * The journal does not keep what kind of product a holder was. As the engine says it: "variable" for a plugin's own such type, too.
	 *
	 * @param list<Change> $holders Holders.
	 * @return list<Change>
	 */
	private static function with_types( array $holders ): array {
		$untyped = array_column( array_filter( $holders, static fn( array $change ): bool => '' === $change['type'] ), 'id' );
		if ( array() === $untyped ) {
			return $holders;
		}
		( new Loader() )->prime( $untyped );
		foreach ( $holders as &$holder ) {
			$post = '' === $holder['type'] ? get_post( $holder['id'] ) : null;
			if ( $post instanceof \WP_Post && 'product_variation' === $post->post_type ) {
				$holder['type']   = 'variation';
				$holder['parent'] = $post->post_parent;
			} elseif ( $post instanceof \WP_Post ) {
				$type           = (string) \WC_Product_Factory::get_product_type( $holder['id'] );
				$holder['type'] = in_array( $type, VariableTypes::slugs(), true ) ? 'variable' : $type;
			}
		}
		return $holders;
	}

	/**
	 * The variations without their own stock: they had the parent's old status, and have its new one.
	 *
	 * @param Change $parent A parent that keeps the stock.
	 * @return list<Change>
	 */
	private static function followers( array $parent ): array {
		global $wpdb;
		// phpcs:ignore WordPress.DB -- one integer; what it reads has just changed.
		$words   = $wpdb->get_results( $wpdb->prepare( "SELECT ID AS id, meta_value AS manages FROM {$wpdb->posts} JOIN {$wpdb->postmeta} ON post_id = ID AND meta_key = '_manage_stock' WHERE post_parent = %d AND post_type = 'product_variation' AND post_status IN ('publish', 'private') ORDER BY ID", $parent['id'] ), ARRAY_A );
		$follows = array();
		foreach ( (array) $words as $word ) {
			// A collation takes more and fewer words for yes than WooCommerce does.
			if ( wc_string_to_bool( (string) $word['manages'] ) ) {
				continue;
			}
			$follows[] = array(
				'id'         => (int) $word['id'],
				'kind'       => 'child',
				'type'       => 'variation',
				'parent'     => $parent['id'],
				'old'        => null,
				'new'        => null,
				'old_status' => $parent['old_status'],
				'new_status' => $parent['new_status'],
			);
		}
		return $follows;
	}

	/**
	 * A parent that was derived from its variations, then and now.
	 *
	 * @param int $id The parent.
	 * @return ?Change Null where it is gone.
	 */
	private function derived( int $id ): ?array {
		$status = get_post_meta( $id, '_stock_status', true );
		if ( ! is_string( $status ) || null === get_post( $id ) ) {
			return null;
		}
		return array(
			'id'         => $id,
			'kind'       => 'parent',
			'type'       => 'variable',
			'parent'     => 0,
			'old'        => null,
			'new'        => null,
			'old_status' => wc_string_to_bool( (string) get_post_meta( $id, '_manage_stock', true ) ) ? $status : $this->former_status( $id ),
			'new_status' => $status,
		);
	}

	/**
	 * WooCommerce's rule for parents, on the statuses that the variations had before the run.
	 *
	 * @param int $id The parent.
	 */
	private function former_status( int $id ): string {
		global $wpdb;
		// phpcs:disable WordPress.DB -- integers by placeholders; what it reads has just changed.
		$statuses = $wpdb->get_col(
			$wpdb->prepare(
				"SELECT DISTINCT COALESCE(l.old_status, m.meta_value) FROM {$wpdb->posts} p
				JOIN {$wpdb->postmeta} m ON m.post_id = p.ID AND m.meta_key = '_stock_status'
				LEFT JOIN {$wpdb->prefix}stockwire_lines l ON l.holder_id = p.ID AND l.run_id = %d AND l.changed = 1
				WHERE p.post_parent = %d AND p.post_type = 'product_variation' AND p.post_status IN ('publish', 'private')",
				$this->run,
				$id
			)
		);
		// phpcs:enable
		foreach ( array( 'instock', 'onbackorder' ) as $status ) {
			if ( in_array( $status, $statuses, true ) ) {
				return $status;
			}
		}
		return 'outofstock';
	}
}
