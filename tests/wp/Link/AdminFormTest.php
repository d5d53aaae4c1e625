<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The forms of the Link page over HTTP: what is saved, and what never is. Who may, and with which nonce: Attacks/FormsTest.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Link;

use Stockwire\Shop\Settings;
use Stockwire\Tests\Support\LinkTestCase;

final class AdminFormTest extends LinkTestCase {

	private const PAGE = '/wp-admin/admin.php?page=stockwire';

	public function test_with_its_nonce_a_shop_manager_saves(): void {
		$this->http = $this->as_role( 'shop_manager' );
		$answer = $this->http->post_form( self::PAGE, array( 'stockwire_action' => 'save', '_wpnonce' => $this->nonce( 'save' ), 'more_warehouses' => "Depozit 'Central' \\ <b>\r\nIași" ) );
		self::assertSame( 302, $answer['status'], $answer['body'] );
		self::assertSame( array( false, array( "Depozit 'Central' \\ <b>", 'Iași' ) ), array( $this->saved()['enabled'], $this->saved()['warehouses'] ) );
	}

	public function test_odd_fields_break_nothing(): void {
		$this->http = $this->as_role( 'shop_manager' );
		foreach ( array( array( 'enabled' => array( 'x' ), 'more_warehouses' => array( 'y' ) ), array( 'warehouses' => 'not a list' ), array( 'warehouses' => array( array( 'deep' ), "a\0b" ) ) ) as $fields ) {
			$answer = $this->http->post_form( self::PAGE, array( 'stockwire_action' => 'save', '_wpnonce' => $this->nonce( 'save' ) ) + $fields );
			self::assertContains( $answer['status'], array( 200, 302 ) );
			self::assertStringNotContainsString( 'critical error', $answer['body'] );
		}
		self::assertSame( 200, $this->http->post_form( self::PAGE, array( 'stockwire_action' => array( 'save' ) ) )['status'] );
		self::assertSame( 200, $this->http->send( 'GET', self::PAGE . '&done[]=saved' )['status'] );
	}

	public function test_an_unknown_action_is_refused_with_a_sentence(): void {
		$this->http = $this->as_role( 'shop_manager' );
		self::assertSame( 403, $this->http->post_form( self::PAGE, array( 'stockwire_action' => 'nonsense', '_wpnonce' => $this->nonce( 'save' ) ) )['status'] );
	}

	public function test_the_page_says_when_the_shop_manages_no_stock(): void {
		$this->http = $this->as_role( 'shop_manager' );
		self::assertStringNotContainsString( 'Stock management is switched off', $this->http->send( 'GET', self::PAGE )['body'] );
		update_option( 'woocommerce_manage_stock', 'no' );
		try {
			self::assertStringContainsString( 'Stock management is switched off', $this->http->send( 'GET', self::PAGE )['body'] );
		} finally {
			update_option( 'woocommerce_manage_stock', 'yes' );
		}
	}

	public function test_the_page_says_who_else_has_smartbills_address(): void {
		\Stockwire\Tests\Support\MuPlugin::install( sprintf( \Stockwire\Tests\Support\MuPlugin::SAME_ROUTE, 10 ) );
		$this->http = $this->as_role( 'shop_manager' );
		self::assertMatchesRegularExpression( '/Stockwire; aa-test-[0-9a-f]+\.php has the same address/', $this->http->send( 'GET', self::PAGE )['body'] );
		$this->link( array( 'enabled' => false ) );
		self::assertMatchesRegularExpression( '/aa-test-[0-9a-f]+\.php, while the link is off/', $this->http->send( 'GET', self::PAGE )['body'] );
	}

	public function test_a_generated_token_is_in_its_page_and_nowhere_else(): void {
		global $wpdb;
		$this->link( array( 'tokens' => array() ) );
		$this->http = $this->as_role( 'shop_manager' );
		$page = $this->http->post_form( self::PAGE, array( 'stockwire_action' => 'generate', '_wpnonce' => $this->nonce( 'generate' ) ) )['body'];
		self::assertSame( 1, preg_match( '/id="stockwire-fresh-token" value="([a-z2-7]{40})"/', $page, $found ) );
		self::assertSame( 200, $this->http->send( 'POST', '/wp-json/smartbill_woocommerce/v1/stocks', array( "Authorization: Bearer $found[1]" ), '[]' )['status'] );
		$columns = $wpdb->get_results( "SELECT TABLE_NAME AS t, COLUMN_NAME AS c FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND DATA_TYPE IN ('varchar', 'char', 'text', 'mediumtext', 'longtext', 'varbinary', 'binary', 'blob', 'longblob')" );
		self::assertGreaterThan( 50, count( $columns ) ); // WordPress alone has as many.
		foreach ( $columns as $column ) {
			self::assertSame( '0', $wpdb->get_var( "SELECT COUNT(*) FROM `$column->t` WHERE `$column->c` LIKE '%$found[1]%'" ), "$column->t.$column->c" );
		}
		$run  = dirname( (string) realpath( (string) getenv( 'WP_PATH' ) ) );
		$logs = array_filter( array( ...(array) glob( "$run/log/*" ), ...(array) glob( "$run/tokens/*" ) ), 'is_file' );
		self::assertNotSame( array(), $logs );
		foreach ( $logs as $log ) {
			self::assertStringNotContainsString( $found[1], (string) file_get_contents( $log ), $log );
		}
	}

	private function nonce( string $action ): string {
		$page = $this->http->send( 'GET', self::PAGE )['body'];
		self::assertSame( 1, preg_match( '/name="stockwire_action" value="' . $action . '"><input type="hidden" name="_wpnonce" value="([0-9a-f]+)"/', $page, $found ) );
		return $found[1];
	}

	/** @return array<string, mixed> */
	private function saved(): array {
		wp_cache_flush();
		return get_option( Settings::OPTION );
	}
}
