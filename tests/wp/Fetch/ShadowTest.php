<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Shadow mode counts products, each by the last thing that was said of it.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Fetch;

use Stockwire\Engine;
use Stockwire\Shop\Announcer;
use Stockwire\Shop\EngineFactory;
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
		self::assertSame( array( 'runs' => 0, 'changed' => 0, 'zeroed' => 0, 'unmatched' => 0 ), Shadow::tally() );

		$this->push( array( 'a' => '7', 'b' => '0', 'c' => '5', 'nobody' => '1' ) );
		$this->push( array( 'b' => '4', 'nobody' => '2', 'nobody-else' => '2' ) );
		self::assertSame( array( 'runs' => 2, 'changed' => 2, 'zeroed' => 0, 'unmatched' => 2 ), Shadow::tally() );

		$this->push( array( 'b' => '-1' ) );
		$this->office->has( 'Magazin', array( $this->shop->sku( 'c' ) => '0' ) );
		$this->fetch();
		self::assertSame( array( 'runs' => 4, 'changed' => 3, 'zeroed' => 2, 'unmatched' => 2 ), Shadow::tally() );
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

	/** @param array<string, string> $quantities label or code => quantity */
	private function push( array $quantities ): void {
		$lines = array();
		foreach ( $quantities as $label => $quantity ) {
			$code    = isset( $this->shop->ids[ $label ] ) ? $this->shop->sku( $label ) : $label;
			$lines[] = array( 'code' => $code, 'warehouse' => 'Magazin', 'quantity' => $quantity );
		}
		$announcer = new Announcer();
		( new EngineFactory() )->engine( 'v1', array(), $announcer )->receive( (string) wp_json_encode( array( 'lines' => $lines ) ), Engine::V1 );
	}
}
