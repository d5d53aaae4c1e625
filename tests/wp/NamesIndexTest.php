<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * By which names a push finds products and variations, after whatever changes names: asked by previews of pushes without codes.
 */

declare(strict_types=1);

namespace Stockwire\Tests;

use PHPUnit\Framework\TestCase;
use Stockwire\Engine;

final class NamesIndexTest extends TestCase {

	use Support\NamedProducts;

	protected function setUp(): void {
		$this->tag = 'Zq' . bin2hex( random_bytes( 4 ) );
	}

	protected function tearDown(): void {
		global $wpdb;
		foreach ( array_reverse( $this->posts ) as $id ) {
			wp_delete_post( $id, true );
			$wpdb->delete( "{$wpdb->prefix}stockwire_names", array( 'product_id' => $id ) );
		}
		foreach ( $this->attributes as $id ) {
			$wpdb->delete( "{$wpdb->prefix}woocommerce_attribute_taxonomies", array( 'attribute_id' => $id ) );
			delete_transient( 'wc_attribute_taxonomies' );
		}
	}

	public function test_a_product_is_known_by_its_title_and_by_its_slug_in_every_living_status(): void {
		foreach ( array( 'publish', 'draft', 'private', 'pending' ) as $status ) {
			$id = $this->simple( "Șurub 3,5x40 $status", array( 'status' => $status ) );
			$this->index( $id );
			$this->assertKnown( $id, 'ŞURUB  3,5X40 ' . strtoupper( $status ) );
			$this->assertSimilar( $id, "Surub (3,5x40) $status" );
			$this->assertUnknown( "Surub (35x40) $status" );
		}
	}

	public function test_a_product_in_the_trash_is_not_known_and_has_no_keys(): void {
		$id = $this->simple( 'Bec' );
		$this->index( $id );
		$this->assertKnown( $id, 'Bec' );
		wp_trash_post( $id );
		$this->assertUnknown( 'Bec' );
		$this->index( $id );
		$this->assertSame( 0, $this->rows( $id ) );
		wp_untrash_post( $id );
		wp_publish_post( $id );
		$this->index( $id );
		$this->assertKnown( $id, 'Bec' );
	}

	public function test_a_renamed_product_is_known_by_its_new_name_only(): void {
		$id = $this->simple( 'Cablu 1,5 mm' );
		$this->index( $id );
		wp_update_post(
			array(
				'ID'         => $id,
				'post_title' => $this->named( 'Cablu 2,5 mm' ),
			)
		);
		$this->index( $id );
		$this->assertKnown( $id, 'Cablu 2,5 mm' );
		$this->assertUnknown( 'Cablu 1,5 mm' );
	}

	public function test_indexing_again_writes_nothing_and_says_how_many_keys_there_are(): void {
		$id = $this->simple( 'Bec' );
		$this->index( $id );
		$written = $this->written();
		$this->assertSame( 2, $this->index( $id ) );
		$this->assertSame( $written, $this->written() );
		$this->assertKnown( $id, 'Bec' );
	}

	public function test_inside_a_transaction_of_the_caller_names_are_part_of_it(): void {
		global $wpdb;
		$id = $this->simple( 'Bec' );
		$this->index( $id );
		$wpdb->query( 'START TRANSACTION' );
		$wpdb->update( $wpdb->posts, array( 'post_title' => $this->named( 'Neon' ) ), array( 'ID' => $id ) );
		$this->index( $id );
		$wpdb->query( 'ROLLBACK' );
		$this->assertKnown( $id, 'Bec' );
		$this->assertUnknown( 'Neon' );
	}

	public function test_a_push_does_not_wait_for_who_writes_names(): void {
		$id    = $this->simple( 'Bec' );
		$this->index( $id );
		$other = $this->lock( $id );
		$other->query( 'DELETE FROM ' . $this->names() . " WHERE product_id = $id" );
		$this->assertKnown( $id, 'Bec' );
		$other->query( 'ROLLBACK' );
		$this->assertKnown( $id, 'Bec' );
	}

	public function test_who_writes_the_same_names_waits_and_reads_what_is_there_then(): void {
		global $wpdb;
		$id = $this->simple( 'Bec' );
		$this->index( $id );
		$other = $this->lock( $id );
		// Longer than one wait: the index is tried again.
		$wpdb->query( 'SET SESSION innodb_lock_wait_timeout = 1' );
		$title = bin2hex( $this->named( 'Neon' ) );
		$other->query( "BEGIN NOT ATOMIC DO SLEEP(1.5); UPDATE {$wpdb->posts} SET post_title = X'$title' WHERE ID = $id; COMMIT; END", MYSQLI_ASYNC );
		$this->assertSame( 2, $this->index( $id ) );
		$other->reap_async_query();
		$wpdb->query( 'SET SESSION innodb_lock_wait_timeout = DEFAULT' );
		$this->assertKnown( $id, 'Neon' );
		$this->assertUnknown( 'Bec' );
	}

	public function test_a_lock_that_is_never_released_is_a_refusal_and_changes_nothing(): void {
		global $wpdb;
		$id = $this->simple( 'Bec' );
		$this->index( $id );
		$other = $this->lock( $id );
		$wpdb->query( 'SET SESSION innodb_lock_wait_timeout = 0' );
		try {
			$this->index( $id );
			$this->fail( 'It wrote although the rows were locked.' );
		} catch ( \Stockwire\Refusal $refusal ) {
			$this->assertSame( 'unavailable', $refusal->answer );
		} finally {
			$wpdb->query( 'SET SESSION innodb_lock_wait_timeout = DEFAULT' );
		}
		$other->close();
		$this->assertSame( '0', $wpdb->get_var( 'SELECT @@in_transaction' ) );
		$this->assertKnown( $id, 'Bec' );
	}

	public function test_a_variation_is_known_by_its_values_in_the_parents_order_and_in_each_spelling(): void {
		$colour = $this->attribute( 'Culoare', array( 'Roșu', 'Verde & alb' ) );
		$parent = $this->variable(
			'Tricou',
			array(
				'Mărime' => array( 'S', 'XL' ),
				$colour  => array( 'Roșu', 'Verde & alb' ),
			)
		);
		$red    = $this->variation( $parent, array( $colour => 'Roșu', 'Mărime' => 'XL' ) );
		$green  = $this->variation( $parent, array( $colour => 'Verde & alb', 'Mărime' => 'S' ) );
		$this->index( $parent );

		$this->assertKnown( $red, 'Tricou (Mărime: XL; Culoare: Roșu)' );
		$this->assertKnown( $red, 'Tricou - XL, Roșu' );
		$this->assertSimilar( $red, 'tricou marime xl culoare rosu' );
		$this->assertKnown( $green, 'Tricou - S, Verde & alb' );
		$this->assertKnown( $green, 'Tricou (Mărime: S; Culoare: Verde &amp; alb)' );
		$this->assertKnown( $parent, 'Tricou' );
		$this->assertUnknown( 'Tricou - Roșu, XL' );
		$this->assertUnknown( 'Tricou - XL, Verde & alb' );
	}

	public function test_three_attributes_and_the_order_of_positions(): void {
		$parent = $this->variable( 'Teava', array( 'A' => array( '1', '2' ), 'B' => array( 'x' ), 'C' => array( 'y' ) ) );
		$id     = $this->variation( $parent, array( 'A' => '2', 'B' => 'x', 'C' => 'y' ) );
		$meta   = get_post_meta( $parent, '_product_attributes', true );
		$meta['a']['position'] = 9;
		update_post_meta( $parent, '_product_attributes', $meta );
		$this->index( $parent );
		$this->assertKnown( $id, 'Teava - x, y, 2' );
		$this->assertKnown( $id, 'Teava (B: x; C: y; A: 2)' );
		$this->assertKnown( $parent, 'Teava' );
	}

	public function test_renaming_the_parent_renames_the_variations(): void {
		$parent = $this->variable( 'Tricou', array( 'Marime' => array( 'S' ) ) );
		$id     = $this->variation( $parent, array( 'Marime' => 'S' ) );
		$this->index( $parent );
		$this->assertKnown( $id, 'Tricou - S' );
		// As quick edit does it: the variations' stored titles stay behind.
		wp_update_post(
			array(
				'ID'         => $parent,
				'post_title' => $this->named( 'Bluza' ),
			)
		);
		$this->index( $parent );
		$this->assertKnown( $id, 'Bluza - S' );
		$this->assertKnown( $id, 'Bluza (Marime: S)' );
		$this->assertUnknown( 'Tricou - S' );
	}

	public function test_renaming_an_attribute_or_a_term_renames_the_variations(): void {
		$colour = $this->attribute( 'Culoare', array( 'Roșu' ) );
		$parent = $this->variable( 'Tricou', array( $colour => array( 'Roșu' ) ) );
		$id     = $this->variation( $parent, array( $colour => 'Roșu' ) );
		$this->index( $parent );
		$this->assertKnown( $id, 'Tricou (Culoare: Roșu)' );

		wc_update_attribute( $this->attributes[0], array( 'name' => 'Nuanță' ) );
		$this->index( $parent );
		$this->assertKnown( $id, 'Tricou (Nuanță: Roșu)' );
		$this->assertUnknown( 'Tricou (Culoare: Roșu)' );

		$term = get_term_by( 'name', 'Roșu', $colour );
		wp_update_term( $term->term_id, $colour, array( 'name' => 'Vișiniu' ) );
		$this->index( $parent );
		$this->assertKnown( $id, 'Tricou - Vișiniu' );
		$this->assertUnknown( 'Tricou - Roșu' );
	}

	public function test_a_value_whose_term_the_parent_does_not_list_has_its_name_all_the_same(): void {
		$colour = $this->attribute( 'Culoare', array( 'Roșu', 'Albastru închis' ) );
		$parent = $this->variable( 'Tricou', array( $colour => array( 'Roșu' ) ) );
		$id     = $this->variation( $parent, array( $colour => 'Roșu' ) );
		$term   = get_term_by( 'name', 'Albastru închis', $colour );
		update_post_meta( $id, "attribute_$colour", $term->slug );
		$this->index( $parent );
		$this->assertKnown( $id, 'Tricou - Albastru închis' );
	}

	public function test_any_takes_each_value_that_the_parent_lists_and_a_plain_value_wins(): void {
		$colour = $this->attribute( 'Culoare', array( 'Roșu', 'Verde' ) );
		$parent = $this->variable( 'Tricou', array( $colour => array( 'Roșu', 'Verde' ), 'Marime' => array( 'S', 'M' ) ) );
		$any    = $this->variation( $parent, array( $colour => 'Roșu', 'Marime' => '' ) );
		$all    = $this->variation( $parent, array( $colour => '', 'Marime' => '' ) );
		$plain  = $this->variation( $parent, array( $colour => 'Roșu', 'Marime' => 'M' ) );
		$this->index( $parent );

		$this->assertKnown( $any, 'Tricou - Roșu, S' );
		$this->assertKnown( $any, 'Tricou (Culoare: Roșu; Marime: S)' );
		$this->assertKnown( $plain, 'Tricou - Roșu, M' );
		$this->assertKnown( $all, 'Tricou - Verde, M' );
		// WooCommerce's own title of it leaves the "any" out.
		$this->assertKnown( $any, 'Tricou - Roșu' );
		$this->assertKnown( $parent, 'Tricou' );
	}

	public function test_two_variations_of_equal_rank_are_ambiguous(): void {
		$parent = $this->variable( 'Tricou', array( 'Marime' => array( 'S', 'M' ) ) );
		$this->variation( $parent, array( 'Marime' => 'S' ) );
		$this->variation( $parent, array( 'Marime' => 'S' ) );
		$this->index( $parent );
		$this->assertSame( 'ambiguous', $this->ask( 'Tricou - S' )['outcome'] );
	}

	public function test_the_combinations_of_any_are_capped(): void {
		$values = array_map( static fn( int $i ): string => "v$i", range( 1, 30 ) );
		$parent = $this->variable( 'Tricou', array( 'A' => $values, 'B' => $values ) );
		$id     = $this->variation( $parent, array( 'A' => '', 'B' => '' ) );
		$this->index( $parent );
		$this->assertKnown( $id, 'Tricou - v1, v1' );
		$this->assertUnknown( 'Tricou - v30, v30' );
		$this->assertSame( 200 * 2 * 2, $this->rows( $id ) );
	}

	public function test_a_title_that_a_filter_writes_in_its_own_way_counts(): void {
		$separator = static fn(): string => ' / ';
		add_filter( 'woocommerce_product_variation_title_attributes_separator', $separator );
		$parent = $this->variable( 'Tricou', array( 'Marime' => array( 'S' ) ) );
		$id     = $this->variation( $parent, array( 'Marime' => 'S' ) );
		wc_get_product( $id ); // Reading it is what writes the title.
		$this->index( $parent );
		remove_filter( 'woocommerce_product_variation_title_attributes_separator', $separator );
		$this->assertKnown( $id, 'Tricou / S' );
		$this->assertKnown( $id, 'Tricou - S' );
	}

	public function test_indexing_a_variation_finds_its_parent(): void {
		$parent = $this->variable( 'Tricou', array( 'Marime' => array( 'S', 'M' ) ) );
		$id     = $this->variation( $parent, array( 'Marime' => 'S' ) );
		$this->index( $id );
		$this->assertKnown( $id, 'Tricou - S' );
		$this->assertKnown( $parent, 'Tricou' );
		update_post_meta( $id, 'attribute_marime', 'M' );
		$this->index( $id );
		$this->assertKnown( $id, 'Tricou - M' );
		$this->assertUnknown( 'Tricou - S' );
	}

	public function test_what_is_gone_loses_its_keys(): void {
		$parent = $this->variable( 'Tricou', array( 'Marime' => array( 'S' ) ) );
		$id     = $this->variation( $parent, array( 'Marime' => 'S' ) );
		$this->index( $parent );
		$this->assertGreaterThan( 0, $this->rows( $id ) );
		wp_delete_post( $id, true );
		$this->index( $id );
		$this->assertSame( 0, $this->rows( $id ) );
		$this->assertSame( 0, $this->index( PHP_INT_MAX ) );
	}

	public function test_attributes_that_cannot_be_read_give_a_variation_no_name(): void {
		global $wpdb;
		$parent = $this->variable( 'Tricou', array( 'Marime' => array( 'S' ) ) );
		$id     = $this->variation( $parent, array( 'Marime' => 'S' ) );
		foreach ( array( 'x', 'a:1:{s:6:"marime";O:8:"stdClass":0:{}}', 'a:1:{s:6:"marime";a:6:{s:4:"name";s:6:"Mar', 'a:99999999:{}' ) as $broken ) {
			$wpdb->update( $wpdb->postmeta, array( 'meta_value' => $broken ), array( 'post_id' => $parent, 'meta_key' => '_product_attributes' ) );
			$this->index( $parent );
			$this->assertSame( 0, $this->rows( $id ), $broken );
			$this->assertKnown( $parent, 'Tricou' );
		}
	}

	public function test_a_gtin_is_known_with_or_without_leading_zeros(): void {
		global $wpdb;
		$id = $this->simple( 'Bec' );
		$wpdb->update( $wpdb->prefix . 'wc_product_meta_lookup', array( 'global_unique_id' => '0594-1234567890' ), array( 'product_id' => $id ) );
		$this->assertSame( 3, $this->index( $id ) );
		$row = $this->preview(
			array(
				'gtin'      => '5941234567890',
				'warehouse' => 'Test',
				'quantity'  => 1,
			)
		);
		$this->assertSame( $id, $row['product'] );
	}

	public function test_the_rebuild_walks_over_every_product_and_sweeps_what_is_no_post(): void {
		global $wpdb;
		$names   = "{$wpdb->prefix}stockwire_names";
		$parent  = $this->variable( 'Tricou', array( 'Marime' => array( 'S' ) ) );
		$id      = $this->variation( $parent, array( 'Marime' => 'S' ) );
		$simple  = $this->simple( 'Bec' );
		$orphans = array( $simple + 1000000, $simple + 1000001 );
		foreach ( $orphans as $orphan ) {
			$wpdb->query( $wpdb->prepare( "INSERT INTO $names (kind, hash, product_id) VALUES (1, UNHEX(MD5(%s)), %d)", "o$orphan", $orphan ) );
		}
		$wpdb->query( $wpdb->prepare( "DELETE FROM $names WHERE product_id IN (%d, %d, %d)", $parent, $id, $simple ) );

		$after = $parent - 1;
		$calls = 0;
		do {
			$last = $this->engine()->rebuildNames( $after, 1 );
			$this->assertTrue( 0 === $last || $last > $after );
			$after = $last;
			++$calls;
		} while ( 0 !== $after );

		$this->assertGreaterThanOrEqual( 3, $calls );
		$this->assertKnown( $id, 'Tricou - S' );
		$this->assertKnown( $parent, 'Tricou' );
		$this->assertKnown( $simple, 'Bec' );
		foreach ( $orphans as $orphan ) {
			$this->assertSame( 0, $this->rows( $orphan ) );
		}
		$this->assertSame( 0, $this->engine()->rebuildNames( PHP_INT_MAX - 1, 10 ) );
	}

	public function test_statements_do_not_grow_with_the_number_of_products(): void {
		$few  = array( $this->simple( 'A' ), $this->simple( 'B' ) );
		$many = array_map( fn( int $i ): int => $this->simple( "P$i" ), range( 1, 40 ) );
		$this->assertSame( $this->statements( $few ), $this->statements( $many ) );
	}

	/** Another connection that holds the product's key rows in an open transaction. */
	private function lock( int $id ): \mysqli {
		[ $host, , $socket ] = $GLOBALS['wpdb']->parse_db_host( DB_HOST );
		$other               = new \mysqli( $host, DB_USER, DB_PASSWORD, DB_NAME, null, $socket );
		$other->query( 'START TRANSACTION' );
		$other->query( 'SELECT 1 FROM ' . $this->names() . " WHERE product_id = $id FOR UPDATE" );
		return $other;
	}

	private function names(): string {
		return $GLOBALS['wpdb']->prefix . 'stockwire_names';
	}

	/** Statements of this connection that wrote. */
	private function written(): int {
		global $wpdb;
		$counts = $wpdb->get_col( "SHOW SESSION STATUS WHERE Variable_name IN ('Com_insert', 'Com_delete', 'Com_update', 'Com_replace')", 1 );
		$this->assertCount( 4, $counts );
		return (int) array_sum( $counts );
	}

	/** @param list<int> $ids */
	private function statements( array $ids ): int {
		$engine = $this->engine();
		$engine->indexNames( $ids );
		return $engine->queries;
	}

	private function engine(): Engine {
		global $wpdb;
		return new Engine(
			$wpdb->__get( 'dbh' ),
			array(
				'prefix'            => $wpdb->prefix,
				'warehouses'        => array( 'Test' ),
				'manage_stock'      => true,
				'no_stock_amount'   => '0',
				'hide_out_of_stock' => false,
				'rounding'          => 'truncate',
				'locale'            => get_locale(),
				'utc_offset'        => 0,
				'gtin'              => true,
			)
		);
	}

	private function index( int ...$ids ): int {
		return $this->engine()->indexNames( $ids );
	}

	private function rows( int $id ): int {
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_names WHERE product_id = %d", $id ) );
	}

	/** A name of this test only: the tag comes first, so that what a test says of a name's end stays true. */
	private function named( string $name ): string {
		return "{$this->tag} $name";
	}

	/**
	 * @param array<string, mixed> $line
	 * @return array<string, mixed>
	 */
	private function preview( array $line ): array {
		return $this->engine()->receive( (string) wp_json_encode( array( 'lines' => array( $line ) ) ), Engine::V1, true )->lines()[0];
	}

	/** @return array<string, mixed> */
	private function ask( string $name ): array {
		return $this->preview(
			array(
				'name'      => $this->named( $name ),
				'warehouse' => 'Test',
				'quantity'  => 1,
			)
		);
	}

	private function assertKnown( int $id, string $name ): void {
		$row = $this->ask( $name );
		$this->assertSame( $id, $row['product'], "$name: {$row['outcome']} {$row['reason']}" );
		$this->assertNotSame( 'similar_name', $row['reason'], $name );
	}

	private function assertSimilar( int $id, string $name ): void {
		$row = $this->ask( $name );
		$this->assertSame( $id, $row['product'], "$name: {$row['outcome']} {$row['reason']}" );
		$this->assertSame( 'similar_name', $row['reason'], $name );
	}

	private function assertUnknown( string $name ): void {
		$row = $this->ask( $name );
		$this->assertSame( 'unmatched', $row['outcome'], "$name: {$row['reason']} " . wp_json_encode( $row['product'] ) );
	}
}
