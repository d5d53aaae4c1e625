<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Idempotency-Key: once carried out, the first receipt for a day, 409 while it runs, 422 for another body.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Rest;

use Stockwire\Shop\Rest\Idempotency;
use Stockwire\Shop\Rest\Refusals;
use Stockwire\Shop\Rest\Reply;
use Stockwire\Tests\Support\LinkTestCase;

final class IdempotencyTest extends LinkTestCase {

	private string $key;

	private string $code;

	private int $product;

	protected function setUp(): void {
		parent::setUp();
		$this->key     = 'key-' . uniqid();
		$this->code    = 'ID-' . uniqid();
		$this->product = $this->product( $this->code );
	}

	protected function tearDown(): void {
		wp_delete_post( $this->product, true );
		parent::tearDown();
	}

	public function test_a_repeat_gets_the_first_receipt_and_changes_nothing(): void {
		$first = $this->push( 5 );
		self::assertSame( 200, $first['status'], $first['body'] );
		wc_update_product_stock( $this->product, 3 );
		$second = $this->push( 5 );
		self::assertSame( $first['body'], $second['body'] );
		self::assertEquals( 3, $this->stock_of( $this->product ) );
	}

	public function test_another_body_under_the_key_is_422(): void {
		$this->push( 5 );
		$this->assertProblem( 422, 'key_reused', $this->push( 6 ) );
		self::assertEquals( 5, $this->stock_of( $this->product ) );
	}

	public function test_while_the_first_runs_409(): void {
		$this->insert_run( 'running', '1 SECOND' );
		$answer = $this->push( 5 );
		$this->assertProblem( 409, 'conflict', $answer );
		self::assertArrayHasKey( 'retry-after', $answer['headers'] );
		self::assertEquals( 1, $this->stock_of( $this->product ) );
	}

	public function test_a_run_that_died_gives_its_key_back(): void {
		$this->insert_run( 'running', '10 MINUTE' );
		self::assertSame( 200, $this->push( 5 )['status'] );
		self::assertEquals( 5, $this->stock_of( $this->product ) );
	}

	public function test_a_run_that_failed_gives_its_key_back(): void {
		$this->insert_run( 'failed', '1 SECOND' );
		self::assertSame( 200, $this->push( 5 )['status'] );
		self::assertEquals( 5, $this->stock_of( $this->product ) );
	}

	public function test_after_a_day_the_key_is_free(): void {
		$this->insert_run( 'done', '25 HOUR' );
		self::assertSame( 200, $this->push( 5 )['status'] );
		self::assertEquals( 5, $this->stock_of( $this->product ) );
	}

	public function test_a_refused_body_does_not_use_the_key_up(): void {
		$this->assertProblem( 400, 'bad_body', $this->http->stock( '{"lines":[', array( "Idempotency-Key: $this->key" ) ) );
		self::assertSame( 200, $this->push( 5 )['status'] );
	}

	public function test_a_key_that_is_too_long_is_400(): void {
		$this->key = str_repeat( 'k', 256 );
		$this->assertProblem( 400, 'bad_body', $this->push( 5 ) );
		$this->key = str_repeat( 'k', 240 ) . uniqid();
		self::assertSame( 200, $this->push( 5 )['status'] );
	}

	public function test_keys_that_differ_in_case_are_two_keys(): void {
		$this->push( 5 );
		$this->key = strtoupper( $this->key );
		self::assertSame( 200, $this->push( 6 )['status'] );
		self::assertEquals( 6, $this->stock_of( $this->product ) );
	}

	public function test_of_ten_at_once_one_is_carried_out(): void {
		$multi = curl_multi_init();
		$calls = array();
		for ( $i = 0; $i < 10; $i++ ) {
			$calls[ $i ] = curl_init( \Stockwire\Tests\Support\Http::url( '/wp-json/stockwire/v1/stock' ) );
			curl_setopt_array(
				$calls[ $i ],
				array(
					CURLOPT_POSTFIELDS     => $this->body( 5 ),
					CURLOPT_HTTPHEADER     => array( \Stockwire\Tests\Support\Http::bearer(), 'Content-Type: application/json', "Idempotency-Key: $this->key" ),
					CURLOPT_RETURNTRANSFER => true,
					CURLOPT_TIMEOUT        => 60,
				)
			);
			curl_multi_add_handle( $multi, $calls[ $i ] );
		}
		do {
			curl_multi_exec( $multi, $running );
			curl_multi_select( $multi, 0.1 );
		} while ( $running > 0 );
		$bodies = array();
		foreach ( $calls as $call ) {
			$status = curl_getinfo( $call, CURLINFO_RESPONSE_CODE );
			self::assertContains( $status, array( 200, 409 ), (string) curl_multi_getcontent( $call ) );
			if ( 200 === $status ) {
				$bodies[] = curl_multi_getcontent( $call );
			}
		}
		self::assertCount( 1, array_unique( $bodies ) );
		self::assertSame( 1, $this->runs_with_key() );
	}

	public function test_a_failure_is_told_as_it_is_though_its_run_stands_there_as_running(): void {
		$reply = $this->reply_of( 'unavailable', 5 );
		self::assertSame( 503, $reply->status );
		self::assertStringContainsString( 'was lost', $reply->body );
	}

	public function test_who_comes_second_by_a_hair_is_told_about_the_first(): void {
		self::assertSame( 409, $this->reply_of( 'conflict', 5 )->status );
		self::assertSame( 422, $this->reply_of( 'conflict', 6 )->status );
	}

	/** The answer where the engine, its run begun by then, refuses. */
	private function reply_of( string $refusal, int $quantity ): Reply {
		$this->key = 'key-' . uniqid();
		return ( new Idempotency( $this->key, $this->body( $quantity ) ) )->reply(
			function () use ( $refusal ): Reply {
				$this->insert_run( 'running', '1 SECOND' );
				return Refusals::reply( $refusal, Refusals::V1, 'The connection to the database was lost.' );
			}
		);
	}

	/** @return array{status: int, headers: array<string, string>, body: string} */
	private function push( int $quantity ): array {
		return $this->http->stock( $this->body( $quantity ), array( "Idempotency-Key: $this->key" ) );
	}

	private function body( int $quantity ): string {
		return self::lines( array( 'code' => $this->code, 'warehouse' => 'Test', 'quantity' => $quantity ) );
	}

	private function insert_run( string $state, string $age ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "INSERT INTO {$wpdb->prefix}stockwire_runs (source, state, started_at, idempotency_key, body_digest) VALUES ('v1', %s, UTC_TIMESTAMP(6) - INTERVAL $age, %s, UNHEX(%s))", $state, $this->key, hash( 'sha256', $this->body( 5 ) ) ) );
	}

	private function runs_with_key(): int {
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(*) FROM {$wpdb->prefix}stockwire_runs WHERE idempotency_key = %s", $this->key ) );
	}
}
