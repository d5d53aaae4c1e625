<?php
// SPDX-License-Identifier: MIT
// The checker itself: whatever is broken on purpose it finds, by the invariant that it breaks.

declare(strict_types=1);

namespace Stockwire\Tests\Faults;

return static function ( Suite $suite, World $world ): void {
	$holders = $world->holders( 2 );
	$id      = array_key_first( $holders );
	$other   = (int) array_key_last( $holders );
	$db      = $world->db();
	$checker = new Invariants( $world );
	$suite->none( 'nothing is broken to begin with', $world->baseline() );
	$term   = '(SELECT tt.term_taxonomy_id FROM wp_term_taxonomy tt JOIN wp_terms t USING (term_id) WHERE t.slug = \'outofstock\' AND tt.taxonomy = \'product_visibility\')';
	$breaks = array(
		'1 number'           => "UPDATE wp_wc_product_meta_lookup SET stock_quantity = stock_quantity + 1 WHERE product_id = $id",
		'2 one row'          => "INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES ($id, '_stock_status', 'instock')",
		'2 orphan lookup'    => "INSERT INTO wp_wc_product_meta_lookup (product_id, stock_status) VALUES (99999999, 'instock')",
		'2 orphan meta'      => "INSERT INTO wp_postmeta (post_id, meta_key, meta_value) VALUES (99999999, '_stock', '1')",
		'3 status'           => "UPDATE wp_wc_product_meta_lookup SET stock_status = IF(stock_status = 'instock', 'outofstock', 'instock') WHERE product_id = $id",
		'3 term count'       => "UPDATE wp_term_taxonomy SET count = count + 1 WHERE term_taxonomy_id = $term",
		'4 parent'           => "UPDATE wp_postmeta SET meta_value = IF(meta_value = 'instock', 'outofstock', 'instock') WHERE meta_key = '_stock_status' AND post_id IN (SELECT v.post_parent FROM wp_posts v
			JOIN wp_postmeta m ON m.post_id = v.post_parent AND m.meta_key = '_manage_stock' AND m.meta_value = 'no' WHERE v.post_type = 'product_variation') LIMIT 1",
		'5 attribute lookup' => "UPDATE wp_wc_product_attributes_lookup a JOIN wp_postmeta m ON m.post_id = a.product_id AND m.meta_key = '_manage_stock' AND m.meta_value = 'yes' SET a.in_stock = 1 - a.in_stock",
	);
	foreach ( $breaks as $rule => $sql ) {
		$db->begin_transaction();
		$db->query( $sql );
		$found = array_filter( $checker->violations(), static fn( string $line ): bool => str_starts_with( $line, $rule ) );
		$db->rollback();
		$suite->check( "found: $rule", array() !== $found );
	}
	$before = Snapshot::take( $db );
	foreach ( array( "UPDATE wp_posts SET post_title = CONCAT(post_title, 'x') WHERE ID = $id", "UPDATE wp_postmeta SET meta_value = '9' WHERE post_id = $other AND meta_key = '_stock_status'",
		"INSERT INTO wp_options (option_name, option_value) VALUES ('planted', '1')" ) as $sql ) {
		$db->begin_transaction();
		$db->query( $sql );
		$suite->check( 'found: ' . substr( $sql, 0, 30 ), array() !== $before->differences( Snapshot::take( $db ), array( $id ), false ) );
		$db->rollback();
	}
	$db->begin_transaction();
	$db->query( "UPDATE wp_postmeta SET meta_value = meta_value + 1 WHERE post_id = $id AND meta_key = '_stock'" );
	$suite->check( 'found: a change that nobody explains', array() !== $world->ledger->broken() );
	$db->rollback();
	$called_off = clone $world->ledger;
	$called_off->cancelled( array( $id ) );
	$suite->check( 'found: an order that was called off and gave nothing back', array() !== $called_off->broken() );
	$db->begin_transaction();
	$db->query( "UPDATE wp_postmeta SET meta_value = meta_value + 1 WHERE post_id = $id AND meta_key = '_stock'" );
	$suite->none( 'one that gave its piece back is explained', $called_off->broken() );
	$db->query( "UPDATE wp_postmeta SET meta_value = meta_value + 1 WHERE post_id = $id AND meta_key = '_stock'" );
	$suite->check( 'found: one that gave it back twice', array() !== $called_off->broken() );
	$db->rollback();
	$db->begin_transaction();
	$db->query( "UPDATE wp_postmeta SET meta_value = meta_value + 0.5 WHERE post_id = $id AND meta_key = '_stock'" );
	$db->query( 'DELETE FROM faults_ledger' );
	$suite->check( 'found: a change that was not written down', array() !== $world->ledger->broken() );
	$db->rollback();
	$world->push( $world->lines( $holders ) );
	$suite->none( 'a push is explained', $world->ledger->broken() );
	$db->begin_transaction();
	$db->query( 'UPDATE faults_ledger SET holder = 1 LIMIT 1' );
	$suite->check( 'found: a line of the journal that was not done', array() !== $world->ledger->broken() );
	$db->rollback();
};
