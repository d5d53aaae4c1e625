<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Whatever way a name is changed in, the next push finds the product by the new one.
 */

declare(strict_types=1);

namespace Stockwire\Tests;

use PHPUnit\Framework\TestCase;
use Stockwire\Engine;
use Stockwire\Shop\Announcer;
use Stockwire\Shop\Database;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Jobs\NamesRebuild;
use Stockwire\Shop\NameKeys;
use Stockwire\Tests\Support\Push;
use Stockwire\Tests\Support\Shop;

final class NameKeysTest extends TestCase {

	private Shop $shop;

	private NameKeys $keys;

	/** How often the engine was asked for. */
	private int $asked = 0;

	protected function setUp(): void {
		$this->keys = new NameKeys( $this->engine( ... ) );
		$this->keys->register();
		$this->shop = new Shop( 'name' . substr( md5( uniqid() ), 0, 6 ) );
		$this->shop->simple( 'p', array( 'stock' => 1 ) );
		$this->shop->variable( 'v', array( 'manage' => false ), array( 'S' => array( 'stock' => 1 ), 'M' => array( 'stock' => 1 ) ) );
		$this->keys->finish();
		$this->asked = 0;
	}

	protected function tearDown(): void {
		global $wp_filter, $wpdb;
		$wpdb->delete( "{$wpdb->prefix}woocommerce_attribute_taxonomies", array( 'attribute_name' => substr( $this->shop->tag, 0, 20 ) ) );
		delete_transient( 'wc_attribute_taxonomies' );
		$this->shop->remove();
		$this->keys->finish();
		foreach ( $wp_filter as $name => $hook ) {
			foreach ( $hook->callbacks as $priority => $callbacks ) {
				foreach ( $callbacks as $callback ) {
					if ( is_array( $callback['function'] ) && $callback['function'][0] === $this->keys ) {
						remove_filter( $name, $callback['function'], $priority );
					}
				}
			}
		}
	}

	public function engine(): Engine {
		++$this->asked;
		return ( new EngineFactory() )->engine( 'names' );
	}

	public function test_a_new_product_is_known(): void {
		$this->assertSame( $this->shop->ids['p'], $this->found( $this->shop->name( 'p' ) ) );
		$this->assertSame( $this->shop->ids['v/S'], $this->found( $this->shop->name( 'v/S' ) ) );
	}

	/** @return iterable<string, array{0: callable(int, string):void}> */
	public static function ways_to_rename(): iterable {
		yield 'object' => array( static function ( int $id, string $name ): void {
			$product = wc_get_product( $id );
			$product->set_name( $name );
			$product->save();
		} );
		yield 'post' => array( static function ( int $id, string $name ): void {
			wp_update_post( array( 'ID' => $id, 'post_title' => $name ) );
		} );
		yield 'while another save goes on' => array( static function ( int $id, string $name ): void {
			$nested = static function () use ( $id, $name, &$nested ): void {
				remove_action( 'save_post', $nested );
				$product = wc_get_product( $id );
				$product->set_name( $name );
				$product->save();
			};
			add_action( 'save_post', $nested );
			wp_update_post( array( 'ID' => $id, 'post_content' => 'new' ) );
		} );
	}

	/**
	 * @dataProvider ways_to_rename
	 * @param callable(int, string):void $rename
	 */
	public function test_a_renamed_product_is_known_by_its_new_name( callable $rename ): void {
		$rename( $this->shop->ids['p'], "Other {$this->shop->tag}" );
		$this->keys->finish();
		$this->assertSame( $this->shop->ids['p'], $this->found( "Other {$this->shop->tag}" ) );
		$this->assertNull( $this->found( $this->shop->name( 'p' ) ) );
	}

	public function test_a_renamed_parent_renames_its_variations(): void {
		$parent = wc_get_product( $this->shop->ids['v'] );
		$parent->set_name( "Shirt {$this->shop->tag}" );
		$parent->save();
		$this->keys->finish();
		$this->assertSame( $this->shop->ids['v/S'], $this->found( "Shirt {$this->shop->tag} (Size: S)" ) );
		$this->assertSame( $this->shop->ids['v/M'], $this->found( "Shirt {$this->shop->tag} - M" ) );
		$this->assertNull( $this->found( $this->shop->name( 'v/S' ) ) );
	}

	public function test_a_variation_with_another_value_is_known_by_it(): void {
		$variation = wc_get_product( $this->shop->ids['v/S'] );
		$variation->set_attributes( array( 'size' => 'XXL' ) );
		$variation->save();
		$this->keys->finish();
		$this->assertSame( $this->shop->ids['v/S'], $this->found( "Product {$this->shop->tag} v (Size: XXL)" ) );
	}

	public function test_meta_written_directly_counts(): void {
		update_post_meta( $this->shop->ids['v/S'], 'attribute_size', 'XXL' );
		$this->keys->finish();
		$this->assertSame( $this->shop->ids['v/S'], $this->found( "Product {$this->shop->tag} v (Size: XXL)" ) );
	}

	public function test_the_trash_and_back(): void {
		wp_trash_post( $this->shop->ids['p'] );
		$this->keys->finish();
		$this->assertNull( $this->found( $this->shop->name( 'p' ) ) );
		wp_untrash_post( $this->shop->ids['p'] );
		$this->keys->finish();
		$this->assertSame( $this->shop->ids['p'], $this->found( $this->shop->name( 'p' ) ) );
	}

	public function test_what_is_deleted_leaves_no_keys(): void {
		global $wpdb;
		$ids = $this->shop->ids;
		wp_delete_post( $ids['p'], true );
		wp_delete_post( $ids['v'], true );
		$this->keys->finish();
		$in = implode( ',', $ids );
		$this->assertSame( '0', $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_names WHERE product_id IN ($in)" ) );
	}

	public function test_a_renamed_term_renames_the_variations_that_have_it(): void {
		list( $taxonomy, $term ) = $this->global_attribute();
		$this->assertSame( $this->shop->ids['g/red'], $this->found( "Product {$this->shop->tag} g (Colour: Red)" ) );
		wp_update_term( $term, $taxonomy, array( 'name' => 'Crimson' ) );
		$this->keys->finish();
		$this->assertSame( $this->shop->ids['g/red'], $this->found( "Product {$this->shop->tag} g (Colour: Crimson)" ) );
		$this->assertNull( $this->found( "Product {$this->shop->tag} g (Colour: Red)" ) );
	}

	public function test_a_renamed_attribute_renames_the_variations_that_have_it(): void {
		list( $taxonomy ) = $this->global_attribute();
		global $wpdb;
		$name = substr( $taxonomy, 3 );
		$id   = wc_attribute_taxonomy_id_by_name( $taxonomy );
		$wpdb->update( "{$wpdb->prefix}woocommerce_attribute_taxonomies", array( 'attribute_label' => 'Culoare' ), array( 'attribute_id' => $id ) );
		delete_transient( 'wc_attribute_taxonomies' );
		\WC_Cache_Helper::invalidate_cache_group( 'woocommerce-attributes' );
		do_action( 'woocommerce_attribute_updated', $id, array( 'attribute_name' => $name, 'attribute_label' => 'Culoare' ), $name );
		$this->keys->finish();
		$this->assertSame( $this->shop->ids['g/red'], $this->found( "Product {$this->shop->tag} g (Culoare: Red)" ) );
	}

	public function test_a_sale_asks_for_no_keys(): void {
		wc_update_product_stock( $this->shop->ids['p'], 1, 'decrease' );
		Push::by_us( $this->shop, array( 'v/S' => '9' ) );
		$this->keys->finish();
		$this->assertSame( 0, $this->asked );
	}

	public function test_a_hundred_changes_are_written_once(): void {
		for ( $i = 0; $i < 3; $i++ ) {
			foreach ( array( 'p', 'v/S', 'v/M' ) as $label ) {
				wp_update_post( array( 'ID' => $this->shop->ids[ $label ], 'post_title' => "Round $i" ) );
			}
		}
		$this->keys->finish();
		$this->assertSame( 1, $this->asked );
	}

	public function test_more_than_one_request_can_bear_are_left_to_the_background(): void {
		$this->all_keys_made();
		for ( $id = 1; $id <= 501; $id++ ) {
			$this->keys->note( PHP_INT_MAX - $id );
		}
		$this->keys->finish();
		$this->assertSame( 0, $this->asked );
		$this->assertTrue( NamesRebuild::due() );
		$this->assertTrue( NamesRebuild::complete(), 'Old keys count meanwhile' );
		$this->all_keys_made();
	}

	public function test_keys_are_made_anew_for_another_locale(): void {
		$this->all_keys_made();
		$this->assertFalse( NamesRebuild::due() );
		$german = static fn(): string => 'de_DE';
		add_filter( 'locale', $german );
		$due = NamesRebuild::due();
		remove_filter( 'locale', $german );
		$this->assertTrue( $due );
	}

	public function test_a_language_that_is_changed_back_before_the_end_leaves_no_mixed_keys(): void {
		$this->all_keys_made();
		$german = static fn(): string => 'de_DE';
		add_filter( 'locale', $german );
		$this->assertFalse( ( new NamesRebuild( $this->engine( ... ), 20 ) )->step( 0.0 ) );
		remove_filter( 'locale', $german );
		$this->assertTrue( NamesRebuild::due() );
		$this->all_keys_made();
		$this->assertFalse( NamesRebuild::due() );
	}

	public function test_a_rebuild_goes_on_where_it_stopped(): void {
		global $wpdb;
		$this->all_keys_made();
		$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_names" );
		delete_option( NamesRebuild::OPTION );
		$rebuild = new NamesRebuild( $this->engine( ... ), 20 );
		for ( $steps = 1; ! $rebuild->step( 0.0 ); $steps++ ) {
			$this->assertLessThan( 1000, $steps );
		}
		$this->assertGreaterThan( 1, $steps );
		$this->assertFalse( get_option( NamesRebuild::PROGRESS ) );
		$this->assertSame( $this->shop->ids['v/M'], $this->found( $this->shop->name( 'v/M' ) ) );
		$this->assertFalse( NamesRebuild::due() );
	}

	public function test_who_begins_again_during_the_last_step_is_heard(): void {
		$this->all_keys_made();
		NamesRebuild::restart();
		$this->assertFalse( $this->rebuilt_while( array( NamesRebuild::PROGRESS => 'another|0', NamesRebuild::OPTION => 'due' ) ) );
		$this->assertTrue( NamesRebuild::due() );
		$this->assertSame( 'another|0', get_option( NamesRebuild::PROGRESS ) );
		$this->all_keys_made();
		$this->assertFalse( get_option( NamesRebuild::PROGRESS ) );
	}

	public function test_a_request_that_knows_an_older_version_begins_again_all_the_same(): void {
		global $wpdb;
		$this->all_keys_made();
		NamesRebuild::restart();
		$this->assertTrue( NamesRebuild::due() );
		// Meanwhile a worker has made all keys.
		$wpdb->update( $wpdb->options, array( 'option_value' => NamesRebuild::version() ), array( 'option_name' => NamesRebuild::OPTION ) );
		NamesRebuild::restart();
		wp_cache_flush();
		$this->assertTrue( NamesRebuild::due() );
		$this->all_keys_made();
	}

	public function test_two_workers_in_the_last_step_are_both_done(): void {
		$this->all_keys_made();
		NamesRebuild::restart();
		$this->assertTrue( $this->rebuilt_while( array( NamesRebuild::PROGRESS => null, NamesRebuild::OPTION => NamesRebuild::version() ) ) );
		$this->assertFalse( NamesRebuild::due() );
		$this->assertFalse( get_option( NamesRebuild::PROGRESS ) );
	}

	public function test_a_rebuild_by_two_connections_makes_the_same_keys_and_closes_the_second(): void {
		global $wpdb;
		$keys = function ( ?\mysqli $second ) use ( $wpdb ): array {
			$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_names" );
			NamesRebuild::restart();
			$this->assertTrue( ( new NamesRebuild( $this->engine( ... ), 20, static fn(): ?\mysqli => $second ) )->step( 60.0 ) );
			return $wpdb->get_col( "SELECT CONCAT_WS(' ', kind, HEX(hash), product_id, `rank`) FROM {$wpdb->prefix}stockwire_names ORDER BY kind, hash, product_id" );
		};
		$one    = $keys( null );
		$second = Database::another();
		$this->assertNotNull( $second );
		$thread = $second->thread_id;
		$this->assertSame( $one, $keys( $second ) );
		for ( $i = 0; $i < 100 && $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE ID = %d', $thread ) ); $i++ ) {
			usleep( 20000 );
		}
		$this->assertLessThan( 100, $i, 'Still connected' );
	}

	public function test_a_rebuild_is_done_by_one_connection_where_there_is_no_second(): void {
		$this->all_keys_made();
		NamesRebuild::restart();
		$this->assertTrue( ( new NamesRebuild( $this->engine( ... ), 20, static fn(): ?\mysqli => null ) )->step( 60.0 ) );
		$this->assertSame( $this->shop->ids['v/M'], $this->found( $this->shop->name( 'v/M' ) ) );
	}

	/**
	 * What a rebuild in one step says; another process writes these options (null: deletes) when it has begun.
	 *
	 * @param array<string, ?string> $written
	 */
	private function rebuilt_while( array $written ): bool {
		$reads = 0;
		$other = static function ( mixed $mark ) use ( &$reads, $written ): mixed {
			global $wpdb;
			foreach ( 1 === ++$reads ? $written : array() as $name => $value ) {
				null === $value ? $wpdb->delete( $wpdb->options, array( 'option_name' => $name ) )
					: $wpdb->update( $wpdb->options, array( 'option_value' => $value ), array( 'option_name' => $name ) );
			}
			return $mark;
		};
		add_filter( 'option_' . NamesRebuild::PROGRESS, $other );
		$done = ( new NamesRebuild( $this->engine( ... ), 100000 ) )->step( 60.0 );
		remove_filter( 'option_' . NamesRebuild::PROGRESS, $other );
		$this->assertGreaterThan( 0, $reads );
		wp_cache_flush();
		return $done;
	}

	private function all_keys_made(): void {
		$this->assertTrue( ( new NamesRebuild( static fn(): Engine => ( new EngineFactory() )->engine( 'names' ) ) )->step( 60.0 ) );
	}

	/** The product that a line with this name reaches. */
	private function found( string $name ): ?int {
		$body = (string) wp_json_encode( array( 'lines' => array( array( 'code' => '', 'name' => $name, 'warehouse' => Push::WAREHOUSE, 'quantity' => 3 ) ) ) );
		$line = Push::engine( new Announcer() )->receive( $body, Engine::V1, true )->lines()[0];
		return 'unmatched' === $line['outcome'] ? null : $line['product'];
	}

	/** @return array{0: string, 1: int} taxonomy and term of a variable product 'g' with variation 'g/red' */
	private function global_attribute(): array {
		$name = substr( $this->shop->tag, 0, 20 );
		$id   = wc_create_attribute( array( 'name' => 'Colour', 'slug' => $name ) );
		$this->assertIsInt( $id );
		$taxonomy = wc_attribute_taxonomy_name( $name );
		register_taxonomy( $taxonomy, array( 'product' ) );
		$term = wp_insert_term( 'Red', $taxonomy, array( 'slug' => 'red' ) );
		$this->assertIsArray( $term );

		$attribute = new \WC_Product_Attribute();
		$attribute->set_id( $id );
		$attribute->set_name( $taxonomy );
		$attribute->set_options( array( $term['term_id'] ) );
		$attribute->set_variation( true );
		$parent = new \WC_Product_Variable();
		$parent->set_name( "Product {$this->shop->tag} g" );
		$parent->set_status( 'publish' );
		$parent->set_attributes( array( $attribute ) );
		$this->shop->ids['g'] = $parent->save();

		$variation = new \WC_Product_Variation();
		$variation->set_parent_id( $this->shop->ids['g'] );
		$variation->set_attributes( array( $taxonomy => 'red' ) );
		$variation->set_manage_stock( true );
		$variation->set_stock_quantity( 1 );
		$variation->set_status( 'publish' );
		$this->shop->ids['g/red'] = $variation->save();
		$this->keys->finish();
		return array( $taxonomy, $term['term_id'] );
	}
}
