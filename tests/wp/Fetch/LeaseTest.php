<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The lease: one holder, taken over only when it is over.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Fetch;

use PHPUnit\Framework\TestCase;
use Stockwire\Shop\Jobs\Lease;
use Stockwire\Shop\Jobs\Swap;
use Stockwire\Tests\Support\Node;

final class LeaseTest extends TestCase {

	protected function setUp(): void {
		Swap::drop( Lease::OPTION );
	}

	protected function tearDown(): void {
		Swap::drop( Lease::OPTION );
	}

	public function test_one_holder_at_a_time(): void {
		$lease = Lease::take();
		self::assertNotNull( $lease );
		self::assertNull( Lease::take() );
		self::assertTrue( Lease::held() );
		$lease->release();
		self::assertFalse( Lease::held() );
		self::assertNotNull( Lease::take() );
	}

	public function test_a_lease_that_is_over_is_taken_over_and_cannot_be_renewed(): void {
		$dead = Lease::take();
		$this->ends_in( -1 );
		self::assertFalse( Lease::held() );
		$heir = Lease::take();
		self::assertNotNull( $heir );
		self::assertFalse( $dead->renew() );
		$dead->release();
		self::assertTrue( Lease::held(), 'The dead one cannot give away what is not its own' );
		self::assertTrue( $heir->renew() );
	}

	public function test_a_lease_that_is_over_but_nobody_took_is_still_its_holders(): void {
		$slow = Lease::take();
		$this->ends_in( -1 );
		self::assertTrue( $slow->renew() );
		self::assertNull( Lease::take() );
	}

	public function test_renewing_many_times_a_second_is_always_heard(): void {
		$lease = Lease::take();
		for ( $i = 0; $i < 50; $i++ ) {
			self::assertTrue( $lease->renew() );
		}
	}

	public function test_a_clock_that_was_set_back_does_not_lock_for_hours(): void {
		Lease::take();
		$this->ends_in( 7200 );
		self::assertFalse( Lease::held() );
		self::assertNotNull( Lease::take() );
	}

	public function test_rubbish_in_the_row_locks_nobody_out(): void {
		foreach ( array( '', 'x', '|', 'a|b|c', '99' ) as $rubbish ) {
			Swap::set( Lease::OPTION, $rubbish );
			self::assertNotNull( Lease::take(), $rubbish );
		}
	}

	public function test_of_several_processes_only_one_is_inside(): void {
		$file  = (string) tempnam( sys_get_temp_dir(), 'stockwire' );
		$nodes = array( new Node( 'lease', $file ), new Node( 'lease', $file ), new Node( 'lease', $file ) );
		array_map( static fn( Node $node ) => $node->end(), $nodes );
		$events = (array) file( $file, FILE_IGNORE_NEW_LINES );
		unlink( $file );
		self::assertCount( 180, $events );
		foreach ( $events as $at => $event ) {
			self::assertSame( 0 === $at % 2 ? 'in' : 'out', $event, "event $at" );
		}
	}

	private function ends_in( int $seconds ): void {
		global $wpdb;
		$wpdb->query( $wpdb->prepare( "UPDATE {$wpdb->options} SET option_value = CONCAT(SUBSTRING_INDEX(option_value, '|', 1), '|', UNIX_TIMESTAMP(NOW(6)) + %d) WHERE option_name = %s", $seconds, Lease::OPTION ) );
	}
}
