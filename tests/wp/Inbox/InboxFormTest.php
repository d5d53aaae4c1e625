<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The forms of the Inbox page over HTTP: what they do, and what is never shown raw. Who may, and with which nonce: Attacks/FormsTest.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Inbox;

use Stockwire\Shop\Inbox\Links;
use Stockwire\Tests\Support\InboxTestCase;

final class InboxFormTest extends InboxTestCase {

	private const PAGE = '/wp-admin/admin.php?page=stockwire&tab=inbox';

	private function nonce( string $action ): string {
		$page = $this->http->send( 'GET', self::PAGE )['body'];
		self::assertSame( 1, preg_match( '/name="stockwire_action" value="' . $action . '">(?:<input type="hidden" name="entry"[^>]*>)?<input type="hidden" name="_wpnonce" value="([0-9a-f]+)"/', $page, $found ), $page );
		return $found[1];
	}

	/** @return array{inbox: int, links: int} */
	private function state(): array {
		global $wpdb;
		return array(
			'inbox' => (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_unmatched" ),
			'links' => (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_links" ),
		);
	}

	public function test_with_its_nonce_a_shop_manager_links_and_comes_back_to_the_same_place(): void {
		$id = $this->simple();
		$this->push( array( 'code' => "{$this->tag}-1" ) );
		$entry = $this->entry();
		$this->http = $this->as_role( 'shop_manager' );
		$fields = array( 'stockwire_action' => 'inbox_link', '_wpnonce' => $this->nonce( 'inbox_link' ), 'entry' => $entry->id(), 'product' => (string) $id, 's' => "{$this->tag} &x=<b>", 'paged' => '2' );
		$answer = $this->http->post_form( self::PAGE, $fields );
		self::assertSame( 302, $answer['status'], $answer['body'] );
		parse_str( (string) parse_url( $answer['headers']['location'], PHP_URL_QUERY ), $place );
		self::assertSame( array( 'inbox', "{$this->tag} &x=", '2', 'linked' ), array( $place['tab'], $place['s'], $place['paged'], $place['done'] ) );
		wp_cache_flush();
		$this->assertStock( 5.0, $id );
		self::assertSame( $this->users[0], ( new Links() )->find( $entry->kind, $entry->hash )['actor'] ?? 0 );
		// Sent again by a reload: nothing is left to link.
		self::assertStringContainsString( 'not in the inbox any more', $this->http->post_form( self::PAGE, $fields )['body'] );
	}

	public function test_a_typed_sku_is_taken_as_it_is(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}<b>" ) );
		$this->push( array( 'code' => "{$this->tag}-1" ) );
		$this->http = $this->as_role( 'shop_manager' );
		$answer     = $this->http->post_form( self::PAGE, array( 'stockwire_action' => 'inbox_link', '_wpnonce' => $this->nonce( 'inbox_link' ), 'entry' => $this->entry()->id(), 'typed' => "{$this->tag}<b>" ) );
		self::assertSame( 302, $answer['status'], $answer['body'] );
		wp_cache_flush();
		$this->assertStock( 5.0, $id );
	}

	public function test_behind_the_last_page_of_links_is_the_last_page(): void {
		$this->push( array( 'code' => "{$this->tag}-1" ) );
		$this->link_entry( $this->simple() );
		self::assertCount( 1, ( new Links() )->page( false, '', 9 )['links'] );
	}

	public function test_in_shadow_mode_a_link_says_what_would_have_been(): void {
		$id = $this->simple();
		$this->push( array( 'code' => "{$this->tag}-1" ) );
		$this->link( array( 'shadow' => true ) );
		$run        = $this->link_entry( $id );
		$this->http = $this->as_role( 'shop_manager' );
		$page       = $this->http->send( 'GET', self::PAGE . "&done=linked&run=$run" )['body'];
		self::assertStringContainsString( 'Would be updated', $page );
		self::assertStringNotContainsString( 'The stock was set', $page );
	}

	public function test_odd_fields_link_nothing_and_break_nothing(): void {
		$this->push( array( 'code' => "{$this->tag}-1" ) );
		$this->http = $this->as_role( 'shop_manager' );
		$nonce = $this->nonce( 'inbox_link' );
		$entry = $this->entry()->id();
		foreach ( array( array( 'entry' => array( $entry ) ), array( 'entry' => 'x' ), array( 'entry' => "$entry'" ), array( 'entry' => $entry, 'product' => '-1' ), array( 'entry' => $entry, 'product' => '999999999' ), array( 'entry' => $entry, 'typed' => array( 'x' ) ), array( 'entry' => $entry, 'typed' => "x\0y' OR 1=1 -- " ), array( 'entry' => $entry, 'product' => (string) get_option( 'woocommerce_shop_page_id' ) ) ) as $fields ) {
			$answer = $this->http->post_form( self::PAGE, array( 'stockwire_action' => 'inbox_link', '_wpnonce' => $nonce ) + $fields );
			self::assertSame( 200, $answer['status'] );
			self::assertStringContainsString( 'notice-error', $answer['body'] );
			self::assertStringNotContainsString( 'critical error', $answer['body'] );
		}
		self::assertSame( array( 'inbox' => 1, 'links' => 0 ), $this->state() );
	}

	public function test_codes_names_warehouses_and_products_are_escaped(): void {
		$evil = '"><script>alert(1)</script>';
		$this->link( array( 'warehouses' => array( self::WAREHOUSE, $evil ) ) );
		$this->simple( array( 'name' => "Produs {$this->tag} $evil", 'sku' => "{$this->tag}-$evil" ) );
		$this->push( array( 'code' => "{$this->tag}$evil", 'name' => "Produs {$this->tag} $evil", 'warehouse' => $evil ) );
		$this->http = $this->as_role( 'shop_manager' );
		foreach ( array( '', '&s=' . rawurlencode( $evil ), '&done=' . rawurlencode( $evil ), '&view=linked', '&view[]=x&s[]=y&paged[]=z' ) as $query ) {
			$page = $this->http->send( 'GET', self::PAGE . $query );
			self::assertSame( 200, $page['status'] );
			self::assertStringNotContainsString( '<script>alert(1)', $page['body'] );
		}
		self::assertStringContainsString( '&lt;script&gt;alert(1)', $this->http->send( 'GET', self::PAGE )['body'] );
	}

	public function test_a_product_that_has_a_code_of_its_own_is_linked_with_a_warning(): void {
		$own   = $this->simple( array( 'sku' => "{$this->tag}-OWN" ) );
		$other = $this->simple();
		$this->push( array( 'code' => "{$this->tag}-OWN" ), array( 'code' => "{$this->tag}-1" ) );
		$run = $this->link_entry( $own );
		$this->push( array( 'code' => "{$this->tag}-2" ) );
		$unwarned = $this->link_entry( $other );
		$this->http = $this->as_role( 'shop_manager' );
		self::assertStringContainsString( "has sent this product as {$this->tag}-OWN, too", $this->http->send( 'GET', self::PAGE . "&done=linked&run=$run" )['body'] );
		self::assertStringNotContainsString( 'has sent this product as', $this->http->send( 'GET', self::PAGE . "&done=linked&run=$unwarned" )['body'] );
		self::assertSame( array( 'collision' => 2 ), $this->push( array( 'code' => "{$this->tag}-OWN", 'quantity' => 2 ), array( 'code' => "{$this->tag}-1", 'quantity' => 3 ) )->counts );
	}

	public function test_what_a_link_did_is_read_from_the_journal_only(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-2" ) );
		$run = $this->push( array( 'code' => "{$this->tag}-2" ) )->run;
		$this->http = $this->as_role( 'shop_manager' );
		// A run of another source is not told as what a link did.
		self::assertStringNotContainsString( 'Shop: 1', $this->http->send( 'GET', self::PAGE . "&done=linked&run=$run" )['body'] );
	}

	public function test_a_long_inbox_has_pages_that_lead_to_each_other(): void {
		$this->push( ...array_map( fn( int $number ): array => array( 'code' => "{$this->tag}-P$number" ), range( 1, 120 ) ) );
		$this->http = $this->as_role( 'shop_manager' );
		$first = $this->http->send( 'GET', self::PAGE )['body'];
		self::assertMatchesRegularExpression( '/Page 1 of [2-9][0-9]*, 120 in all/', $first );
		self::assertStringNotContainsString( 'Previous page', $first );
		$second = $this->http->send( 'GET', self::PAGE . '&paged=2' )['body'];
		self::assertMatchesRegularExpression( '/paged=1"?[^>]*>Previous page/', $second );
		self::assertStringContainsString( 'Page 2 of', $second );
	}
}
