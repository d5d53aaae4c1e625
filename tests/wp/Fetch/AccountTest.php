<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The account is readable with the key alone, and for its own address alone.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Fetch;

use Stockwire\Shop\Fetch\Account;
use Stockwire\Shop\Fetch\Vault;
use Stockwire\Tests\Support\FetchTestCase;
use Stockwire\Tests\Support\Node;

final class AccountTest extends FetchTestCase {

	private const KEY = array( 'STOCKWIRE_KEY' => 'a key of more than twenty characters' );

	private const SALTS = array(
		'AUTH_KEY'         => 'first salt, long enough to count',
		'SECURE_AUTH_KEY'  => 'second salt, long enough to count',
		'AUTH_SALT'        => 'third salt, long enough to count',
		'SECURE_AUTH_SALT' => 'fourth salt, long enough to count',
	);

	public function test_what_was_saved_is_read_and_stands_nowhere_in_plain_text(): void {
		global $wpdb;
		$vault = new Vault( self::KEY );
		self::assertTrue( Account::save( 'owner@shop.example', 'S3cret-T0ken', self::URL, $vault ) );
		$account = Account::load( self::URL, $vault );
		self::assertSame( array( 'owner@shop.example', 'S3cret-T0ken', 'ready' ), array( $account->user, $account->token, Account::state( self::URL, $vault ) ) );
		$row = $wpdb->get_row( $wpdb->prepare( "SELECT option_value, autoload FROM {$wpdb->options} WHERE option_name = %s", Account::OPTION ), ARRAY_A );
		foreach ( array( 'S3cret', 'owner', base64_encode( 'S3cret-T0ken' ) ) as $plain ) {
			self::assertStringNotContainsString( $plain, $row['option_value'] );
		}
		self::assertContains( $row['autoload'], array( 'no', 'off' ) );
		self::assertStringNotContainsString( 'S3cret', print_r( $account, true ) . var_export( (array) $account->__debugInfo(), true ) );
	}

	public function test_the_same_account_is_sealed_differently_each_time(): void {
		$vault = new Vault( self::KEY );
		self::assertNotSame( $vault->seal( 'x' ), $vault->seal( 'x' ) );
	}

	public function test_another_key_opens_nothing_and_breaks_nothing(): void {
		Account::save( 'u', 't', self::URL, new Vault( self::KEY ) );
		$other = new Vault( array( 'STOCKWIRE_KEY' => 'another key of more than twenty characters' ) );
		self::assertNull( Account::load( self::URL, $other ) );
		self::assertSame( 'locked', Account::state( self::URL, $other ) );
		self::assertTrue( Account::save( 'u2', 't2', self::URL, $other ) );
		self::assertSame( 'u2', Account::load( self::URL, $other )->user );
	}

	/** @return iterable<string, array{0: mixed}> */
	public static function broken(): iterable {
		yield 'a changed byte' => array( static fn( string $sealed ): string => substr( $sealed, 0, -8 ) . ( 'A' === $sealed[ strlen( $sealed ) - 8 ] ? 'B' : 'A' ) . substr( $sealed, -7 ) );
		yield 'a cut text' => array( static fn( string $sealed ): string => substr( $sealed, 0, 20 ) );
		yield 'another form' => array( static fn( string $sealed ): string => 'v2' . substr( $sealed, 2 ) );
		yield 'plain text' => array( static fn(): string => '{"user":"u","token":"t"}' );
		yield 'a list' => array( static fn(): array => array( 'user' => 'u' ) );
	}

	/** @dataProvider broken */
	public function test_what_was_changed_in_the_database_is_not_believed( callable $break ): void {
		$vault = new Vault( self::KEY );
		Account::save( 'u', 't', self::URL, $vault );
		update_option( Account::OPTION, $break( get_option( Account::OPTION ) ), false );
		self::assertNull( Account::load( self::URL, $vault ) );
		self::assertContains( Account::state( self::URL, $vault ), array( 'locked', 'none' ) );
	}

	public function test_an_account_is_not_sent_to_another_host(): void {
		$vault = new Vault( self::KEY );
		Account::save( 'u', 't', 'https://office.example/api', $vault );
		self::assertNotNull( Account::load( 'https://OFFICE.example:443/other', $vault ) );
		foreach ( array( 'https://evil.example/api', 'https://office.example:8443/api', 'http://office.example/api', '' ) as $url ) {
			self::assertNull( Account::load( $url, $vault ), $url );
			self::assertSame( 'moved', Account::state( $url, $vault ) );
		}
	}

	/** @return iterable<string, array{0: array<string, mixed>, 1: bool}> */
	public static function constants(): iterable {
		yield 'a key of its own' => array( self::KEY, true );
		yield 'salts' => array( self::SALTS, true );
		yield 'two salts' => array( array_slice( self::SALTS, 0, 2 ), true );
		yield 'nothing' => array( array(), false );
		yield 'a short key' => array( array( 'STOCKWIRE_KEY' => 'short' ), false );
		yield 'a key that is no text' => array( array( 'STOCKWIRE_KEY' => true ), false );
		yield 'the phrase of the sample file' => array( array_fill_keys( array_keys( self::SALTS ), 'put your unique phrase here' ), false );
		yield 'one phrase everywhere' => array( array_fill_keys( array_keys( self::SALTS ), 'the same long phrase in each line' ), false );
	}

	/**
	 * @dataProvider constants
	 * @param array<string, mixed> $constants
	 */
	public function test_a_key_comes_from_constants_alone( array $constants, bool $usable ): void {
		$vault = new Vault( $constants );
		Account::forget();
		self::assertSame( $usable, $vault->usable() );
		self::assertSame( $usable, Account::save( 'u', 't', self::URL, $vault ) );
		self::assertSame( $usable ? 'ready' : 'keyless', Account::state( self::URL, $vault ) );
		self::assertSame( $usable, false !== get_option( Account::OPTION ), 'Without a key nothing is stored' );
	}

	public function test_a_site_without_a_key_is_told_so_and_keeps_nothing(): void {
		Account::forget();
		$page = ( new Node( 'keyless' ) )->end();
		wp_cache_flush();
		self::assertSame( 2, substr_count( $page, 'nothing to encrypt the account with' ), 'On the page, and where somebody tries all the same' );
		self::assertMatchesRegularExpression( '/stockwire_save_account"[^>]* disabled/', $page );
		self::assertFalse( get_option( Account::OPTION ) );
	}

	public function test_the_key_of_its_own_goes_before_the_salts(): void {
		$sealed = ( new Vault( self::KEY ) )->seal( 'x' );
		self::assertSame( 'x', ( new Vault( self::KEY + self::SALTS ) )->open( $sealed ) );
		self::assertNull( ( new Vault( self::SALTS ) )->open( $sealed ) );
	}
}
