<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Shadow mode counts products, each by the last thing that was said of it.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Fetch;

use Stockwire\Engine;
use Stockwire\Shop\Activity\Verdict;
use Stockwire\Shop\Admin\ShadowSection;
use Stockwire\Shop\Announcer;
use Stockwire\Shop\EngineFactory;
use Stockwire\Shop\Jobs\Recompute;
use Stockwire\Shop\Shadow;
use Stockwire\Tests\Support\FetchTestCase;

final class ShadowTest extends FetchTestCase {

	protected function setUp(): void {
		parent::setUp();
		foreach ( array( 'a', 'b', 'c' ) as $label ) {
			$this->shop->simple( $label, array( 'stock' => 5 ) );
		}
	}

	public function test_pushes_and_fetches_since_it_was_switched_on_are_counted_by_product(): void {
		$this->push( array( 'a' => '0', 'gone-before' => '1' ) );
		$this->settings( array( 'shadow' => true, 'warehouses' => array( 'Magazin' ) ) );
		self::assertSame( array( 'runs' => 0, 'all' => true, 'changed' => 0, 'zeroed' => 0, 'unmatched' => 0 ), Shadow::tally() );

		$this->push( array( 'a' => '7', 'b' => '0', 'c' => '5', 'nobody' => '1' ) );
		$this->push( array( 'b' => '4', 'nobody' => '2', 'nobody-else' => '2' ) );
		self::assertSame( array( 'runs' => 2, 'all' => true, 'changed' => 2, 'zeroed' => 0, 'unmatched' => 2 ), Shadow::tally() );

		$this->push( array( 'b' => '-1' ) );
		$this->office->has( 'Magazin', array( $this->shop->sku( 'c' ) => '0' ) );
		$this->fetch();
		self::assertSame( array( 'runs' => 4, 'all' => true, 'changed' => 3, 'zeroed' => 2, 'unmatched' => 2 ), Shadow::tally() );
		self::assertSame( array( 5.0, 5.0 ), array( $this->stock( 'b' ), $this->stock( 'c' ) ), 'Nothing was written' );
	}

	public function test_what_would_not_change_after_all_is_not_counted(): void {
		$this->settings( array( 'shadow' => true, 'warehouses' => array( 'Magazin' ) ) );
		$this->push( array( 'a' => '9' ) );
		$this->push( array( 'a' => '5' ) );
		self::assertSame( 0, Shadow::tally()['changed'] );
	}

	public function test_switching_it_on_again_counts_from_there(): void {
		$this->settings( array( 'shadow' => true, 'warehouses' => array( 'Magazin' ) ) );
		$this->push( array( 'a' => '9' ) );
		$this->settings( array( 'shadow' => true, 'warehouses' => array( 'Magazin' ), 'retention' => 5 ) );
		self::assertSame( 1, Shadow::tally()['changed'], 'Another setting is no new beginning' );
		$this->settings( array( 'warehouses' => array( 'Magazin' ) ) );
		$this->settings( array( 'shadow' => true, 'warehouses' => array( 'Magazin' ) ) );
		self::assertSame( 0, Shadow::tally()['changed'] );
	}

	public function test_looks_at_an_undo_and_at_a_computation_are_no_pushes(): void {
		$written = $this->push( array( 'a' => '0', 'b' => '3' ) );
		$this->settings( array( 'shadow' => true, 'warehouses' => array( 'Magazin' ) ) );
		( new Verdict() )->undo( $written, true );
		$this->push( array( 'a' => '4', 'b' => '2', 'nobody' => '1' ) );
		$this->push( array( 'b' => '0' ) );
		$said = array( 'runs' => 2, 'all' => true, 'changed' => 2, 'zeroed' => 1, 'unmatched' => 1 );
		self::assertSame( $said, Shadow::tally() );
		( new Verdict() )->undo( $written, true );
		Recompute::start( true );
		$this->work();
		self::assertSame( $said, Shadow::tally() );
	}

	public function test_of_many_lines_the_newest_runs_are_counted_and_that_is_said(): void {
		$this->settings( array( 'shadow' => true, 'warehouses' => array( 'Magazin' ) ) );
		$this->push( array( 'a' => '9', 'nobody' => '1' ) );
		$this->push( array( 'b' => '9' ) );
		$this->push( array( 'b' => '8', 'c' => '7' ) );
		self::assertSame( array( 'runs' => 2, 'all' => false, 'changed' => 2, 'zeroed' => 0, 'unmatched' => 0 ), Shadow::tally( 4 ) );
		self::assertSame( array( 'runs' => 3, 'all' => true, 'changed' => 3, 'zeroed' => 0, 'unmatched' => 1 ), Shadow::tally( 5 ) );
		self::assertSame( 1, Shadow::tally( 1 )['runs'], 'the newest is counted however large it is' );
	}

	public function test_the_page_says_what_was_counted_behind_the_way_out(): void {
		global $wpdb;
		$this->settings( array( 'shadow' => true, 'warehouses' => array( 'Magazin' ) ) );
		$run = $this->push( array( 'a' => '9' ) );
		$this->push( array( 'b' => '9' ) );
		self::assertMatchesRegularExpression( '/Go live.*2 would change.*From 2 pushes and fetches since/s', self::section() );
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->prefix}stockwire_runs SET line_count = 1000000 WHERE id = %d", $run ) );
		self::assertMatchesRegularExpression( '/Go live.*1 would change.*From the newest push or fetch only/s', self::section() );
	}

	private static function section(): string {
		ob_start();
		( new ShadowSection() )->render();
		return (string) ob_get_clean();
	}

	/** @param array<string, string> $quantities label or code => quantity */
	private function push( array $quantities ): int {
		$lines = array();
		foreach ( $quantities as $label => $quantity ) {
			$code    = isset( $this->shop->ids[ $label ] ) ? $this->shop->sku( $label ) : $label;
			$lines[] = array( 'code' => $code, 'warehouse' => 'Magazin', 'quantity' => $quantity );
		}
		$announcer = new Announcer();
		return ( new EngineFactory() )->engine( 'v1', array(), $announcer )->receive( (string) wp_json_encode( array( 'lines' => $lines ) ), Engine::V1 )->run;
	}
}
