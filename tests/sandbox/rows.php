<?php
// SPDX-License-Identifier: MIT
// Writes the same catalogue by SQL and by WooCommerce's objects, from the same empty shop, and compares every row:
// rows.php COUNT [CSV|measured]

declare(strict_types=1);

use Stockwire\Sandbox\{Catalogue, Csv, Measured, Shop, Taxonomy, Varied, Writer};
use Stockwire\Sandbox\Tests\Crud;

define( 'WP_ADMIN', true );
$root = dirname( __DIR__, 2 );
require "$root/sandbox/setup/load.php";
require "$root/sandbox/autoload.php";
require __DIR__ . '/Crud.php';
wp_set_current_user( 1 );

/**
 * Every row that a catalogue makes, sorted. Left out: surrogate keys, and what is the moment of the last save.
 *
 * @return list<string>
 */
function rows(): array {
	global $wpdb;
	$kinds = "post_type IN ('product', 'product_variation')";
	$mine  = "(SELECT ID FROM $wpdb->posts WHERE $kinds)";
	$rows  = array();
	foreach (
		array(
			'posts'         => "SELECT * FROM $wpdb->posts WHERE $kinds",
			'postmeta'      => "SELECT post_id, meta_key, IF(meta_key = '_wp_trash_meta_time', 'then', meta_value) AS meta_value FROM $wpdb->postmeta WHERE post_id IN $mine",
			'lookup'        => "SELECT * FROM {$wpdb->prefix}wc_product_meta_lookup",
			'relationships' => "SELECT r.object_id, r.term_order, x.taxonomy, t.slug FROM $wpdb->term_relationships r JOIN $wpdb->term_taxonomy x USING (term_taxonomy_id) JOIN $wpdb->terms t USING (term_id) WHERE r.object_id IN $mine",
			'attributes'    => "SELECT * FROM {$wpdb->prefix}wc_product_attributes_lookup",
			'counts'        => "SELECT x.taxonomy, t.slug, x.count FROM $wpdb->term_taxonomy x JOIN $wpdb->terms t USING (term_id) WHERE x.count > 0",
			'termmeta'      => "SELECT term_id, meta_key, meta_value FROM $wpdb->termmeta WHERE meta_key LIKE 'product_count_%' AND meta_value <> '0'",
		) as $table => $sql
	) {
		foreach ( $wpdb->get_results( $sql, ARRAY_A ) as $row ) {
			unset( $row['post_modified'], $row['post_modified_gmt'] );
			$rows[] = "$table " . wp_json_encode( $row, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
		}
	}
	sort( $rows );
	return $rows;
}

/** @return array{list<string>, list<string>} rows by SQL, rows by objects */
function both_ways( Catalogue $catalogue ): array {
	$taxonomy = new Taxonomy();
	Shop::clear();
	( new Writer( $taxonomy ) )->write( $catalogue );
	Shop::settle();
	$ours = rows();
	Shop::clear();
	Shop::settle();
	( new Crud( $taxonomy ) )->write( $catalogue );
	return array( $ours, rows() );
}

$catalogue = match ( $argv[2] ?? '' ) {
	''         => new Varied( (int) $argv[1] ),
	'measured' => new Measured( (int) $argv[1] ),
	default    => new Csv( $argv[2] ),
};
list( $ours, $theirs ) = both_ways( $catalogue );
foreach ( array_diff( $ours, $theirs ) as $row ) {
	echo "only by SQL:     $row\n";
}
foreach ( array_diff( $theirs, $ours ) as $row ) {
	echo "only by objects: $row\n";
}
printf( "%d rows by SQL, %d by WooCommerce's objects\n", count( $ours ), count( $theirs ) );
exit( $ours && $ours === $theirs ? 0 : 1 );
