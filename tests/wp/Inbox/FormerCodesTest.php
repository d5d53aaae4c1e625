<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * A product whose SKU is edited keeps its back office.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Inbox;

use Stockwire\Shop\Inbox\Links;
use Stockwire\Tests\Support\InboxTestCase;

final class FormerCodesTest extends InboxTestCase {

	private function rename( int $id, string $sku ): void {
		$product = wc_get_product( $id );
		$product->set_sku( $sku );
		$product->save();
		wp_cache_flush();
	}

	/** @return array<string, int> code => product */
	private function former(): array {
		return array_column( array_filter( ( new Links() )->page( false, '', 1 )['links'], static fn( array $link ): bool => Links::FORMER === $link['state'] ), 'product', 'text' );
	}

	public function test_a_code_that_matched_goes_on_matching_after_the_sku_was_edited(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-1" ) );
		$this->push( array( 'code' => "{$this->tag}-1" ) );
		$this->rename( $id, "{$this->tag}-2" );
		self::assertSame( array( "{$this->tag}-1" => $id ), $this->former() );
		self::assertSame( 'former_code', $this->push( array( 'code' => "{$this->tag}-1", 'quantity' => 12 ) )->lines()[0]['reason'] );
		$this->assertStock( 12.0, $id );
		self::assertSame( array(), $this->waiting() );
	}

	public function test_so_does_a_variation_s_and_one_that_only_lost_its_sku(): void {
		list( , list( $variation ) ) = $this->variable( array( 'S' ) );
		$this->rename( $variation, "{$this->tag}-V" );
		$this->push( array( 'code' => "{$this->tag}-V" ) );
		$this->rename( $variation, '' );
		self::assertSame( array( "{$this->tag}-V" => $variation ), $this->former() );
		$this->push( array( 'code' => "{$this->tag}-V", 'quantity' => 6 ) );
		$this->assertStock( 6.0, $variation );
	}

	public function test_so_does_one_whose_parent_keeps_the_stock(): void {
		list( $parent, list( $variation ) ) = $this->variable( array( 'S' ), array( 'manage_stock' => true, 'stock_quantity' => 2 ) );
		$product = wc_get_product( $variation );
		$product->set_props( array( 'manage_stock' => false, 'sku' => "{$this->tag}-PV" ) );
		$product->save();
		$this->push( array( 'code' => "{$this->tag}-PV" ) );
		$this->rename( $variation, "{$this->tag}-PV2" );
		self::assertSame( array( "{$this->tag}-PV" => $variation ), $this->former() );
		$this->push( array( 'code' => "{$this->tag}-PV", 'quantity' => 8 ) );
		$this->assertStock( 8.0, $parent );
	}

	public function test_meta_that_is_written_or_deleted_directly_counts_too(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-M" ) );
		$this->push( array( 'code' => "{$this->tag}-M" ) );
		update_post_meta( $id, '_sku', "{$this->tag}-M2" );
		self::assertSame( array( "{$this->tag}-M" => $id ), $this->former() );
		$other = $this->simple( array( 'sku' => "{$this->tag}-D" ) );
		$this->push( array( 'code' => "{$this->tag}-D" ) );
		delete_post_meta( $other, '_sku' );
		self::assertSame( $other, $this->former()["{$this->tag}-D"] ?? null );
	}

	public function test_a_code_that_the_back_office_never_used_is_not_kept(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-3" ) );
		$this->rename( $id, "{$this->tag}-4" );
		self::assertSame( array(), $this->former() );
	}

	public function test_a_mistyped_code_that_is_corrected_is_not_claimed_to_be_the_back_office_s(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-A" ) );
		$this->push( array( 'code' => "{$this->tag}-A" ) );
		$this->rename( $id, "{$this->tag}-TYPO" );
		$this->rename( $id, "{$this->tag}-B" );
		self::assertSame( array( "{$this->tag}-A" => $id ), $this->former() );
	}

	public function test_a_code_that_matched_in_another_case_is_kept(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-Case" ) );
		$this->push( array( 'code' => strtoupper( "{$this->tag}-Case" ) ) );
		$this->rename( $id, "{$this->tag}-C" );
		self::assertSame( array( "{$this->tag}-Case" => $id ), $this->former() );
	}

	public function test_a_code_whose_receipts_are_gone_is_kept_while_no_other_is_known(): void {
		global $wpdb;
		$id = $this->simple( array( 'sku' => "{$this->tag}-OLD" ) );
		$this->push( array( 'code' => "{$this->tag}-OLD" ) );
		$wpdb->delete( "{$wpdb->prefix}stockwire_lines", array( 'holder_id' => $id ) );
		$this->rename( $id, "{$this->tag}-TYPO" );
		$this->rename( $id, "{$this->tag}-NEW" );
		self::assertSame( array( "{$this->tag}-OLD" => $id ), $this->former() );
	}

	public function test_a_code_that_another_product_carries_now_is_that_one_s(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-5" ) );
		$this->push( array( 'code' => "{$this->tag}-5" ) );
		$this->rename( $id, "{$this->tag}-6" );
		$other = $this->simple( array( 'sku' => "{$this->tag}-5" ) );
		self::assertSame( array(), $this->former() );
		$this->push( array( 'code' => "{$this->tag}-5", 'quantity' => 30 ) );
		$this->assertStock( 30.0, $other );
		$this->assertStock( 5.0, $id );
	}

	public function test_the_same_sku_saved_again_and_one_that_comes_back_leave_nothing(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-7" ) );
		$this->push( array( 'code' => "{$this->tag}-7" ) );
		$this->rename( $id, "{$this->tag}-7" );
		self::assertSame( array(), $this->former() );
		$this->rename( $id, "{$this->tag}-8" );
		$this->rename( $id, "{$this->tag}-7" );
		self::assertArrayNotHasKey( "{$this->tag}-7", $this->former() );
	}

	public function test_a_deleted_product_leaves_no_former_code(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-9" ) );
		$this->push( array( 'code' => "{$this->tag}-9" ) );
		wp_delete_post( $id, true );
		self::assertSame( array(), $this->former() );
		self::assertFalse( get_transient( "stockwire_former_$id" ) );
	}

	public function test_what_the_owner_said_of_a_code_is_not_overwritten(): void {
		$linked = $this->simple();
		$this->push( array( 'code' => "{$this->tag}-10" ) );
		$this->link_entry( $linked );
		$own = $this->simple( array( 'sku' => "{$this->tag}-10" ) );
		$this->push( array( 'code' => "{$this->tag}-10" ) );
		$this->rename( $own, "{$this->tag}-11" );
		self::assertSame( array(), $this->former() );
		self::assertSame( $linked, ( new Links() )->page( false, "{$this->tag}-10", 1 )['links'][0]['product'] );
	}

	public function test_the_sku_of_a_translation_is_its_original_s(): void {
		$original    = $this->simple( array( 'sku' => "{$this->tag}-12" ) );
		$translation = $this->simple();
		$this->push( array( 'code' => "{$this->tag}-12" ) );
		add_filter( 'stockwire_original_products', static fn( array $known ): array => array( $translation => $original ) + $known );
		try {
			// The translation still carries the code when the original's is edited: it is no other product.
			global $wpdb;
			$wpdb->update( $wpdb->prefix . 'wc_product_meta_lookup', array( 'sku' => "{$this->tag}-12" ), array( 'product_id' => $translation ) );
			$this->rename( $original, "{$this->tag}-13" );
			self::assertSame( array( "{$this->tag}-12" => $original ), $this->former() );
		} finally {
			remove_all_filters( 'stockwire_original_products' );
		}
	}

	public function test_the_product_s_page_says_it_once(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-<b>14" ) );
		$this->push( array( 'code' => "{$this->tag}-<b>14" ) );
		$this->rename( $id, "{$this->tag}-15" );
		$this->http->log_in( (string) getenv( 'ADMIN_USER' ), (string) getenv( 'ADMIN_PASSWORD' ) );
		$page = $this->http->send( 'GET', "/wp-admin/post.php?post=$id&action=edit" )['body'];
		self::assertStringContainsString( "The back office knows this product as {$this->tag}-&lt;b&gt;14; it will go on matching {$this->tag}-&lt;b&gt;14.", $page );
		$again = $this->http->send( 'GET', "/wp-admin/post.php?post=$id&action=edit" )['body'];
		self::assertStringNotContainsString( 'it will go on matching', $again );
		self::assertStringContainsString( 'The back office also calls it:', $again );
	}
}
