<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Linking, ignoring, and both taken back.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Inbox;

use Stockwire\Shop\Inbox\Linking;
use Stockwire\Shop\Inbox\Links;
use Stockwire\Shop\Inbox\Target;
use Stockwire\Shop\Jobs\Lease;
use Stockwire\Shop\Jobs\Steps;
use Stockwire\Tests\Support\InboxTestCase;

final class LinkingTest extends InboxTestCase {

	public function test_linking_applies_what_waits_in_every_warehouse_and_is_remembered(): void {
		$this->link( array( 'warehouses' => array( self::WAREHOUSE, 'Depozit' ) ) );
		$id = $this->simple( array( 'sku' => "{$this->tag}-OWN" ) );
		$this->push( array( 'code' => "{$this->tag}-X", 'quantity' => 7 ), array( 'code' => "{$this->tag}-X", 'warehouse' => 'Depozit', 'quantity' => 4 ) );
		$run = $this->link_entry( $id );
		$this->assertStock( 11.0, $id );
		self::assertSame( array(), $this->waiting() );
		self::assertCount( 2, self::outcomes( $run ) );
		$receipt = $this->push( array( 'code' => "{$this->tag}-X", 'quantity' => 2 ) );
		self::assertSame( 'linked', $receipt->lines()[0]['reason'] );
		$this->assertStock( 6.0, $id );
		self::assertSame( array(), $this->waiting() );
	}

	public function test_what_waited_does_not_undo_what_the_product_was_told_since(): void {
		$this->link( array( 'warehouses' => array( self::WAREHOUSE, 'Depozit' ) ) );
		$id = $this->simple( array( 'sku' => "{$this->tag}-OWN" ) );
		$this->push( array( 'code' => "{$this->tag}-OLD", 'quantity' => 7 ) );
		$this->push( array( 'code' => "{$this->tag}-OWN", 'quantity' => 2 ) );
		$this->push( array( 'code' => "{$this->tag}-OLD", 'warehouse' => 'Depozit', 'quantity' => 4 ) );
		$run = $this->link_entry( $id );
		$this->assertStock( 6.0, $id );
		$outcomes = self::outcomes( $run );
		sort( $outcomes );
		self::assertSame( array( 'stale older', 'updated linked' ), $outcomes );
	}

	public function test_a_name_is_linked_as_well(): void {
		$id = $this->simple();
		$this->push( array( 'name' => "Cu totul altfel {$this->tag}", 'quantity' => 8 ) );
		$this->link_entry( $id );
		$this->assertStock( 8.0, $id );
		$this->push( array( 'name' => "CU  TOTUL altfel {$this->tag}", 'quantity' => 9 ) );
		$this->assertStock( 9.0, $id );
	}

	public function test_a_gtin_is_linked_as_well(): void {
		$this->link( array( 'gtin' => true ) );
		$id = $this->simple();
		$this->push( array( 'gtin' => '5941234567899', 'quantity' => 8 ) );
		$this->link_entry( $id );
		$this->assertStock( 8.0, $id );
		$this->push( array( 'gtin' => '05941234567899', 'quantity' => 3 ) );
		$this->assertStock( 3.0, $id );
	}

	public function test_the_hooks_of_a_stock_change_fire_once(): void {
		$id    = $this->simple();
		$fired = array();
		$hook  = static function ( \WC_Product $product ) use ( &$fired ): void {
			$fired[] = $product->get_id();
		};
		$this->push( array( 'code' => "{$this->tag}-H" ) );
		add_action( 'woocommerce_product_set_stock', $hook );
		$this->link_entry( $id );
		remove_action( 'woocommerce_product_set_stock', $hook );
		self::assertSame( array( $id ), $fired );
	}

	public function test_the_shop_s_own_sku_wins_over_a_link(): void {
		$linked = $this->simple();
		$this->push( array( 'code' => "{$this->tag}-W" ) );
		$this->link_entry( $linked );
		$own = $this->simple( array( 'sku' => "{$this->tag}-W" ) );
		$this->push( array( 'code' => "{$this->tag}-W", 'quantity' => 42 ) );
		$this->assertStock( 42.0, $own );
		$this->assertStock( 5.0, $linked );
	}

	public function test_a_product_that_does_not_manage_stock_is_linked_and_the_run_says_why_nothing_changed(): void {
		$id = $this->simple( array( 'manage_stock' => false ) );
		$this->push( array( 'code' => "{$this->tag}-N" ) );
		self::assertSame( array( 'not_managed stock_not_managed' ), self::outcomes( $this->link_entry( $id ) ) );
		self::assertSame( array(), $this->waiting() );
	}

	public function test_while_the_link_is_off_a_link_is_remembered_and_no_number_changes(): void {
		$id = $this->simple();
		$this->push( array( 'code' => "{$this->tag}-O" ) );
		$this->link( array( 'enabled' => false ) );
		self::assertSame( 0, $this->link_entry( $id ) );
		$this->assertStock( 1.0, $id );
		$this->link();
		$this->push( array( 'code' => "{$this->tag}-O" ) );
		$this->assertStock( 5.0, $id );
	}

	public function test_in_shadow_mode_a_link_is_remembered_and_no_number_changes(): void {
		global $wpdb;
		$id = $this->simple();
		$this->push( array( 'code' => "{$this->tag}-P" ) );
		$this->link( array( 'shadow' => true ) );
		$run = $this->link_entry( $id );
		$this->assertStock( 1.0, $id );
		self::assertSame( '1', $wpdb->get_var( "SELECT preview FROM {$wpdb->prefix}stockwire_runs WHERE id = $run" ) );
	}

	public function test_where_the_database_refuses_nothing_is_linked_and_the_entry_stays(): void {
		$this->push( array( 'code' => "{$this->tag}-F" ) );
		$entry = $this->entry();
		global $wpdb;
		$wpdb->query( 'START TRANSACTION' );
		try {
			( new Linking() )->link( $entry, $this->simple() );
			self::fail( 'nothing was refused' );
		} catch ( \Stockwire\Refusal $refusal ) {
			self::assertNotSame( '', $refusal->getMessage() );
		} finally {
			$wpdb->query( 'ROLLBACK' );
		}
		self::assertNull( ( new Links() )->find( $entry->kind, $entry->hash ) );
		self::assertCount( 1, $this->waiting() );
	}

	public function test_while_another_run_is_carried_out_the_quantities_follow_in_the_background(): void {
		$id = $this->simple();
		$this->push( array( 'code' => "{$this->tag}-B" ) );
		$lease = Lease::take();
		self::assertNotNull( $lease );
		$run = $this->link_entry( $id );
		$this->assertStock( 1.0, $id );
		self::assertSame( array(), $this->waiting() );
		$lease->release();
		( new Steps() )->work( 20.0, $run );
		$this->assertStock( 5.0, $id );
	}

	public function test_what_is_ignored_does_not_come_back_until_it_is_not_ignored_any_more(): void {
		$this->push( array( 'code' => "{$this->tag}-I" ) );
		$entry = $this->entry();
		( new Linking() )->ignore( $entry );
		self::assertSame( array(), $this->waiting() );
		self::assertSame( array( 'unmatched', 'ignored' ), array_values( array_intersect_key( $this->push( array( 'code' => "{$this->tag}-I" ) )->lines()[0], array( 'outcome' => 1, 'reason' => 1 ) ) ) );
		self::assertSame( array(), $this->waiting() );
		self::assertSame( array( "{$this->tag}-I" ), array_column( ( new Links() )->page( true, '', 1 )['links'], 'text' ) );
		( new Links() )->remove( $entry->kind, $entry->hash );
		$this->push( array( 'code' => "{$this->tag}-I" ) );
		self::assertCount( 1, $this->waiting() );
	}

	public function test_unlinked_it_is_unknown_again_and_the_product_keeps_its_number(): void {
		$id = $this->simple();
		$this->push( array( 'code' => "{$this->tag}-U" ) );
		$entry = $this->entry();
		$this->link_entry( $id );
		( new Links() )->remove( $entry->kind, $entry->hash );
		self::assertSame( 'unmatched', $this->push( array( 'code' => "{$this->tag}-U", 'quantity' => 99 ) )->lines()[0]['outcome'] );
		$this->assertStock( 5.0, $id );
	}

	public function test_a_deleted_product_takes_its_links_along_and_one_in_the_trash_keeps_them(): void {
		$id = $this->simple();
		$this->push( array( 'code' => "{$this->tag}-T" ) );
		$entry = $this->entry();
		$this->link_entry( $id );
		wp_trash_post( $id );
		self::assertSame( 'unmatched', $this->push( array( 'code' => "{$this->tag}-T" ) )->lines()[0]['outcome'] );
		self::assertCount( 1, $this->waiting() );
		wp_untrash_post( $id );
		wp_update_post( array( 'ID' => $id, 'post_status' => 'publish' ) );
		self::assertNotSame( 'unmatched', $this->push( array( 'code' => "{$this->tag}-T" ) )->lines()[0]['outcome'] );
		wp_delete_post( $id, true );
		self::assertNull( ( new Links() )->find( $entry->kind, $entry->hash ) );
	}

	public function test_a_product_is_found_by_id_or_sku_and_nothing_else(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag} -%'S" ) );
		foreach ( array( (string) $id, "{$this->tag} -%'S", strtolower( " {$this->tag} -%'S " ) ) as $typed ) {
			self::assertSame( $id, Target::find( $typed ), $typed );
		}
		foreach ( array( '', '0', '-1', "$id.0", '99999999999999999999', "{$this->tag} -_'S", (string) get_option( 'page_on_front' ) ) as $typed ) {
			self::assertSame( 0, Target::find( $typed ), $typed );
		}
	}

	public function test_what_is_linked_by_a_translation_means_the_original(): void {
		$original    = $this->simple();
		$translation = $this->simple( array( 'sku' => "{$this->tag}-TR" ) );
		add_filter( 'stockwire_original_products', static fn( array $known ): array => array( $translation => $original ) + $known );
		try {
			self::assertSame( $original, Target::find( "{$this->tag}-TR" ) );
		} finally {
			remove_all_filters( 'stockwire_original_products' );
		}
	}
}
