<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The switch in WooCommerce's own forms over HTTP: nothing is saved without its nonce, nor by who may not edit products.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Follow;

use Stockwire\Shop\Fetch\Account;
use Stockwire\Tests\Support\InboxTestCase;
use Stockwire\Tests\Support\Shop;

final class ProductFormTest extends InboxTestCase {

	private function follows( int $id ): string {
		wp_cache_flush();
		return (string) get_post_meta( $id, '_stockwire_follow', true );
	}

	/** A hidden field of a page. */
	private static function field( string $page, string $name ): string {
		return preg_match( '/id="' . $name . '" name="' . $name . '" value="([^"]*)"/', $page, $found ) || preg_match( '/name="' . $name . '" value="([^"]*)"/', $page, $found ) ? $found[1] : '';
	}

	public function test_the_product_s_form_needs_woocommerce_s_nonce(): void {
		$id = $this->simple();
		$this->http = $this->as_role( 'shop_manager' );
		$page   = $this->http->send( 'GET', "/wp-admin/post.php?post=$id&action=edit" )['body'];
		$fields = array( 'action' => 'editpost', 'post_ID' => (string) $id, 'post_type' => 'product', 'post_title' => 'x', '_wpnonce' => self::field( $page, '_wpnonce' ), 'stockwire_shown' => '1', '_manage_stock' => 'yes', '_stock' => '1', '_original_stock' => '1', 'product-type' => 'simple' );
		self::assertNotSame( '', $fields['_wpnonce'] );
		foreach ( array( array(), array( 'woocommerce_meta_nonce' => '0123456789' ) ) as $nonce ) {
			$this->http->post_form( '/wp-admin/post.php', $nonce + $fields );
			self::assertSame( '', $this->follows( $id ) );
		}
		self::assertSame( 302, $this->http->post_form( '/wp-admin/post.php', array( 'woocommerce_meta_nonce' => self::field( $page, 'woocommerce_meta_nonce' ) ) + $fields )['status'] );
		self::assertSame( 'no', $this->follows( $id ) );
	}

	public function test_the_button_fetches_the_product_s_stock_and_needs_its_nonce(): void {
		global $wpdb;
		$url = (string) getenv( 'BACKOFFICE_URL' );
		Account::save( (string) getenv( 'BACKOFFICE_USER' ), (string) getenv( 'BACKOFFICE_TOKEN' ), $url );
		$this->link( array( 'fetch_url' => $url, 'fetch_company' => (string) getenv( 'BACKOFFICE_COMPANY' ), 'warehouses' => array( 'Magazin', 'Depozit' ), 'shadow' => true ) );
		$id = Shop::of_the_catalogue()->get_id();
		$this->http = $this->as_role( 'shop_manager' );
		$page = $this->http->send( 'GET', "/wp-admin/post.php?post=$id&action=edit" )['body'];
		self::assertSame( 1, preg_match( '@href="([^"]*action=stockwire_fetch_product[^"]*)"@', $page, $found ) );
		$link = (string) preg_replace( '@^https?://[^/]+@', '', html_entity_decode( $found[1] ) );
		self::assertSame( 403, $this->http->send( 'GET', (string) preg_replace( '/_wpnonce=\w+/', '_wpnonce=0123456789', $link ) )['status'] );
		$runs   = (int) $wpdb->get_var( "SELECT MAX(id) FROM {$wpdb->prefix}stockwire_runs" );
		$answer = $this->http->send( 'GET', $link );
		self::assertSame( 302, $answer['status'], $answer['body'] );
		self::assertSame( array( array( 'fetch', 'done', '2' ) ), $wpdb->get_results( "SELECT source, state, line_count FROM {$wpdb->prefix}stockwire_runs WHERE id > $runs", ARRAY_N ) );
		Account::forget();
	}

	public function test_quick_edit_needs_woocommerce_s_nonce_and_the_right_to_edit(): void {
		$id = $this->simple();
		$this->http = $this->as_role( 'shop_manager' );
		$list   = $this->http->send( 'GET', '/wp-admin/edit.php?post_type=product' )['body'];
		$fields = array( 'action' => 'inline-save', 'post_type' => 'product', 'post_ID' => (string) $id, 'edit_date' => 'false', 'post_title' => 'x', 'post_name' => 'x', '_status' => 'publish', '_inline_edit' => self::field( $list, '_inline_edit' ), 'woocommerce_quick_edit' => '1', 'screen' => 'edit-product', 'post_view' => 'list', 'stockwire_follow_change' => 'no' );
		self::assertNotSame( '', $fields['_inline_edit'] );
		foreach ( array( array(), array( 'woocommerce_quick_edit_nonce' => '0123456789' ) ) as $nonce ) {
			$this->http->post_form( '/wp-admin/admin-ajax.php', $nonce + $fields );
			self::assertSame( '', $this->follows( $id ) );
		}
		$whole = array( 'woocommerce_quick_edit_nonce' => self::field( $list, 'woocommerce_quick_edit_nonce' ) ) + $fields;
		$owner = $this->http;
		$this->http = $this->as_role( 'subscriber' );
		$this->http->post_form( '/wp-admin/admin-ajax.php', $whole );
		self::assertSame( '', $this->follows( $id ) );
		$owner->post_form( '/wp-admin/admin-ajax.php', $whole );
		self::assertSame( 'no', $this->follows( $id ) );
	}

	public function test_the_list_s_filter_takes_no_nonsense(): void {
		$this->http = $this->as_role( 'shop_manager' );
		foreach ( array( '[]=x', '=%27', '=%22%3E%3Cscript%3Ealert(1)%3C/script%3E' ) as $choice ) {
			$page = $this->http->send( 'GET', "/wp-admin/edit.php?post_type=product&stockwire_follow$choice" );
			self::assertSame( 200, $page['status'] );
			self::assertStringNotContainsString( '<script>alert(1)', $page['body'] );
		}
	}

	public function test_the_list_s_filter_tells_who_follows_from_who_does_not(): void {
		$following = $this->product( 'LIST-YES-' . uniqid() );
		$left      = $this->product( 'LIST-NO-' . uniqid() );
		$product   = wc_get_product( $left );
		\Stockwire\Shop\Follow\Follow::set_follows( $product, false );
		$product->save();
		$this->http = $this->as_role( 'shop_manager' );
		try {
			foreach ( array( 'yes' => array( true, false ), 'no' => array( false, true ), '' => array( true, true ) ) as $choice => $expected ) {
				$page = $this->http->send( 'GET', "/wp-admin/edit.php?post_type=product&orderby=ID&order=desc&stockwire_follow=$choice" )['body'];
				self::assertSame( $expected, array( str_contains( $page, "id=\"post-$following\"" ), str_contains( $page, "id=\"post-$left\"" ) ), "filter '$choice'" );
			}
		} finally {
			wp_delete_post( $following, true );
			wp_delete_post( $left, true );
		}
	}
}
