<?php
// SPDX-License-Identifier: MIT
// The products and the random stock changes whose rows are compared.

declare(strict_types=1);

/** @var Shelf $shelf */

$stock = fn( int $quantity ): array => array(
	'manage_stock'   => true,
	'stock_quantity' => $quantity,
);

/** A shade that the shop knows: the attribute lookup table holds only such attributes. */
function standin_shade( Shelf $shelf ): WC_Product_Attribute {
	$id = wc_attribute_taxonomy_id_by_name( 'pa_shade' );
	$id = $id ? $id : wc_create_attribute( array( 'name' => 'Shade', 'slug' => 'shade' ) );
	if ( ! taxonomy_exists( 'pa_shade' ) ) {
		register_taxonomy( 'pa_shade', array( 'product' ) );
		$GLOBALS['wc_product_attributes']['pa_shade'] = wc_get_attribute_taxonomies()[ "id:$id" ];
	}
	$terms     = array( $shelf->term( array( 'Roșu' ), 'pa_shade' ), $shelf->term( array( 'Verde' ), 'pa_shade' ) );
	$attribute = new WC_Product_Attribute();
	$attribute->set_id( $id );
	$attribute->set_name( 'pa_shade' );
	$attribute->set_options( $terms );
	$attribute->set_visible( true );
	$attribute->set_variation( true );
	return $attribute;
}

update_option( 'woocommerce_hide_out_of_stock_items', 'no' );
$shade = standin_shade( $shelf );
$tools  = $shelf->term( array( 'Unelte', 'De mână' ), 'product_cat' );
$tag    = $shelf->term( array( 'nou' ), 'product_tag' );
$rows = new Rows( $shelf );
$filed = array(
	'category_ids' => array( $tools ),
	'tag_ids'      => array( $tag ),
);

$shelf->simple( 'hammer', $filed + $stock( 5 ) + array( 'sku' => 'H-1', 'regular_price' => '12.50', 'attributes' => array( $shade ) ) );
wp_set_object_terms( $shelf->ids['hammer'], array( $shelf->term( array( 'Marca' ), 'product_brand' ) ), 'product_brand' );
$rows->print( 'a simple product' );
$rows->age();
$shelf->simple( 'saw', $stock( 0 ) + array( 'backorders' => 'notify', 'regular_price' => '8', 'sale_price' => '6' ) );
$shelf->simple( 'draft', $stock( 1 ) + array( 'status' => 'draft' ) );
$shelf->simple( 'private', $filed + $stock( 0 ) + array( 'status' => 'private', 'global_unique_id' => '4006381333931' ) );
$shelf->simple( 'unmanaged', array( 'regular_price' => '3', 'description' => 'Lung', 'short_description' => 'Scurt' ) );
$rows->print( 'more simple products' );
$rows->age();
$shelf->variable( 'shirt', $filed + array( 'attributes' => array( $shade ) ) );
$shelf->keep( 'shirt-red', new WC_Product_Variation(), $stock( 3 ) + array( 'parent_id' => $shelf->ids['shirt'], 'attributes' => array( 'pa_shade' => 'rosu' ), 'regular_price' => '20', 'sku' => 'S-R' ) );
$shelf->keep( 'shirt-any', new WC_Product_Variation(), $stock( 0 ) + array( 'parent_id' => $shelf->ids['shirt'], 'attributes' => array( 'pa_shade' => '' ), 'regular_price' => '25' ) );
$shelf->keep( 'shirt-private', new WC_Product_Variation(), $stock( 0 ) + array( 'parent_id' => $shelf->ids['shirt'], 'status' => 'private', 'attributes' => array( 'pa_shade' => 'verde' ), 'backorders' => 'yes' ) );
$shelf->settle();
$rows->print( 'a product whose variations keep stock' );
$rows->age();
$shelf->variable( 'mug', $filed + $stock( 6 ) );
$shelf->variation( 'mug', 'mug-s', 'S' );
$shelf->variation( 'mug', 'mug-m', 'M', array( 'regular_price' => '11', 'sale_price' => '9' ) );
$shelf->variation( 'mug', 'mug-own', 'L', $stock( 2 ) );
$shelf->settle();
$rows->print( 'a product that keeps stock for its variations' );
$rows->age();
$shelf->keep( 'set', new WC_Product_Grouped(), array( 'children' => array( $shelf->ids['hammer'] ) ) );
$shelf->keep( 'elsewhere', new WC_Product_External(), array( 'product_url' => 'https://example.org/', 'button_text' => 'Ia', 'regular_price' => '2' ) );
$rows->print( 'a group and an outside product' );
$rows->age();

$drifts = array(
	'no lookup row'  => "DELETE FROM {$wpdb->prefix}wc_product_meta_lookup WHERE product_id = %d",
	'no stock row'   => "DELETE FROM $wpdb->postmeta WHERE post_id = %d AND meta_key = '_stock'",
	'no status row'  => "DELETE FROM $wpdb->postmeta WHERE post_id = %d AND meta_key = '_stock_status'",
	'drifted status' => "UPDATE $wpdb->postmeta SET meta_value = 'outofstock' WHERE post_id = %d AND meta_key = '_stock_status'",
	'drifted lookup' => "UPDATE {$wpdb->prefix}wc_product_meta_lookup SET stock_quantity = 77, stock_status = 'outofstock' WHERE product_id = %d",
);
// All chance is taken before anything runs: WordPress draws from the same numbers.
mt_srand( 20250711 );
$changes = array();
for ( $case = 1; $case <= 150; $case++ ) {
	$changes[ $case ] = array(
		'name'      => array_keys( $shelf->ids )[ mt_rand( 0, count( $shelf->ids ) - 1 ) ],
		'operation' => array( 'set', 'set', 'set', 'set', 'increase', 'decrease' )[ mt_rand( 0, 5 ) ],
		'quantity'  => max( -2, mt_rand( -4, 9 ) ) * mt_rand( 0, 1 ),
		'drift'     => array( array_keys( $drifts )[ mt_rand( 0, 4 ) ], '', '', '', '', '' )[ mt_rand( 0, 5 ) ],
	);
}
foreach ( $changes as $case => $change ) {
	if ( 0 === $case % 50 ) {
		$hide = 50 === $case ? 'yes' : 'no';
		update_option( 'woocommerce_hide_out_of_stock_items', $hide );
		update_option( 'woocommerce_notify_no_stock_amount', 100 === $case ? '2' : '0' );
		update_option( 'woocommerce_attribute_lookup_direct_updates', $hide );
	}
	if ( '' !== $change['drift'] ) {
		$wpdb->query( $wpdb->prepare( $drifts[ $change['drift'] ], $shelf->ids[ $change['name'] ] ) );
	}
	$rows->age();
	wc_update_product_stock( $shelf->ids[ $change['name'] ], $change['quantity'], $change['operation'] );
	$shelf->settle();
	$rows->print( rtrim( "$case: {$change['operation']} {$change['name']} {$change['quantity']}, {$change['drift']}", ', ' ) );
	if ( 0 === $case % 5 ) {
		$rows->age();
		standin_run_queue( $shelf );
		$rows->print( "$case: after the queue" );
	}
}
update_option( 'woocommerce_notify_no_stock_amount', '0' );

/** Runs what the changes left for the background. */
function standin_run_queue( Shelf $shelf ): void {
	global $wpdb;
	$rows = $wpdb->get_results( "SELECT hook, args FROM {$wpdb->prefix}actionscheduler_actions WHERE status = 'pending' AND hook REGEXP '^(wc_delete|woocommerce_run)_' ORDER BY action_id" );
	foreach ( $rows as $row ) {
		$args = json_decode( $row->args, true );
		if ( array_intersect( $args, $shelf->ids ) ) {
			do_action_ref_array( $row->hook, array_values( $args ) );
			as_unschedule_all_actions( $row->hook, $args );
		}
	}
	wp_cache_flush();
}
