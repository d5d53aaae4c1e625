<?php
// SPDX-License-Identifier: MIT
// Loads the shop named by WP_PATH and makes the products that the stand-in's tests work on.

declare(strict_types=1);

if ( '' === (string) getenv( 'WP_PATH' ) ) {
	fwrite( STDERR, "WP_PATH must name a WordPress tree with WooCommerce or its stand-in active\n" );
	exit( 2 );
}
$_SERVER += array(
	'HTTP_HOST'       => 'localhost',
	'REQUEST_URI'     => '/',
	'REQUEST_METHOD'  => 'GET',
	'SERVER_PROTOCOL' => 'HTTP/1.1',
	'REMOTE_ADDR'     => '127.0.0.1',
);
// The shop's own messages go to standard error: standard output is what the tests compare.
ini_set( 'display_errors', 'stderr' );
ob_start();
require getenv( 'WP_PATH' ) . '/wp-load.php';
ob_end_clean();
wp_set_current_user( 1 );
// Orders and sold-out products write letters; nobody is to get one.
add_filter( 'pre_wp_mail', '__return_true' );

/** Products of one test, known by short names in place of their IDs. */
final class Shelf {
	/** @var array<string, int> */
	public array $ids = array();
	/** @var list<array{0: int, 1: string}> Terms that go with the products: number and taxonomy. */
	public array $terms = array();

	public function __construct() {
		global $wpdb;
		// IDs that no quantity, price or year is mistaken for, and that no run uses again.
		if ( $wpdb->get_var( "SELECT MAX(ID) FROM $wpdb->posts" ) < 100000 ) {
			$wpdb->query( $wpdb->prepare( "ALTER TABLE $wpdb->posts AUTO_INCREMENT = %d", 100000 + 1000 * ( time() % 1000000 ) ) );
		}
		register_shutdown_function( array( $this, 'clear' ) );
	}

	/** @param array<string, mixed> $props */
	public function simple( string $name, array $props = array() ): int {
		return $this->keep( $name, new WC_Product_Simple(), $props );
	}

	/** @param array<string, mixed> $props */
	public function variable( string $name, array $props = array() ): int {
		$size = new WC_Product_Attribute();
		$size->set_name( 'Size' );
		$size->set_options( array( 'S', 'M', 'L' ) );
		$size->set_visible( true );
		$size->set_variation( true );
		return $this->keep( $name, new WC_Product_Variable(), $props + array( 'attributes' => array( $size ) ) );
	}

	/** @param array<string, mixed> $props */
	public function variation( string $parent, string $name, string $size, array $props = array() ): int {
		$props += array(
			'parent_id'     => $this->ids[ $parent ],
			'attributes'    => array( 'size' => $size ),
			'regular_price' => '10',
		);
		return $this->keep( $name, new WC_Product_Variation(), $props );
	}

	/** @param array<string, mixed> $props */
	public function keep( string $name, WC_Product $product, array $props ): int {
		$product->set_props( $props + array( 'name' => ucfirst( $name ) ) );
		$this->ids[ $name ] = $product->save();
		return $this->ids[ $name ];
	}

	/** Brings parents up to date, as the end of a request does. */
	public function settle(): void {
		WC_Post_Data::do_deferred_product_sync();
		$GLOBALS['wc_deferred_product_sync'] = array();
	}

	/** The short name of an ID, or the value itself. */
	public function alias( mixed $value ): string {
		$name = is_int( $value ) ? array_search( $value, $this->ids, true ) : false;
		return false === $name ? (string) wp_json_encode( $value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) : '<' . $name . '>';
	}

	/** Removes everything that the test made, so that it can run again on the same shop. */
	public function clear(): void {
		foreach ( array_reverse( $this->ids ) as $id ) {
			wp_delete_post( $id, true );
		}
		if ( $this->ids ) {
			// What was left for the background would find nothing to work on.
			$GLOBALS['wpdb']->query( "DELETE FROM {$GLOBALS['wpdb']->prefix}actionscheduler_actions WHERE status = 'pending' AND args REGEXP '[^0-9](" . implode( '|', $this->ids ) . ")[^0-9]'" );
		}
		foreach ( array_reverse( $this->terms ) as list( $id, $taxonomy ) ) {
			wp_delete_term( $id, $taxonomy );
		}
		$this->ids   = array();
		$this->terms = array();
		$this->settle();
	}

	/** @param list<string> $path Names from the top. */
	public function term( array $path, string $taxonomy ): int {
		$id = 0;
		foreach ( $path as $name ) {
			$found = term_exists( $name, $taxonomy, $id );
			$id    = (int) ( $found ? $found : wp_insert_term( $name, $taxonomy, array( 'parent' => $id ) ) )['term_id'];
			if ( ! $found ) {
				$this->terms[] = array( $id, $taxonomy );
			}
		}
		return $id;
	}
}
