<?php
// SPDX-License-Identifier: MIT
// What the shop of a measurement is: shop.php SIZE POOL → a line of JSON. It also lets pushes of any size pass the brake.

declare(strict_types=1);

require __DIR__ . '/../../wp-plugin/stockwire/src/autoload.php';
require __DIR__ . '/../../sandbox/setup/load.php';

list( , $size, $pool ) = $argv;
Stockwire\Shop\Settings::load()->with( array( 'brake_percent' => 0, 'brake_products' => 0 ) )->save();
$bytes = (float) $wpdb->get_var( $wpdb->prepare( 'SELECT SUM(data_length + index_length) FROM information_schema.tables WHERE table_schema = %s', DB_NAME ) );
// A million numbers are not warm by the few thousand that a run touches: what a push may meet is read once, index by index.
$indexes = $wpdb->get_results(
	$wpdb->prepare(
		"SELECT DISTINCT table_name AS t, index_name AS i FROM information_schema.statistics WHERE table_schema = %s AND table_name IN (%s, %s, %s, %s, %s, %s)",
		DB_NAME,
		$wpdb->posts,
		$wpdb->postmeta,
		$wpdb->term_relationships,
		$wpdb->prefix . 'wc_product_meta_lookup',
		$wpdb->prefix . 'stockwire_names',
		$wpdb->prefix . 'stockwire_levels'
	)
);
foreach ( $indexes as $index ) {
	$wpdb->get_var( "SELECT COUNT(*) FROM `$index->t` FORCE INDEX (`$index->i`)" );
}
$flush = $wpdb->get_row( "SHOW VARIABLES LIKE 'innodb_flush_log_at_trx_commit'" );
echo json_encode(
	array(
		'part'        => 'shop',
		'size'        => (int) $size,
		'posts'       => (int) $wpdb->get_var( "SELECT COUNT(*) FROM $wpdb->posts WHERE post_type IN ('product', 'product_variation')" ),
		'pool'        => $pool,
		'megabytes'   => (int) round( $bytes / 1e6 ),
		'flush'       => (int) $flush->Value,
		'wordpress'   => get_bloginfo( 'version' ),
		// The stand-in has no REST API of WooCommerce's.
		'woocommerce' => ( class_exists( 'WC_REST_Products_Controller' ) ? 'real ' : 'stand-in ' ) . WC_VERSION,
	)
), "\n";
