<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Runs that whoever asked fills and carries out: one whose lines the database did not take has failed, and says why.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Fetch;

use Stockwire\Refusal;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Fetch\Account;
use Stockwire\Shop\Follow\Follow;
use Stockwire\Shop\Follow\Recompute;
use Stockwire\Shop\Jobs\ProductFetch;
use Stockwire\Shop\Jobs\Run;
use Stockwire\Shop\Jobs\Runs;
use Stockwire\Shop\Jobs\Swap;
use Stockwire\Tests\Support\FakeOffice;
use Stockwire\Tests\Support\InboxTestCase;

final class DirectTest extends InboxTestCase {

	private const URL = 'https://office.example/api';

	protected function setUp(): void {
		global $wpdb;
		parent::setUp();
		$this->link( array( 'fetch_url' => self::URL, 'fetch_company' => 'RO12345678' ) );
		Account::save( 'owner@shop.example', 'a-token', self::URL );
		$wpdb->query( "CREATE TRIGGER {$wpdb->prefix}refuses BEFORE INSERT ON {$wpdb->prefix}stockwire_staged FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no line is taken'" );
	}

	protected function tearDown(): void {
		global $wpdb;
		$wpdb->query( "DROP TRIGGER {$wpdb->prefix}refuses" );
		array_map( array( Swap::class, 'drop' ), array( Account::OPTION, Recompute::WAITING ) );
		parent::tearDown();
	}

	private function assert_the_newest_run_failed( string $source ): void {
		$run = Run::find( Runs::newest() );
		self::assertSame( array( $source, 'failed' ), array( $run?->source, $run?->state ) );
		self::assertStringContainsString( 'The database refused a statement', (string) $run?->facts['error'] );
	}

	public function test_a_product_s_fetch_whose_lines_are_refused_has_failed(): void {
		$id     = $this->simple( array( 'sku' => "{$this->tag}-1" ) );
		$office = new FakeOffice();
		$office->has( self::WAREHOUSE, array( "{$this->tag}-1" => '4' ) );
		try {
			( new ProductFetch( new EngineFactory(), static fn() => $office ) )->run( $id );
			self::fail( 'It is refused' );
		} catch ( Refusal ) {
			$this->assert_the_newest_run_failed( 'fetch' );
		}
	}

	public function test_what_waited_for_a_link_and_is_refused_has_failed(): void {
		$id = $this->simple();
		$this->push( array( 'code' => "{$this->tag}-2" ) );
		try {
			$this->link_entry( $id );
			self::fail( 'It is refused' );
		} catch ( Refusal ) {
			$this->assert_the_newest_run_failed( 'inbox' );
		}
	}

	public function test_a_recomputing_that_is_refused_has_failed_and_its_products_wait(): void {
		$id = $this->simple( array( 'sku' => "{$this->tag}-3" ) );
		$this->push( array( 'code' => "{$this->tag}-3" ) );
		$recompute = new Recompute();
		$recompute->note( 0, $id, Follow::BUFFER, '1' );
		$recompute->finish();
		$this->assert_the_newest_run_failed( 'recompute' );
		self::assertSame( array( $id ), json_decode( (string) Swap::read( Recompute::WAITING ) ) );
	}
}
