<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The forms of the Fetch and Settings pages over HTTP: what is never saved or called. Who may, and with which nonce: Attacks/FormsTest.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Fetch;

use Stockwire\Shop\Fetch\Account;
use Stockwire\Shop\Jobs\Job;
use Stockwire\Shop\Jobs\Recompute;
use Stockwire\Shop\Jobs\Run;
use Stockwire\Shop\Jobs\Swap;
use Stockwire\Shop\Settings;
use Stockwire\Tests\Support\LinkTestCase;
use Stockwire\Tests\Support\MuPlugin;

final class FetchFormTest extends LinkTestCase {

	private const PAGE = '/wp-admin/admin.php?page=stockwire&tab=';

	protected function setUp(): void {
		parent::setUp();
		array_map( array( Swap::class, 'drop' ), array( Account::OPTION, Job::OPTION, Recompute::OPTION ) );
	}

	protected function tearDown(): void {
		array_map( array( Swap::class, 'drop' ), array( Account::OPTION, Job::OPTION, Recompute::OPTION ) );
		parent::tearDown();
	}

	/** @return iterable<string, array{0: string, 1: bool}> */
	public static function addresses(): iterable {
		foreach ( array( 'javascript:alert(1)', 'file:///etc/passwd', 'http://ws.smartbill.ro/api' ) as $url ) {
			yield $url => array( $url, false );
		}
		foreach ( array( '', '127.0.0.1', 'localhost', '2130706433', '[::1]', '10.1.2.3', '169.254.169.254', 'metadata.google.internal' ) as $host ) {
			yield '' === $host ? 'the back office beside the shop' : $host => array( '' === $host ? (string) getenv( 'BACKOFFICE_URL' ) : "https://$host/api", true );
		}
	}

	/** @dataProvider addresses */
	public function test_an_address_that_is_none_is_refused_before_anything_is_saved_or_called( string $url, bool $strict ): void {
		if ( $strict ) {
			MuPlugin::install( "putenv( 'STOCKWIRE_ALLOW_PRIVATE' );" );
		}
		$this->http = $this->as_role( 'shop_manager' );
		$before = $this->state();
		$answer = $this->post( 'fetch', 'fetch_account', array( 'fetch_url' => $url, 'fetch_company' => 'RO12345678', 'fetch_user' => 'owner@shop.example', 'fetch_token' => 'A-Token-Of-A-Test' ) );
		self::assertSame( 200, $answer['status'] );
		self::assertMatchesRegularExpression( '/role="alert"><p>Address of the back office: [^<]+ Nothing was saved\./', $answer['body'] );
		self::assertStringNotContainsString( 'A-Token-Of-A-Test', $answer['body'] );
		self::assertSame( $before, $this->state() );
	}

	/** @return iterable<string, array{0: array<string, mixed>, 1: string}> */
	public static function fields(): iterable {
		yield 'no company' => array( array( 'fetch_company' => '' ), 'Company:' );
		yield 'HTML for a company' => array( array( 'fetch_company' => '<b>' ), 'Company:' );
		yield 'no user' => array( array( 'fetch_user' => '' ), 'User:' );
		yield 'a user with a colon' => array( array( 'fetch_user' => 'a:b' ), 'User:' );
		yield 'a user with a line end' => array( array( 'fetch_user' => "a\r\nb" ), 'User:' );
		yield 'no token' => array( array( 'fetch_token' => '' ), 'Token:' );
		yield 'a token with a blank' => array( array( 'fetch_token' => 'a b' ), 'Token:' );
		yield 'a token that is too long' => array( array( 'fetch_token' => str_repeat( 'a', 513 ) ), 'Token:' );
		yield 'a list for a token' => array( array( 'fetch_token' => array( 'a' ) ), 'Token:' );
		yield 'a list for an address' => array( array( 'fetch_url' => array( 'a' ) ), 'Address of the back office:' );
	}

	/**
	 * @dataProvider fields
	 * @param array<string, mixed> $wrong
	 */
	public function test_a_wrong_field_is_named_and_nothing_is_saved( array $wrong, string $name ): void {
		$this->http = $this->as_role( 'shop_manager' );
		$before = $this->state();
		$answer = $this->post( 'fetch', 'fetch_account', $wrong + $this->account() );
		self::assertStringContainsString( 'role="alert"><p>' . $name, $answer['body'] );
		self::assertSame( $before, $this->state() );
	}

	public function test_the_account_is_saved_and_stands_nowhere_in_plain_text(): void {
		global $wpdb;
		$this->http = $this->as_role( 'shop_manager' );
		self::assertSame( 302, $this->post( 'fetch', 'fetch_account', array( 'fetch_token' => 'Unm1stakable-T0ken' ) + $this->account() )['status'] );
		self::assertSame( 'ready', Account::state( (string) getenv( 'BACKOFFICE_URL' ) ) );
		foreach ( array( 'fetch', 'settings', '' ) as $tab ) {
			self::assertStringNotContainsString( 'Unm1stakable', $this->http->send( 'GET', self::PAGE . $tab )['body'] );
		}
		self::assertSame( '0', $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->options} WHERE option_value LIKE '%Unm1stakable%'" ) );
		$logs = array_filter( (array) glob( dirname( (string) realpath( (string) getenv( 'WP_PATH' ) ) ) . '/log/*' ), 'is_file' );
		self::assertNotSame( array(), $logs );
		foreach ( $logs as $log ) {
			self::assertStringNotContainsString( 'Unm1stakable', (string) file_get_contents( $log ), $log );
		}
	}

	public function test_other_pages_settings_stay(): void {
		$this->http = $this->as_role( 'shop_manager' );
		$this->post( 'settings', 'limits', array( 'buffer' => '3', 'brake_percent' => '0', 'brake_products' => '7', 'retention' => '0', 'notify' => '' ) );
		$saved = get_option( Settings::OPTION );
		self::assertSame( array( true, array( self::WAREHOUSE ), 3, 7, 0 ), array( $saved['enabled'], $saved['warehouses'], $saved['buffer'], $saved['brake_products'], $saved['retention'] ) );
		self::assertCount( 1, $saved['tokens'] );
	}

	/** @return iterable<string, array{0: array<string, mixed>}> */
	public static function odd(): iterable {
		yield 'texts for numbers' => array( array( 'buffer' => 'many' ) );
		yield 'a negative number' => array( array( 'buffer' => '-1' ) );
		yield 'a list' => array( array( 'buffer' => array( '1' ) ) );
		yield 'nothing' => array( array( 'buffer' => '' ) );
		yield 'hexadecimal' => array( array( 'buffer' => '0x10' ) );
		yield 'too many percent' => array( array( 'brake_percent' => '101' ) );
		yield 'an address with a line end' => array( array( 'notify' => "a@b.example\r\nBcc: c@d.example" ) );
	}

	/**
	 * @dataProvider odd
	 * @param array<string, mixed> $wrong
	 */
	public function test_odd_numbers_save_nothing( array $wrong ): void {
		$this->http = $this->as_role( 'shop_manager' );
		$before = $this->state();
		$answer = $this->post( 'settings', 'limits', $wrong + array( 'buffer' => '1', 'brake_percent' => '1', 'brake_products' => '1', 'retention' => '1', 'notify' => '' ) );
		self::assertSame( 200, $answer['status'] );
		self::assertStringContainsString( 'role="alert"', $answer['body'] );
		self::assertSame( $before, $this->state() );
	}

	/** @return array<string, array{string, string}> tab and action */
	public static function openings(): array {
		return array(
			'a fetch'        => array( 'fetch', 'fetch' ),
			'a preview'      => array( 'fetch', 'fetch_preview' ),
			'a recomputation' => array( 'settings', 'recompute_preview' ),
		);
	}

	/** @dataProvider openings */
	public function test_a_database_that_refuses_is_said_on_the_page( string $tab, string $action ): void {
		$this->link( array( 'fetch_url' => (string) getenv( 'BACKOFFICE_URL' ), 'fetch_company' => 'RO12345678' ) );
		Account::save( 'owner@shop.example', 'token', (string) getenv( 'BACKOFFICE_URL' ) );
		$this->http = $this->as_role( 'shop_manager' );
		$before = $this->state();
		// As another plugin that leaves its transaction open, in which the engine writes nothing.
		MuPlugin::install( "add_action( 'load-woocommerce_page_stockwire', fn() => \$GLOBALS['wpdb']->query( 'START TRANSACTION' ), 1 );" );
		$answer = $this->post( $tab, $action, array() );
		self::assertSame( 200, $answer['status'] );
		self::assertStringContainsString( 'role="alert"><p>Another plugin has a database transaction open', $answer['body'] );
		self::assertSame( $before, $this->state() );
	}

	public function test_going_live_offers_the_fetch_of_what_was_only_tried(): void {
		$this->link( array( 'shadow' => true ) );
		$this->http = $this->as_role( 'shop_manager' );
		$answer = $this->post( 'settings', 'live', array() );
		$page   = $this->http->send( 'GET', self::PAGE . 'settings&done=live' )['body'];
		self::assertSame( 302, $answer['status'] );
		self::assertStringContainsString( 'value="fetch"', $page );
		self::assertStringNotContainsString( 'value="fetch"', $this->http->send( 'GET', self::PAGE . 'settings' )['body'] );
	}

	/** @return array<string, string> */
	private function account(): array {
		return array( 'fetch_url' => (string) getenv( 'BACKOFFICE_URL' ), 'fetch_company' => 'RO12345678', 'fetch_user' => 'owner@shop.example', 'fetch_token' => 'token' );
	}

	/**
	 * @param array<string, mixed> $fields
	 * @return array{status: int, headers: array<string, string>, body: string}
	 */
	private function post( string $tab, string $action, array $fields ): array {
		$answer = $this->http->post_form( self::PAGE . $tab, array( 'stockwire_action' => $action, '_wpnonce' => $this->nonce( $tab, $action ) ) + $fields );
		wp_cache_flush();
		return $answer;
	}

	private function nonce( string $tab, string $action ): string {
		$page = $this->http->send( 'GET', self::PAGE . $tab )['body'];
		self::assertSame( 1, preg_match( '/name="stockwire_action" value="' . $action . '"><input type="hidden" name="_wpnonce" value="([0-9a-f]+)"/', $page, $found ), "$action on $tab" );
		return $found[1];
	}

	/** @return array<mixed> everything that a form could have changed, and how often the back office was called */
	private function state(): array {
		wp_cache_flush();
		$log = (string) getenv( 'BACKOFFICE_LOG' );
		return array( get_option( Settings::OPTION ), Swap::read( Account::OPTION ), Swap::read( Job::OPTION ), Run::newest( array( 'fetch', 'recompute' ) )?->id, is_readable( $log ) ? substr_count( (string) file_get_contents( $log ), "\n" ) : -1 );
	}
}
