<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The vendor's call rate, kept between objects and processes.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Fetch;

use PHPUnit\Framework\TestCase;
use Stockwire\Shop\Fetch\Pace;
use Stockwire\Shop\Jobs\Swap;

final class PaceTest extends TestCase {

	/** @var list<int> rests in microseconds */
	private array $rests = array();

	protected function setUp(): void {
		Swap::drop( Pace::OPTION );
	}

	protected function tearDown(): void {
		Swap::drop( Pace::OPTION );
	}

	/** By an object of its own, as another request has one. The rest passes at once. */
	private function ask( int $times ): void {
		for ( $i = 0; $i < $times; $i++ ) {
			( new Pace(
				function ( int $rest ): void {
					$this->rests[] = $rest;
					$this->last( -1_000_000 );
				}
			) )->wait();
		}
	}

	/** As if the last question had been asked so long from now. */
	private function last( int $microseconds, int $calls = 5 ): void {
		Swap::set( Pace::OPTION, $calls . '|' . (int) ( microtime( true ) * 1e6 + $microseconds ) );
	}

	public function test_the_sixth_question_rests_whoever_asks_it(): void {
		$this->last( 0, 0 );
		$this->ask( 5 );
		self::assertSame( array(), $this->rests );
		$this->last( 0 );
		$this->ask( 1 );
		self::assertCount( 1, $this->rests );
		self::assertGreaterThan( 0, $this->rests[0] );
		self::assertLessThanOrEqual( 1_000_000, $this->rests[0] );
		self::assertStringStartsWith( '1|', (string) Swap::read( Pace::OPTION ), 'It begins to count anew' );
	}

	public function test_after_a_second_nobody_rests_nor_for_a_clock_that_was_set_back(): void {
		foreach ( array( -2_000_000, 3_600_000_000 ) as $last ) {
			$this->last( $last );
			$this->ask( 1 );
			self::assertSame( array(), $this->rests );
		}
	}

	public function test_nonsense_in_the_option_stops_nobody(): void {
		Swap::set( Pace::OPTION, 'nonsense' );
		$this->ask( 1 );
		self::assertSame( array(), $this->rests );
	}
}
