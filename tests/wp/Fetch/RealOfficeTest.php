<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The whole way, through the extension and over TLS, from the simulated back office: what it does wrong changes no stock.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Fetch;

use Stockwire\Shop\Fetch\Account;
use Stockwire\Shop\Fetch\SmartBill;
use Stockwire\Shop\Jobs\Fetch;
use Stockwire\Shop\Jobs\Run;
use Stockwire\Shop\Jobs\Steps;
use Stockwire\Tests\Support\BackOffice;
use Stockwire\Tests\Support\FetchTestCase;

final class RealOfficeTest extends FetchTestCase {

	/** @var array<int, string> product => its number before */
	private array $before = array();

	protected function setUp(): void {
		parent::setUp();
		BackOffice::wish( null );
		$this->point_at( 'BACKOFFICE_URL' );
		global $wpdb;
		foreach ( $wpdb->get_results( "SELECT l.product_id AS id, l.stock_quantity AS stock FROM {$wpdb->prefix}wc_product_meta_lookup l JOIN {$wpdb->posts} p ON p.ID = l.product_id AND p.post_type = 'product' AND p.post_status = 'publish' WHERE l.sku LIKE 'SW-%' AND l.stock_quantity > 3 LIMIT 2" ) as $row ) {
			$this->before[ (int) $row->id ] = (string) $row->stock;
			wc_update_product_stock( (int) $row->id, '4321' );
		}
	}

	protected function tearDown(): void {
		BackOffice::wish( null );
		foreach ( $this->before as $id => $stock ) {
			wc_update_product_stock( $id, $stock );
		}
		parent::tearDown();
	}

	public function test_its_warehouses_are_read(): void {
		self::assertSame( array( 'Magazin', 'Depozit' ), SmartBill::of_this_shop()->warehouses() );
	}

	public function test_a_fetch_brings_the_books_into_the_shop(): void {
		$run = $this->fetch_for_real();
		self::assertSame( array( 'done', '' ), array( $run->state, $run->facts['error'] ) );
		self::assertGreaterThanOrEqual( 2, $run->numbers['changed'] );
		self::assertSame( $this->books(), $this->now() );
	}

	/** @return iterable<string, array{0: array<string, mixed>, 1: string}> */
	public static function faults(): iterable {
		yield 'a wrong account' => array( array( 'fault' => 'unauthorized' ), 'refuses the account' );
		yield 'a page of HTML' => array( array( 'fault' => 'html' ), 'no stock list' );
		yield 'half an answer' => array( array( 'fault' => 'half_json' ), 'no stock list|broke off' );
		yield 'a redirect' => array( array( 'fault' => 'redirect' ), 'another address' );
		yield 'an empty list' => array( array( 'fault' => 'empty' ), 'empty list' );
		yield 'another warehouse' => array( array( 'fault' => 'wrong_warehouse' ), 'no stock list' );
		yield 'a refusal' => array( array( 'fault' => 'error_text' ), 'refuses the request' );
	}

	/**
	 * @dataProvider faults
	 * @param array<string, mixed> $wish
	 */
	public function test_what_it_does_wrong_changes_nothing_and_is_said( array $wish, string $sentence ): void {
		BackOffice::wish( $wish );
		$run = $this->fetch_for_real();
		// Some failures are worth another try a little later.
		self::assertTrue( 'failed' === $run->state || $run->numbers['wait'] > 0, $run->state );
		self::assertMatchesRegularExpression( "/$sentence/", $run->facts['error'] );
		self::assertStringNotContainsString( (string) getenv( 'BACKOFFICE_TOKEN' ), $run->facts['error'] );
		self::assertSame( array( 4321.0, 4321.0 ), $this->now() );
		self::assertSame( 0, $this->staged( $run->id ) );
	}

	public function test_too_many_calls_are_waited_for_as_long_as_it_says(): void {
		BackOffice::wish( array( 'fault' => 'rate', 'seconds' => 1234 ) );
		$run = $this->fetch_for_real();
		self::assertSame( 'staging', $run->state );
		self::assertEqualsWithDelta( 1234, $run->numbers['wait'], 10 );
		self::assertStringContainsString( 'fewer calls', $run->facts['error'] );
	}

	/** @return iterable<string, array{0: string}> */
	public static function certificates(): iterable {
		yield 'expired' => array( 'BACKOFFICE_EXPIRED_URL' );
		yield 'self-signed' => array( 'BACKOFFICE_SELF_SIGNED_URL' );
		yield 'for another host' => array( 'BACKOFFICE_WRONG_HOST_URL' );
	}

	/** @dataProvider certificates */
	public function test_a_certificate_that_is_not_good_ends_it( string $address ): void {
		$this->point_at( $address );
		$run = $this->fetch_for_real();
		self::assertSame( 'failed', $run->state );
		self::assertStringContainsString( 'certificate', $run->facts['error'] );
		self::assertSame( array( 4321.0, 4321.0 ), $this->now() );
	}

	public function test_half_of_the_products_missing_leaves_the_other_half_alone(): void {
		BackOffice::wish( array( 'fault' => 'body', 'body' => '{"errorText":"","list":[{"warehouse":{"warehouseName":"Magazin"},"products":[]}]}', 'times' => 1 ) );
		$run = $this->fetch_for_real();
		self::assertContains( $run->state, array( 'done', 'failed' ) );
		self::assertSame( 0, $run->numbers['zeroed'] );
	}

	private function fetch_for_real(): Run {
		$run   = ( new Fetch() )->start();
		$steps = new Steps();
		for ( $i = 0; $i < 10 && ! $steps->work( 10.0 ); $i++ ) {
			continue;
		}
		wp_cache_flush();
		return $this->run_of( $run );
	}

	private function point_at( string $address ): void {
		$url = (string) getenv( $address );
		$this->settings( array( 'fetch_url' => $url, 'fetch_company' => (string) getenv( 'BACKOFFICE_COMPANY' ) ) );
		Account::save( (string) getenv( 'BACKOFFICE_USER' ), (string) getenv( 'BACKOFFICE_TOKEN' ), $url );
	}

	/** @return list<float> what the back office has of them, in all of its warehouses */
	private function books(): array {
		$books = array_column( (array) json_decode( (string) file_get_contents( dirname( (string) getenv( 'WP_PATH' ) ) . '/books.json' ), true ), 'stock', 'code' );
		return array_map( static fn( int $id ): float => (float) array_sum( $books[ get_post_meta( $id, '_sku', true ) ] ), array_keys( $this->before ) );
	}

	/** @return list<float> */
	private function now(): array {
		global $wpdb;
		$in = implode( ',', array_keys( $this->before ) );
		return array_map( 'floatval', $wpdb->get_col( "SELECT meta_value FROM {$wpdb->postmeta} WHERE meta_key = '_stock' AND post_id IN ($in) ORDER BY FIELD(post_id, $in)" ) );
	}
}
