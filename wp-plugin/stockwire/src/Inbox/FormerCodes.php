<?php
/**
 * A product whose SKU is edited goes on being known by the one that the back office uses.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 *
 * @package Stockwire
 */

declare( strict_types = 1 );

namespace Stockwire\Shop\Inbox;

use Stockwire\Names;
use Stockwire\Shop\Admin\InboxTable;
use Stockwire\Shop\Translations;

/** Every way to another SKU goes through post meta: the editor, REST, an import, SQL excepted. */
final class FormerCodes {

	private const KEY = '_sku';

	/** What is to be said on the product's page: a transient by its id. */
	private const TOLD = 'stockwire_former_';

	/**
	 * Posts whose deletion has begun, as keys: what goes with them is no edit.
	 *
	 * @var array<int, true>
	 */
	private array $going = array();

	/**
	 * Takes what remembers.
	 *
	 * @param Links $links The owner's word.
	 */
	public function __construct( private readonly Links $links = new Links() ) {}

	/** Registers the hooks. */
	public function register(): void {
		// Before the change: the old value is still there.
		add_action( 'update_post_meta', array( $this, 'before_change' ), 10, 4 );
		add_action( 'delete_post_meta', array( $this, 'before_deletion' ), 10, 3 );
		add_action( 'added_post_meta', array( $this, 'after_change' ), 10, 4 );
		add_action( 'updated_post_meta', array( $this, 'after_change' ), 10, 4 );
		add_action( 'before_delete_post', array( $this, 'let_go' ) );
		add_action( 'deleted_post', array( $this, 'forget' ) );
		add_action( 'admin_notices', array( $this, 'tell' ) );
	}

	/**
	 * Another value is about to be written.
	 *
	 * @param mixed $meta  Number of the row.
	 * @param mixed $post  The post.
	 * @param mixed $key   The meta key.
	 * @param mixed $value The new value.
	 */
	public function before_change( mixed $meta, mixed $post, mixed $key, mixed $value ): void {
		if ( self::KEY === $key && is_numeric( $post ) ) {
			$this->leave( (int) $post, is_scalar( $value ) ? trim( (string) $value ) : '' );
		}
	}

	/**
	 * The value is about to be deleted. With the product itself it is only forgotten.
	 *
	 * @param mixed $meta Numbers of the rows.
	 * @param mixed $post The post.
	 * @param mixed $key  The meta key.
	 */
	public function before_deletion( mixed $meta, mixed $post, mixed $key ): void {
		if ( self::KEY === $key && is_numeric( $post ) && ! isset( $this->going[ (int) $post ] ) ) {
			$this->leave( (int) $post, '' );
		}
	}

	/**
	 * A product carries this code now: nobody's former one any more.
	 *
	 * @param mixed $meta  Number of the row.
	 * @param mixed $post  The post.
	 * @param mixed $key   The meta key.
	 * @param mixed $value The value.
	 */
	public function after_change( mixed $meta, mixed $post, mixed $key, mixed $value ): void {
		$code = self::KEY === $key && is_scalar( $value ) ? trim( (string) $value ) : '';
		if ( '' !== $code && mb_strlen( $code, 'UTF-8' ) <= 100 ) {
			$this->links->remove( Entry::CODE, self::hash( $code ), Links::FORMER );
		}
	}

	/**
	 * A post is about to be deleted, and its meta before it.
	 *
	 * @param mixed $post Its id.
	 */
	public function let_go( mixed $post ): void {
		if ( is_numeric( $post ) ) {
			$this->going[ (int) $post ] = true;
		}
	}

	/**
	 * A post is gone: what was said of it means nothing now.
	 *
	 * @param mixed $post Its id.
	 */
	public function forget( mixed $post ): void {
		if ( is_numeric( $post ) && (int) $post > 0 ) {
			unset( $this->going[ (int) $post ] );
			$this->links->remove_product( (int) $post );
			delete_transient( self::TOLD . (int) $post );
		}
	}

	/** On the product's page, once after the change. */
	public function tell(): void {
		global $post;
		$screen = get_current_screen();
		if ( null === $screen || 'product' !== $screen->id || ! $post instanceof \WP_Post ) {
			return;
		}
		$codes = get_transient( self::TOLD . $post->ID );
		if ( ! is_array( $codes ) ) {
			return;
		}
		delete_transient( self::TOLD . $post->ID );
		foreach ( array_filter( $codes, 'is_string' ) as $code ) {
			printf(
				'<div class="notice notice-info is-dismissible"><p>%s <a href="%s">%s</a></p></div>',
				/* translators: %s: a code */
				esc_html( sprintf( __( 'The back office knows this product as %1$s; it will go on matching %1$s.', 'stockwire' ), $code ) ),
				esc_url( InboxTable::url( array( 'view' => 'linked' ) ) ),
				esc_html__( 'Change this in the inbox', 'stockwire' )
			);
		}
	}

	/**
	 * Keeps the code that a product is about to lose, where the back office used it.
	 *
	 * @param int    $id  Product or variation.
	 * @param string $new The code after it; '' for none.
	 */
	private function leave( int $id, string $new ): void {
		$old = trim( (string) get_post_meta( $id, self::KEY, true ) );
		if ( '' === $old || $old === $new || mb_strlen( $old, 'UTF-8' ) > 100 || ! in_array( get_post_type( $id ), array( 'product', 'product_variation' ), true ) ) {
			return;
		}
		$original = Target::original( $id );
		if ( ! $this->matched( $original, $old ) || self::carried_by_another( $old, $original ) ) {
			return;
		}
		if ( $this->links->put_former( self::hash( $old ), $old, $original ) ) {
			$this->note( $original, $old );
		}
	}

	/**
	 * Did the back office ever reach the product by this code? Its lines tell; where all of them are older than receipts are
	 * kept, a level says that it spoke of the product, and a code that is remembered already that it was by another one.
	 *
	 * @param int    $id   Product or variation.
	 * @param string $code The code.
	 */
	private function matched( int $id, string $code ): bool {
		global $wpdb;
		// A parent that keeps the number for its variations is the holder of their lines.
		$parent = wc_string_to_bool( (string) get_post_meta( $id, '_manage_stock', true ) ) ? 0 : (int) wp_get_post_parent_id( $id );
		$holder = $parent > 0 ? $parent : $id;
		// phpcs:disable WordPress.DB -- our own tables, by their keys.
		$lines = $wpdb->prepare( "SELECT 1 FROM {$wpdb->prefix}stockwire_lines WHERE holder_id IN (%d, %d) AND product_id = %d", $id, $holder, $id );
		// A code that differs in case alone matches, too.
		if ( null !== $wpdb->get_var( $lines . $wpdb->prepare( ' AND LOWER(code) = LOWER(%s) LIMIT 1', $code ) ) ) {
			return true;
		}
		$level = null !== $wpdb->get_var( $wpdb->prepare( "SELECT 1 FROM {$wpdb->prefix}stockwire_levels WHERE holder_id IN (%d, %d) LIMIT 1", $id, $holder ) );
		return $level && null === $wpdb->get_var( $lines . ' LIMIT 1' ) && array() === $this->links->of_product( $id );
		// phpcs:enable
	}

	/**
	 * Does another product carry the code? Translations of the same one are no other.
	 *
	 * @param string $code     The code.
	 * @param int    $original The product.
	 */
	private static function carried_by_another( string $code, int $original ): bool {
		$carriers  = Codes::carried( array( $code ) )[ mb_strtolower( $code, 'UTF-8' ) ] ?? array();
		$originals = Translations::present() ? Translations::originals( $carriers ) : array();
		foreach ( $carriers as $carrier ) {
			if ( ( $originals[ $carrier ] ?? $carrier ) !== $original ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Leaves word for the next showing of the product's page; a variation's is its parent's.
	 *
	 * @param int    $id   Product or variation.
	 * @param string $code The code.
	 */
	private function note( int $id, string $code ): void {
		$parent = (int) wp_get_post_parent_id( $id );
		$name   = self::TOLD . ( $parent > 0 ? $parent : $id );
		$codes  = get_transient( $name );
		$codes  = is_array( $codes ) ? $codes : array();
		if ( ! in_array( $code, $codes, true ) ) {
			set_transient( $name, array_slice( array( ...$codes, $code ), -20 ), WEEK_IN_SECONDS );
		}
	}

	/**
	 * The key under which a code is kept.
	 *
	 * @param string $code Trimmed.
	 */
	private static function hash( string $code ): string {
		return bin2hex( Names::key( Entry::CODE, $code ) );
	}
}
