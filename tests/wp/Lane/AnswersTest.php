<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The fast lane answers as the ordinary route does: status, headers and body, but for what differs between two pushes anyway.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Lane;

use Stockwire\Shop\Activity\Verdict;
use Stockwire\Shop\Rest\Reply;
use Stockwire\Shop\TokenUse;
use Stockwire\Tests\Support\Http;
use Stockwire\Tests\Support\LaneTestCase;

final class AnswersTest extends LaneTestCase {

	/** Alike for both: the module refuses these itself, or both answers come from one request after another. */
	private const NOT_COMPARED = array( 'date', 'server', 'connection', 'keep-alive', 'x-powered-by' );

	private int $product;

	protected function setUp(): void {
		parent::setUp();
		$this->product = $this->product( 'LANE-A' );
		$this->link( array( 'brake_products' => 0, 'brake_percent' => 0 ) );
		$this->open();
	}

	protected function tearDown(): void {
		wp_delete_post( $this->product, true );
		parent::tearDown();
	}

	public function test_the_last_use_of_a_token_is_noted(): void {
		$read = static function (): array {
			wp_cache_flush();
			return (array) get_option( TokenUse::OPTION, array() );
		};
		delete_option( TokenUse::OPTION );
		$this->by_lane( fn(): array => $this->http->stock( '{"lines":[]}' ) );
		self::assertTrue( self::within( 5, static fn(): bool => array() !== $read() ), 'It is, after the answer' );
		$digest = hash( 'sha256', (string) getenv( 'TOKEN' ) );
		self::assertSame( array( $digest ), array_keys( $read() ) );
		self::assertSame( '127.0.0.1', $read()[ $digest ]['from'] );
		self::assertEqualsWithDelta( time(), $read()[ $digest ]['at'], 60 );
	}

	/**
	 * @dataProvider pushes
	 * @param list<string> $headers
	 */
	public function test_both_answer_alike( string $path, string $body, array $headers = array() ): void {
		$send   = fn( array $more ): array => $this->http->send( 'POST', $path, array( Http::bearer(), ...( $headers ?: array( 'Content-Type: application/json' ) ), ...$more ), $body );
		$this->reset();
		$lane = $this->by_lane( static fn(): array => $send( array() ) );
		$left = $this->left();
		$this->reset();
		$ordinary = array();
		// The module leaves what is to be known again to WordPress; the key plays no part where nothing is written, nor for SmartBill.
		$boots    = $this->boots(
			static function () use ( $send, &$ordinary ): void {
				$ordinary = $send( array( 'Idempotency-Key: ' . uniqid() ) );
			}
		);
		self::assertNotSame( array(), $boots, 'The other took the ordinary way' );
		self::assertSame( $this->comparable( $ordinary ), $this->comparable( $lane ) );
		// Since 2.4.59 Apache takes nobody's word for it who speaks FastCGI (CVE-2024-24795).
		$lengths = self::is_mod_php() ? array( (string) strlen( $lane['body'] ) ) : array( (string) strlen( $lane['body'] ), '' );
		self::assertContains( $lane['headers']['content-length'] ?? '', $lengths, 'The lane says how long its answer is' );
		self::assertSame( $this->left(), $left );
	}

	/** @return array<string, array{0: string, 1: string, 2?: list<string>}> */
	public static function pushes(): array {
		$v1    = self::PUSH;
		$bill  = '/wp-json/smartbill_woocommerce/v1/stocks';
		$line  = '{"code":"LANE-A","warehouse":"Test","quantity":7}';
		$lines = '{"lines":[' . $line . ',{"code":"none","warehouse":"Test","quantity":"1.5"},{"code":"LANE-A","warehouse":"Elsewhere","quantity":2},{"code":"LANE-A","warehouse":"Test"}]}';
		// Above what is answered in one text, and above a piece.
		$many  = implode( ',', array_map( static fn( int $i ): string => '{"code":"none-' . $i . '","warehouse":"Test","quantity":1}', range( 1, Reply::WHOLE + 500 ) ) );
		$sold  = '{"productCode":"LANE-A","productName":"Produs","warehouse":"test","quantity":0,"measuringUnit":"buc"}';
		return array(
			'an update'                      => array( $v1, "{\"lines\":[$line]}" ),
			'all kinds of lines'             => array( $v1, $lines ),
			'out of stock'                   => array( $v1, '{"lines":[{"code":"LANE-A","warehouse":"Test","quantity":0}]}' ),
			'a quantity that is rounded'     => array( $v1, '{"lines":[{"code":"LANE-A","warehouse":"Test","quantity":2.5}]}' ),
			'more than is held whole'        => array( $v1, "{\"lines\":[$line,$many]}" ),
			'SmartBill, more of it'          => array( $bill, "[$sold," . str_replace( '"code"', '"productCode"', $many ) . ']' ),
			'no line'                        => array( $v1, '{"lines":[]}' ),
			'a preview'                      => array( "$v1?preview=1", "{\"lines\":[$line]}" ),
			'a preview by name'              => array( "$v1?preview=true", '{"lines":[{"name":"produs lane-a","warehouse":"Test","quantity":3}]}' ),
			'?rest_route='                   => array( '/?rest_route=/stockwire/v1/stock', "{\"lines\":[$line]}" ),
			'SmartBill, an object'           => array( $bill, "{\"products\":[$sold]}" ),
			'SmartBill, a list'              => array( $bill, "[$sold,$sold]" ),
			'SmartBill\'s test'              => array( $bill, '[]' ),
			'SmartBill, text/plain'          => array( $bill, "[$sold]", array( 'Content-Type: text/plain' ) ),
			'SmartBill, not JSON'            => array( $bill, '[1' ),
			'SmartBill, no list'             => array( $bill, '5' ),
			'a broken body'                  => array( $v1, '{"lines":[' ),
			'a key twice'                    => array( $v1, '{"lines":[{"code":"A","code":"B","quantity":1}]}' ),
			'bytes that are no UTF-8'        => array( $v1, "{\"lines\":[{\"code\":\"\xff\",\"quantity\":1}]}" ),
			'another shape'                  => array( $v1, '"abc"' ),
			'another type'                   => array( $v1, '{"lines":[]}', array( 'Content-Type: text/plain' ) ),
			'an empty body'                  => array( $v1, '' ),
			'blanks only'                    => array( $v1, '   ' ),
		);
	}

	public function test_shadow_mode_writes_nothing_and_says_so(): void {
		$this->link( array( 'shadow' => true ) );
		$this->open();
		$answer = $this->by_lane( fn(): array => $this->http->stock( self::lines( array( 'code' => 'LANE-A', 'warehouse' => 'Test', 'quantity' => 9 ) ) ) );
		self::assertFalse( json_decode( $answer['body'], true )['applied'] );
		self::assertSame( '1', $this->stock_of( $this->product ) );
	}

	public function test_a_held_run_waits_and_the_owner_is_told(): void {
		$this->link( array( 'brake_products' => 1, 'brake_percent' => 0 ) );
		$other = $this->product( 'LANE-B' );
		$this->open();
		try {
			$zero   = static fn( string $code ): array => array( 'code' => $code, 'warehouse' => 'Test', 'quantity' => 0 );
			$answer = $this->by_lane( fn(): array => $this->http->stock( self::lines( $zero( 'LANE-A' ), $zero( 'LANE-B' ) ) ) );
			$said   = json_decode( $answer['body'], true );
			self::assertSame( array( 200, false, array( 'held' => 2 ) ), array( $answer['status'], $said['applied'], $said['counts'] ) );
			self::assertSame( '1', $this->stock_of( $this->product ) );
			self::assertTrue( self::within( 15.0, static fn(): bool => false !== get_option( 'stockwire_held_' . $said['run'] ) ), 'The owner was told' );
			// Tests of the brake count what waits.
			( new Verdict() )->discard( $said['run'] );
		} finally {
			wp_delete_post( $other, true );
		}
	}

	public function test_a_repeat_gets_the_first_receipt(): void {
		$body  = self::lines( array( 'code' => 'LANE-A', 'warehouse' => 'Test', 'quantity' => 4 ) );
		$key   = 'Idempotency-Key: ' . uniqid();
		$first = $this->http->stock( $body, array( $key ) );
		self::assertSame( $first['body'], $this->http->stock( $body, array( $key ) )['body'] );
	}

	public function test_a_body_that_was_cut_is_refused(): void {
		$answer = Http::raw( 'POST ' . self::PUSH . " HTTP/1.1\r\nHost: " . Http::host() . "\r\n" . Http::bearer() . "\r\nContent-Type: application/json\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{\"lines\":[]}" );
		self::assertStringStartsWith( 'HTTP/1.1 400 ', $answer );
	}

	private function reset(): void {
		global $wpdb;
		wc_update_product_stock( $this->product, 1 );
		$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_levels" );
		$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_unmatched" );
		\WC_Post_Data::do_deferred_product_sync();
	}

	/** @return array<string, mixed> what the database has afterwards */
	private function left(): array {
		global $wpdb;
		$meta = $wpdb->get_results( $wpdb->prepare( "SELECT meta_key, meta_value FROM {$wpdb->postmeta} WHERE post_id = %d AND meta_key IN ('_stock', '_stock_status', '_manage_stock') ORDER BY meta_key", $this->product ), ARRAY_N );
		$run  = $wpdb->get_row( "SELECT source, state, token_label, preview, line_count, actor FROM {$wpdb->prefix}stockwire_runs ORDER BY id DESC LIMIT 1", ARRAY_A );
		return array( $meta, $run, $wpdb->get_results( "SELECT warehouse, quantity FROM {$wpdb->prefix}stockwire_levels ORDER BY 1, 2", ARRAY_N ) );
	}

	/** @return array<mixed> */
	private function comparable( array $answer ): array {
		$headers = array_diff_key( $answer['headers'], array_flip( self::NOT_COMPARED ) );
		unset( $headers['content-length'], $headers['transfer-encoding'] );
		ksort( $headers );
		return array( $answer['status'], $headers, (string) preg_replace( '/^\{"run":\d+/', '{"run":1', $answer['body'] ) );
	}
}
