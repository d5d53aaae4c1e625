<?php
// SPDX-License-Identifier: MIT
// The stock changes whose hooks are compared: each kind of product, both ways of its status.

declare(strict_types=1);

/** @var Shelf $shelf */
/** @var Trace $trace */

$stock = fn( int $quantity ): array => array(
	'manage_stock'   => true,
	'stock_quantity' => $quantity,
	'regular_price'  => '10',
);
$push  = function ( string $title, string $name, int|float $quantity, string $operation = 'set' ) use ( $shelf, $trace ): void {
	// A request of its own would start with nothing remembered.
	wp_cache_flush();
	$id = $shelf->ids[ $name ];
	$trace->run( $title, fn() => wc_update_product_stock( $id, $quantity, $operation ) );
	$trace->run( "$title, end of request", fn() => $shelf->settle() );
};

update_option( 'woocommerce_hide_out_of_stock_items', 'no' );
$shelf->simple( 'simple', $stock( 5 ) );
$push( 'simple, status stays', 'simple', 7 );
$push( 'simple, same quantity', 'simple', 7 );
$push( 'simple, to out of stock', 'simple', 0 );
$push( 'simple, to in stock', 'simple', 4 );
$push( 'simple, sold', 'simple', 1, 'decrease' );
$push( 'simple, returned', 'simple', 2, 'increase' );
$shelf->simple( 'preorder', array( 'backorders' => 'notify' ) + $stock( 2 ) );
$push( 'backorders, below nothing', 'preorder', -1 );
$push( 'backorders, back in stock', 'preorder', 3 );
$shelf->simple( 'draft', array( 'status' => 'draft' ) + $stock( 2 ) );
$push( 'draft, to out of stock', 'draft', 0 );
$shelf->simple( 'unmanaged', array( 'regular_price' => '10' ) );
$push( 'not managed', 'unmanaged', 3 );

$shelf->variable( 'shirt' );
$shelf->variation( 'shirt', 'shirt-s', 'S', $stock( 3 ) );
$shelf->variation( 'shirt', 'shirt-m', 'M', $stock( 0 ) );
$shelf->settle();
$push( 'variation, status stays', 'shirt-s', 2 );
$push( 'variation, parent goes out', 'shirt-s', 0 );
$push( 'variation, parent comes back', 'shirt-m', 6 );
$push( 'variation, parent stays', 'shirt-s', 1 );

$shelf->variable( 'mug', $stock( 5 ) );
$shelf->variation( 'mug', 'mug-s', 'S' );
$shelf->variation( 'mug', 'mug-m', 'M' );
$shelf->variation( 'mug', 'mug-l', 'L', $stock( 4 ) );
$shelf->settle();
$push( 'managed by the parent, status stays', 'mug-s', 9 );
$push( 'managed by the parent, to out of stock', 'mug-s', 0 );
$push( 'parent itself, to in stock', 'mug', 8 );
$push( 'own stock under a managed parent', 'mug-l', 0 );

update_option( 'woocommerce_hide_out_of_stock_items', 'yes' );
$push( 'hidden when out: simple', 'simple', 0 );
$push( 'hidden when out: variation', 'shirt-s', 0 );
$push( 'hidden when out: managed by the parent', 'mug-s', 0 );
update_option( 'woocommerce_hide_out_of_stock_items', 'no' );
