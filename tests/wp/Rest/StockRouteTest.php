<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * stockwire/v1: stock, receipts, status; problem+json; who may read.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Rest;

use Stockwire\Shop\Health\Checks;
use Stockwire\Shop\Rest\Reply;
use Stockwire\Shop\Rest\Status;
use Stockwire\Tests\Support\Http;
use Stockwire\Tests\Support\LinkTestCase;
use Stockwire\Tests\Support\MuPlugin;

final class StockRouteTest extends LinkTestCase {

	private const STOCK  = '/wp-json/stockwire/v1/stock';
	private const STATUS = '/wp-json/stockwire/v1/status';

	public function test_a_push_is_answered_with_its_receipt_and_the_receipt_can_be_read_again(): void {
		$code    = 'V1-' . uniqid();
		$product = $this->product( $code );
		$answer  = $this->http->stock( self::lines( array( 'code' => $code, 'warehouse' => 'Test', 'quantity' => '8' ), array( 'name' => "\u{1}<b>\"\\/\u{2028}ș", 'warehouse' => 'Test', 'quantity' => 1 ) ) );
		self::assertSame( 200, $answer['status'], $answer['body'] );
		$receipt = json_decode( $answer['body'], true );
		self::assertTrue( $receipt['applied'] );
		self::assertSame( array( 'updated' => 1, 'unmatched' => 1 ), $receipt['counts'] );
		self::assertSame( $product, $receipt['lines'][0]['product'] );
		self::assertEquals( array( 1, 8 ), array( $receipt['lines'][0]['old'], $receipt['lines'][0]['new'] ) );
		self::assertSame( '8.000000', $this->stock_of( $product ) );
		$again = $this->http->send( 'GET', "/wp-json/stockwire/v1/receipts/{$receipt['run']}", array( Http::bearer() ) );
		self::assertSame( 200, $again['status'] );
		self::assertSame( $answer['body'], $again['body'] );
		wp_delete_post( $product, true );
	}

	public function test_a_preview_decides_and_writes_nothing(): void {
		$code    = 'PREVIEW-' . uniqid();
		$product = $this->product( $code );
		$answer  = $this->http->stock( self::lines( array( 'code' => $code, 'warehouse' => 'Test', 'quantity' => 8 ) ), array(), '?preview=1' );
		$receipt = json_decode( $answer['body'], true );
		self::assertFalse( $receipt['applied'] );
		self::assertSame( array( 'updated' => 1 ), $receipt['counts'] );
		self::assertEquals( 8, $receipt['lines'][0]['new'] );
		self::assertEquals( 1, $this->stock_of( $product ) );
		wp_delete_post( $product, true );
	}

	public function test_wordpress_does_not_decode_a_large_push_and_others_see_a_small_one(): void {
		MuPlugin::install( "add_filter( 'rest_post_dispatch', function ( \$r, \$s, \$q ) { header( 'X-Seen: ' . count( \$q->get_json_params()['lines'] ?? array() ) ); return \$r; }, 10, 3 );" );
		foreach ( array( Reply::WHOLE => Reply::WHOLE, Reply::WHOLE + 1 => 0 ) as $count => $seen ) {
			$lines  = array_map( static fn( int $i ): array => array( 'code' => "none-$i", 'warehouse' => 'Test', 'quantity' => 1 ), range( 1, $count ) );
			$answer = $this->http->stock( self::lines( ...$lines ) );
			self::assertSame( array( 200, (string) $seen ), array( $answer['status'], $answer['headers']['x-seen'] ?? '' ) );
			self::assertCount( $count, json_decode( $answer['body'], true )['lines'] );
		}
	}

	public function test_refusals_are_problems_with_their_status(): void {
		$this->assertProblem( 400, 'bad_body', $this->http->stock( '{"lines":[' ) );
		$this->assertProblem( 422, 'shape', $this->http->stock( '"abc"' ) );
		$this->assertProblem( 422, 'shape', $this->http->stock( '{"products":[]}' ) );
		$this->assertProblem( 415, 'media_type', $this->http->send( 'POST', self::STOCK, array( Http::bearer(), 'Content-Type: text/plain' ), '{"lines":[]}' ) );
		$this->assertProblem( 415, 'media_type', $this->http->send( 'POST', self::STOCK, array( Http::bearer(), 'Content-Type:' ), '{"lines":[]}' ) );
		$this->assertProblem( 404, 'not_found', $this->http->send( 'GET', '/wp-json/stockwire/v1/receipts/999999999', array( Http::bearer() ) ) );
		$this->assertProblem( 404, 'not_found', $this->http->send( 'GET', '/wp-json/stockwire/v1/receipts/abc', array( Http::bearer() ) ) );
		$this->assertProblem( 404, 'not_found', $this->http->send( 'GET', '/wp-json/stockwire/v1/nothing-here', array( Http::bearer() ) ) );
	}

	public function test_a_json_type_may_carry_a_charset(): void {
		$answer = $this->http->send( 'POST', self::STOCK, array( Http::bearer(), 'Content-Type: Application/JSON; charset=utf-8' ), '{"lines":[]}' );
		self::assertSame( 200, $answer['status'], $answer['body'] );
	}

	public function test_without_a_right_token_401_and_the_scheme(): void {
		$paths = array( array( 'POST', self::STOCK ), array( 'GET', self::STATUS ), array( 'GET', '/wp-json/stockwire/v1/receipts/1' ) );
		foreach ( $paths as list( $method, $path ) ) {
			$body = 'POST' === $method ? '{"lines":[]}' : null;
			$none = $this->http->send( $method, $path, array( 'Content-Type: application/json' ), $body );
			$this->assertProblem( 401, 'unauthorized', $none );
			self::assertSame( 'Bearer realm="Stockwire"', $none['headers']['www-authenticate'] );
			$wrong = $this->http->send( $method, $path, array( 'Content-Type: application/json', 'Authorization: Bearer wrong-but-long-enough' ), $body );
			$this->assertProblem( 401, 'forbidden', $wrong );
			self::assertStringContainsString( 'invalid_token', $wrong['headers']['www-authenticate'] );
		}
	}

	public function test_without_a_configured_token_the_link_is_closed_and_never_open(): void {
		$this->link( array( 'tokens' => array() ) );
		foreach ( array( array(), array( 'Authorization: Bearer' ), array( 'Authorization: Bearer ' ), array( Http::bearer() ) ) as $headers ) {
			$answer = $this->http->send( 'POST', self::STOCK, array( 'Content-Type: application/json', ...$headers ), '{"lines":[]}' );
			self::assertSame( 401, $answer['status'], $answer['body'] );
		}
	}

	public function test_another_method_is_405_with_allow(): void {
		$put = $this->http->send( 'PUT', self::STOCK, array( Http::bearer() ), '{}' );
		$this->assertProblem( 405, 'method', $put );
		self::assertSame( 'POST', $put['headers']['allow'] );
		$post = $this->http->send( 'POST', self::STATUS, array( Http::bearer() ), '{}' );
		$this->assertProblem( 405, 'method', $post );
		self::assertSame( 'GET, HEAD', $post['headers']['allow'] );
		$head = $this->http->send( 'HEAD', self::STATUS, array( Http::bearer() ) );
		self::assertSame( array( 200, '' ), array( $head['status'], $head['body'] ) );
	}

	public function test_the_link_switched_off_is_503_disabled_and_the_status_says_so(): void {
		$this->link( array( 'enabled' => false ) );
		$answer = $this->http->stock( '{"lines":[]}' );
		$this->assertProblem( 503, 'disabled', $answer );
		self::assertArrayHasKey( 'retry-after', $answer['headers'] );
		$this->assertProblem( 401, 'forbidden', $this->http->send( 'POST', self::STOCK, array( 'Authorization: Bearer wrong-but-long-enough' ), '{}' ) );
		$status = json_decode( $this->http->send( 'GET', self::STATUS, array( Http::bearer() ) )['body'], true );
		self::assertFalse( $status['enabled'] );
		self::assertFalse( $status['ready'] );
	}

	public function test_a_requirement_that_fails_is_503_with_its_cure_and_nothing_is_written(): void {
		$code    = 'REQ-' . uniqid();
		$product = $this->product( $code );
		MuPlugin::install( "add_action( 'rest_api_init', function () { class Foreign_Store extends WC_Data_Store_WP {} add_filter( 'woocommerce_product_data_store', fn() => 'Foreign_Store' ); } );" );
		$answer = $this->http->stock( self::lines( array( 'code' => $code, 'warehouse' => 'Test', 'quantity' => 8 ) ) );
		$this->assertProblem( 503, 'unavailable', $answer );
		self::assertStringContainsString( 'Foreign_Store', $answer['body'] );
		$this->assertSentence( 503, $this->http->smartbill( '[]' ) );
		self::assertEquals( 1, $this->stock_of( $product ) );
		$status = json_decode( $this->http->send( 'GET', self::STATUS, array( Http::bearer() ) )['body'], true );
		self::assertSame( array( 'data_store' ), array_keys( $status['problems'] ) );
		wp_delete_post( $product, true );
	}

	public function test_the_status_is_ready_where_a_push_would_be_written(): void {
		$status = json_decode( $this->http->send( 'GET', self::STATUS, array( Http::bearer() ) )['body'], true );
		self::assertSame( array( true, false ), array( $status['ready'], $status['shadow'] ) );
		self::assertSame( 'good', array_column( Checks::all(), 'kind', 'id' )['link'] );
	}

	/** @return array<string, array{array<string, mixed>, bool, string, string}> settings, does the shop manage stock, which check tells, how it calls that */
	public static function nothing_is_written(): array {
		return array(
			'switched off'                 => array( array( 'enabled' => false ), true, 'link', 'unknown' ),
			'shadow mode'                  => array( array( 'shadow' => true ), true, 'link', 'warning' ),
			'no warehouse is followed'     => array( array( 'warehouses' => array() ), true, 'link', 'bad' ),
			'no token'                     => array( array( 'tokens' => array() ), true, 'link', 'bad' ),
			'the shop keeps no stock'      => array( array(), false, 'shop', 'bad' ),
			'shadow mode and no warehouse' => array( array( 'shadow' => true, 'warehouses' => array() ), true, 'link', 'bad' ),
		);
	}

	/**
	 * @dataProvider nothing_is_written
	 * @param array<string, mixed> $settings
	 */
	public function test_the_status_is_not_ready_where_nothing_would_be_written( array $settings, bool $manage, string $check, string $kind ): void {
		$this->link( $settings );
		update_option( 'woocommerce_manage_stock', $manage ? 'yes' : 'no' );
		try {
			$state  = Status::state();
			$checks = array_column( Checks::all(), 'kind', 'id' );
		} finally {
			update_option( 'woocommerce_manage_stock', 'yes' );
		}
		self::assertSame( array( false, $settings['shadow'] ?? false, $manage ), array( $state['ready'], $state['shadow'], $state['manage_stock'] ) );
		self::assertSame( $kind, $checks[ $check ] );
	}

	public function test_a_shop_manager_may_read_without_a_token_and_a_subscriber_may_not(): void {
		foreach ( array( 'shop_manager' => 200, 'subscriber' => 401 ) as $role => $expected ) {
			$user = wp_insert_user( array( 'user_login' => "u$role" . uniqid(), 'user_pass' => 'x', 'role' => $role ) );
			list( $password ) = \WP_Application_Passwords::create_new_application_password( $user, array( 'name' => 'test' ) );
			$basic            = 'Authorization: Basic ' . base64_encode( get_userdata( $user )->user_login . ':' . $password );
			// WordPress offers application passwords over HTTPS or where a plugin says so.
			MuPlugin::install( "add_filter( 'wp_is_application_passwords_available', '__return_true' );" );
			self::assertSame( $expected, $this->http->send( 'GET', self::STATUS, array( $basic ) )['status'], $role );
			$this->assertProblem( 401, 'unauthorized', $this->http->send( 'POST', self::STOCK, array( $basic, 'Content-Type: application/json' ), '{"lines":[]}' ) );
			require_once ABSPATH . 'wp-admin/includes/user.php';
			wp_delete_user( $user );
		}
	}

	public function test_a_cookie_without_its_nonce_reads_nothing(): void {
		$this->http->log_in( (string) getenv( 'ADMIN_USER' ), (string) getenv( 'ADMIN_PASSWORD' ) );
		self::assertSame( 401, $this->http->send( 'GET', self::STATUS )['status'] );
		self::assertSame( 401, $this->http->send( 'GET', self::STATUS, array( 'X-WP-Nonce: 0123456789' ) )['status'] );
		preg_match( '/wpApiSettings = .*?"nonce":"([0-9a-f]+)"/', $this->http->send( 'GET', '/wp-admin/post-new.php' )['body'], $found );
		self::assertSame( 200, $this->http->send( 'GET', self::STATUS, array( 'X-WP-Nonce: ' . ( $found[1] ?? '' ) ) )['status'] );
	}

	public function test_the_last_use_of_a_token_is_noted_with_its_address(): void {
		$digest = hash( 'sha256', (string) getenv( 'TOKEN' ) );
		delete_option( 'stockwire_token_use' );
		$this->http->stock( '{"lines":[]}' );
		wp_cache_flush();
		$use = get_option( 'stockwire_token_use' );
		self::assertSame( array( $digest ), array_keys( $use ) );
		self::assertSame( '127.0.0.1', $use[ $digest ]['from'] );
		self::assertEqualsWithDelta( time(), $use[ $digest ]['at'], 60 );
	}
}
