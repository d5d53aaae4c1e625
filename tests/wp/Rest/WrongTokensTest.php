<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Who guesses tokens has to wait, also where no Apache module stands in front; who has the right one never does.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Rest;

use PHPUnit\Framework\TestCase;
use Stockwire\Shop\Rest\WrongTokens;

final class WrongTokensTest extends TestCase {

	private ?string $address;

	protected function setUp(): void {
		$this->address          = $_SERVER['REMOTE_ADDR'] ?? null;
		$_SERVER['REMOTE_ADDR'] = '203.0.113.' . wp_rand( 1, 254 );
		delete_transient( WrongTokens::key() );
	}

	protected function tearDown(): void {
		delete_transient( WrongTokens::key() );
		remove_all_filters( 'stockwire_wrong_token_limit' );
		if ( null === $this->address ) {
			unset( $_SERVER['REMOTE_ADDR'] );
		} else {
			$_SERVER['REMOTE_ADDR'] = $this->address;
		}
	}

	public function test_the_31st_wrong_token_of_a_minute_has_to_wait_and_none_before(): void {
		for ( $i = 0; $i < 30; $i++ ) {
			self::assertSame( 0, WrongTokens::note() );
		}
		$wait = WrongTokens::note();
		self::assertGreaterThan( 0, $wait );
		self::assertLessThanOrEqual( 60, $wait );
	}

	public function test_another_address_has_a_count_of_its_own(): void {
		add_filter( 'stockwire_wrong_token_limit', static fn() => 1 );
		self::assertSame( 0, WrongTokens::note() );
		self::assertGreaterThan( 0, WrongTokens::note() );
		$_SERVER['REMOTE_ADDR'] = '198.51.100.7';
		delete_transient( WrongTokens::key() );
		self::assertSame( 0, WrongTokens::note() );
		delete_transient( WrongTokens::key() );
	}

	public function test_addresses_of_ipv6_count_by_their_network(): void {
		$_SERVER['REMOTE_ADDR'] = '2001:db8:1:2::1';
		$one                    = WrongTokens::key();
		$_SERVER['REMOTE_ADDR'] = '2001:db8:1:2:ffff::9';
		self::assertSame( $one, WrongTokens::key() );
		$_SERVER['REMOTE_ADDR'] = '2001:db8:1:3::1';
		self::assertNotSame( $one, WrongTokens::key() );
	}

	public function test_when_the_minute_is_over_the_count_begins_anew(): void {
		add_filter( 'stockwire_wrong_token_limit', static fn() => 1 );
		set_transient( WrongTokens::key(), array( 'since' => time() - 61, 'count' => 99 ), 60 );
		self::assertSame( 0, WrongTokens::note() );
	}

	public function test_a_clock_that_stepped_back_does_not_shut_an_address_out(): void {
		add_filter( 'stockwire_wrong_token_limit', static fn() => 1 );
		set_transient( WrongTokens::key(), array( 'since' => time() + 3600, 'count' => 99 ), 60 );
		self::assertSame( 0, WrongTokens::note() );
	}

	public function test_the_limit_can_be_switched_off(): void {
		add_filter( 'stockwire_wrong_token_limit', '__return_zero' );
		for ( $i = 0; $i < 40; $i++ ) {
			self::assertSame( 0, WrongTokens::note() );
		}
		self::assertFalse( get_transient( WrongTokens::key() ) );
	}
}
