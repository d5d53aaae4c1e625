<?php
// SPDX-License-Identifier: MIT
// Asks any shop the same questions and prints its answers: names, codes, orders, the queue, the trash.

declare(strict_types=1);

require __DIR__ . '/shop.php';

$shelf = new Shelf();

/** Prints what one question is answered, with IDs replaced by names. */
function standin_ask( string $title, callable $question ): void {
	global $shelf;
	// Each question is a request of its own: nothing is remembered.
	wp_cache_flush();
	try {
		$answer = $question();
	} catch ( Exception $refusal ) {
		$answer = get_class( $refusal ) . ': ' . $refusal->getMessage();
	}
	$shelf->settle();
	$named = static function ( mixed $value ) use ( &$named, $shelf ): mixed {
		if ( is_array( $value ) ) {
			return array_combine( array_map( $named, array_keys( $value ) ), array_map( $named, $value ) );
		}
		$name = is_int( $value ) && $value > 0 ? array_search( $value, $shelf->ids, true ) : false;
		return false === $name ? $value : "<$name>";
	};
	$answer = is_array( $answer ) ? $named( $answer ) : $named( array( $answer ) )[0];
	echo "== $title\n", json_encode( $answer, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR ), "\n";
}

/** @return array<string, mixed> */
function standin_stock( int $id ): array {
	global $wpdb;
	wp_cache_flush();
	$product = wc_get_product( $id );
	$row     = $wpdb->get_row( $wpdb->prepare( "SELECT stock_quantity, stock_status FROM {$wpdb->prefix}wc_product_meta_lookup WHERE product_id = %d", $id ), ARRAY_A );
	return array(
		'quantity' => $product->get_stock_quantity(),
		'status'   => $product->get_stock_status(),
		'_stock'   => get_post_meta( $id, '_stock', true ),
		'term'     => has_term( 'outofstock', 'product_visibility', $id ),
	) + ( $row ?? array() );
}

/** @return list<string> Calls of a hook while something is done. */
function standin_heard( array $hooks, callable $act ): array {
	$heard = array();
	foreach ( $hooks as $hook ) {
		add_action( $hook, $listeners[ $hook ] = static function () use ( &$heard, $hook ): void { $heard[] = $hook; } );
	}
	$act();
	foreach ( $hooks as $hook ) {
		remove_action( $hook, $listeners[ $hook ] );
	}
	return $heard;
}

foreach ( array( 'products', 'variations', 'orders', 'queue' ) as $subject ) {
	require __DIR__ . "/behaviour/$subject.php";
}
