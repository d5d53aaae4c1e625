<?php
// SPDX-License-Identifier: MIT
// Variations: their titles, whose stock they show, and what becomes of them when the parent changes.

declare(strict_types=1);

/** @var Shelf $shelf */

/** @param array<string, list<string>> $words Options by the attribute's name. */
function standin_parent( Shelf $shelf, string $name, array $words, array $props = array() ): void {
	$attributes = array();
	foreach ( $words as $label => $options ) {
		$attribute = new WC_Product_Attribute();
		$attribute->set_name( $label );
		$attribute->set_options( $options );
		$attribute->set_position( count( $attributes ) );
		$attribute->set_variation( true );
		$attributes[] = $attribute;
	}
	$shelf->keep( $name, new WC_Product_Variable(), $props + array( 'attributes' => $attributes ) );
}

$own    = array(
	'manage_stock'   => true,
	'stock_quantity' => 2,
	'regular_price'  => '10',
);
$titled = static function ( string $name ) use ( $shelf ): array {
	wp_cache_flush();
	$post = get_post( $shelf->ids[ $name ] );
	return array( $post->post_title, $post->post_excerpt, wc_get_product( $post->ID )->get_name(), wc_get_product( $post->ID )->get_attributes() );
};
standin_parent( $shelf, 'coat', array( 'Mărime' => array( 'S', 'M' ), 'Culoare' => array( 'Roșu închis', 'Verde' ) ) );
$shelf->keep( 'coat-s', new WC_Product_Variation(), $own + array( 'parent_id' => $shelf->ids['coat'], 'attributes' => array( 'marime' => 'S', 'culoare' => 'Roșu închis' ) ) );
$shelf->keep( 'coat-any', new WC_Product_Variation(), $own + array( 'parent_id' => $shelf->ids['coat'], 'attributes' => array( 'marime' => '', 'culoare' => 'Verde' ) ) );
standin_parent( $shelf, 'bolt', array( 'A' => array( '1' ), 'B' => array( '2' ), 'C' => array( '3' ) ), $own );
$shelf->keep( 'bolt-1', new WC_Product_Variation(), array( 'parent_id' => $shelf->ids['bolt'], 'attributes' => array( 'a' => '1', 'b' => '2', 'c' => '3' ) ) );
standin_parent( $shelf, 'cable', array( 'Lungime totală' => array( '1 m' ), 'Tip' => array( 'X' ) ) );
$shelf->keep( 'cable-1', new WC_Product_Variation(), $own + array( 'parent_id' => $shelf->ids['cable'], 'attributes' => array( 'lungime-totala' => '1 m', 'tip' => 'X' ) ) );
$shelf->settle();

standin_ask( 'a title names the values', fn() => $titled( 'coat-s' ) );
standin_ask( 'a title leaves "any" out', fn() => $titled( 'coat-any' ) );
standin_ask( 'a title without the values of three attributes', fn() => $titled( 'bolt-1' ) );
standin_ask( 'a title without values where a name has two words', fn() => $titled( 'cable-1' ) );
standin_ask( 'a renamed parent renames its variations', function () use ( $shelf, $titled ) {
	$parent = wc_get_product( $shelf->ids['coat'] );
	$parent->set_name( 'Palton' );
	$parent->save();
	return array( $titled( 'coat-s' ), $titled( 'coat-any' ) );
} );
standin_ask( 'words of a variation', function () use ( $shelf ) {
	$one = wc_get_product( $shelf->ids['coat-s'] );
	return array( wc_get_formatted_variation( $one, true ), wc_get_formatted_variation( $one, true, false ), wc_get_formatted_variation( $one ), wc_get_formatted_variation( $one, true, true, true ), $one->get_variation_attributes(), wc_attribute_label( 'marime', $one ), $one->get_attribute( 'culoare' ) );
} );
standin_ask( 'what a parent offers', function () use ( $shelf ) {
	$parent = wc_get_product( $shelf->ids['coat'] );
	return array( $parent->get_children(), $parent->get_visible_children(), $parent->get_variation_attributes(), $parent->get_attribute( 'Culoare' ), $parent->get_type(), wc_get_product_variation_attributes( $shelf->ids['coat-any'] ) );
} );
standin_ask( 'a variation shows the stock that its parent keeps', function () use ( $shelf ) {
	$one = wc_get_product( $shelf->ids['bolt-1'] );
	return array( $one->get_manage_stock(), $one->get_manage_stock( 'edit' ), $one->get_stock_quantity(), $one->get_stock_quantity( 'edit' ), $one->get_stock_managed_by_id(), $one->managing_stock(), $one->get_backorders() );
} );
standin_ask( 'a variation that stops keeping stock of its own', function () use ( $shelf ) {
	wc_update_product_stock( $shelf->ids['coat-s'], 0 );
	$shelf->settle();
	$one = wc_get_product( $shelf->ids['coat-s'] );
	$one->set_manage_stock( false );
	$one->save();
	$shelf->settle();
	return array( standin_stock( $shelf->ids['coat-s'] ), standin_stock( $shelf->ids['coat'] ) );
} );
standin_ask( 'the prices of a parent are those of its variations', function () use ( $shelf ) {
	$shelf->variable( 'rug' );
	$shelf->variation( 'rug', 'rug-s', 'S', array( 'regular_price' => '12.5' ) );
	$shelf->variation( 'rug', 'rug-m', 'M', array( 'regular_price' => '9', 'sale_price' => '7' ) );
	$shelf->settle();
	$rug = wc_get_product( $shelf->ids['rug'] );
	return array( $rug->get_variation_price( 'min' ), $rug->get_variation_price( 'max' ), $rug->is_on_sale(), $rug->get_price(), $rug->get_variation_prices(), get_post_meta( $rug->get_id(), '_price' ), wc_get_product( $shelf->ids['rug-m'] )->is_on_sale(), wc_get_product( $shelf->ids['rug-s'] )->is_purchasable() );
} );
standin_ask( 'a parent without variations is out of stock', function () use ( $shelf ) {
	$shelf->variable( 'empty' );
	return standin_stock( $shelf->ids['empty'] );
} );
standin_ask( 'a private variation counts for the parent, a draft one does not', function () use ( $shelf ) {
	$shelf->variable( 'tray' );
	$answers = array();
	foreach ( array( 'draft', 'private' ) as $status ) {
		$shelf->variation( 'tray', "tray-$status", 'S', array( 'status' => $status, 'manage_stock' => true, 'stock_quantity' => 1 ) );
		$shelf->settle();
		$answers[] = standin_stock( $shelf->ids['tray'] )['status'];
	}
	return $answers;
} );
standin_ask( 'variations go to the trash with their parent, and come back', function () use ( $shelf ) {
	wp_trash_post( $shelf->ids['bolt'] );
	$gone = get_post_status( $shelf->ids['bolt-1'] );
	wp_untrash_post( $shelf->ids['bolt'] );
	return array( $gone, get_post_status( $shelf->ids['bolt-1'] ), get_post_status( $shelf->ids['bolt'] ) );
} );
standin_ask( 'a deleted variation is missed by its parent', function () use ( $shelf ) {
	wc_get_product( $shelf->ids['tray-private'] )->delete( true );
	$shelf->settle();
	return array( wc_get_product( $shelf->ids['tray'] )->get_children(), standin_stock( $shelf->ids['tray'] )['status'] );
} );
standin_ask( 'a product that stops being variable loses its variations', function () use ( $shelf ) {
	$product = new WC_Product_Simple( $shelf->ids['cable'] );
	$product->save();
	wp_cache_flush();
	return array( wc_get_product( $shelf->ids['cable'] )->get_type(), get_post( $shelf->ids['cable-1'] ) );
} );
standin_ask( 'an attribute of the shop', function () {
	$id = wc_attribute_taxonomy_id_by_name( 'pa_probe-weight' );
	$id = $id ? $id : wc_create_attribute( array( 'name' => 'Probe weight', 'slug' => 'probe-weight' ) );
	return array( wc_attribute_taxonomy_name( 'probe-weight' ), wc_attribute_taxonomy_id_by_name( 'pa_probe-weight' ) === $id, wc_create_attribute( array( 'slug' => 'x' ) )->get_error_code(), wc_create_attribute( array( 'name' => str_repeat( 'long', 10 ) ) )->get_error_code(), wc_variation_attribute_name( 'Mărime' ) );
} );
