<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The option: one schema on save and on read, tokens in rotation.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Link;

use PHPUnit\Framework\TestCase;
use Stockwire\Shop\Settings;

final class SettingsTest extends TestCase {

	private const EMPTY = array(
		'enabled'        => false,
		'warehouses'     => array(),
		'gtin'           => false,
		'shadow'         => false,
		'buffer'         => 0,
		'brake_percent'  => 30,
		'brake_products' => 0,
		'fetch_url'      => 'https://ws.smartbill.ro/SBORO/api',
		'fetch_company'  => '',
		'schedule'       => 'off',
		'schedule_hour'  => 3,
		'retention'      => 90,
		'notify'         => '',
		'tokens'         => array(),
	);

	private mixed $before;

	protected function setUp(): void {
		$this->before = get_option( Settings::OPTION );
		update_option( Settings::OPTION, self::EMPTY );
	}

	protected function tearDown(): void {
		update_option( Settings::OPTION, $this->before );
	}

	/** @dataProvider nonsense */
	public function test_nonsense_becomes_the_closed_defaults( mixed $value ): void {
		self::assertSame( self::EMPTY, Settings::sanitise( $value ) );
	}

	/** @return array<string, array{mixed}> */
	public static function nonsense(): array {
		return array(
			'null'         => array( null ),
			'a string'     => array( 'x' ),
			'an object'    => array( new \stdClass() ),
			'wrong types'  => array( array( 'enabled' => array(), 'warehouses' => 'A', 'tokens' => 5, 'gtin' => 'perhaps', 'shadow' => 'x', 'buffer' => array(), 'schedule' => 7, 'retention' => 'for ever' ) ),
			'out of range' => array( array( 'buffer' => -1, 'brake_percent' => 101, 'brake_products' => -1, 'schedule' => 'hourly', 'schedule_hour' => 24, 'retention' => -1, 'notify' => str_repeat( 'x', 201 ) ) ),
			'bad address'  => array( array( 'fetch_url' => 'javascript:alert(1)' ) ),
			'plain HTTP'   => array( array( 'fetch_url' => 'http://ws.smartbill.ro/' ) ),
			'user in it'   => array( array( 'fetch_url' => 'https://user:secret@ws.smartbill.ro/' ) ),
			'unknown keys' => array( array( 'admin' => true, 'Enabled' => true ) ),
			'bad tokens'   => array( array( 'tokens' => array( 'x', array(), array( 'digest' => 'abc' ), array( 'digest' => strtoupper( str_repeat( 'a', 64 ) ) ), array( 'digest' => str_repeat( 'a', 64 ) . "\n" ) ) ) ),
		);
	}

	public function test_a_saved_option_went_through_the_schema_whoever_saved_it(): void {
		Settings::register();
		update_option( Settings::OPTION, array( 'enabled' => '1', 'warehouses' => array( ' A ', 'a', '', 5, str_repeat( 'x', 101 ), 'Ă', 'ă' ), 'evil' => 1 ) );
		self::assertSame( array( 'enabled' => true, 'warehouses' => array( 'A', 'Ă' ) ) + self::EMPTY, get_option( Settings::OPTION ) );
	}

	public function test_what_is_in_the_database_is_cleaned_on_read_too(): void {
		global $wpdb;
		$wpdb->update( $wpdb->options, array( 'option_value' => serialize( array( 'enabled' => true, 'warehouses' => array( array() ), 'tokens' => array( array( 'digest' => 'x' ) ) ) ) ), array( 'option_name' => Settings::OPTION ) );
		wp_cache_flush();
		$settings = Settings::load();
		self::assertTrue( $settings->enabled() );
		self::assertSame( array( array(), array() ), array( $settings->warehouses(), $settings->tokens() ) );
	}

	public function test_a_third_token_is_refused_and_a_known_one_too(): void {
		$settings = Settings::load()->with_token( str_repeat( 'a', 64 ), 'first' );
		foreach ( array( 'known' => 'a', 'full' => 'c' ) as $reason => $digit ) {
			try {
				( 'full' === $reason ? $settings->with_token( str_repeat( 'b', 64 ), '' ) : $settings )->with_token( str_repeat( $digit, 64 ), '' );
				self::fail( 'it was taken' );
			} catch ( \DomainException $refused ) {
				self::assertSame( $reason, $refused->getMessage() );
			}
		}
	}

	public function test_the_newest_token_comes_first_and_the_older_gets_its_end(): void {
		$settings = Settings::load()->with_token( str_repeat( 'a', 64 ), 'old' )->with_token( str_repeat( 'b', 64 ), 'new', time() + 60 );
		self::assertSame( array( 'new', 'old' ), array_column( $settings->tokens(), 'label' ) );
		self::assertSame( array( 'new' ), array_column( $settings->tokens( time() + 61 ), 'label' ) );
	}

	public function test_an_expired_token_makes_room_for_another(): void {
		$settings = Settings::load()->with_token( str_repeat( 'a', 64 ), 'old' )->with_token( str_repeat( 'b', 64 ), 'new', time() - 1 );
		self::assertSame( array( 'newest', 'new' ), array_column( $settings->with_token( str_repeat( 'c', 64 ), 'newest' )->tokens(), 'label' ) );
	}

	public function test_when_one_is_revoked_the_other_does_not_end_by_itself(): void {
		$settings = Settings::load()->with_token( str_repeat( 'a', 64 ), 'old' )->with_token( str_repeat( 'b', 64 ), 'new', time() + 60 )->without_token( str_repeat( 'b', 64 ) );
		self::assertSame( array( array( 'old' ), array( 0 ) ), array( array_column( $settings->tokens(), 'label' ), array_column( $settings->tokens(), 'expires' ) ) );
	}

	public function test_a_push_does_not_write_the_option(): void {
		$http = new \Stockwire\Tests\Support\Http();
		update_option( Settings::OPTION, $this->before );
		$written = 0;
		global $wpdb;
		$before = $wpdb->get_var( "SELECT option_value FROM {$wpdb->options} WHERE option_name = 'stockwire_settings'" );
		self::assertSame( 200, $http->smartbill( '[]' )['status'] );
		self::assertSame( $before, $wpdb->get_var( "SELECT option_value FROM {$wpdb->options} WHERE option_name = 'stockwire_settings'" ) );
	}
}
