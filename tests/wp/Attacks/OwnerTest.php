<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The same forms as FormsTest's, each with its own nonce from who may: it is carried out, and the page says so. Else a refusal would prove nothing.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Attacks;

use Stockwire\Shop\Fetch\Account;
use Stockwire\Shop\Jobs\Job;
use Stockwire\Shop\Jobs\Recompute;
use Stockwire\Shop\Jobs\Run;
use Stockwire\Shop\Jobs\Steps;
use Stockwire\Shop\Jobs\Swap;
use Stockwire\Shop\Settings;
use Stockwire\Tests\Support\AttackTestCase;
use Stockwire\Tests\Support\BackOffice;
use Stockwire\Tests\Support\Http;
use Stockwire\Tests\Support\MuPlugin;

final class OwnerTest extends AttackTestCase {

	/** @var list<string> */
	private static array $carried_out = array();

	private Http $owner;

	protected function setUp(): void {
		parent::setUp();
		array_map( array( Swap::class, 'drop' ), array( Account::OPTION, Job::OPTION, Recompute::OPTION ) );
		$this->owner = $this->as_role( 'administrator' );
	}

	protected function tearDown(): void {
		global $wpdb;
		BackOffice::wish( null );
		array_map( array( Swap::class, 'drop' ), array( Account::OPTION, Job::OPTION, Recompute::OPTION ) );
		$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_unmatched" );
		$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_links" );
		$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_runs SET state = 'discarded' WHERE state = 'held'" );
		parent::tearDown();
	}

	/**
	 * @param array<string, mixed> $fields
	 * @return array{status: int, headers: array<string, string>, body: string}
	 */
	private function posts( string $tab, string $action, array $fields ): array {
		$answer = $this->owner->post_form( self::PAGE . "&tab=$tab", array( 'stockwire_action' => $action, '_wpnonce' => $this->nonces( $this->owner, "stockwire_$action" )[ "stockwire_$action" ] ) + $fields );
		wp_cache_flush();
		return $answer;
	}

	/**
	 * @param array<string, mixed> $fields
	 * @return string the page after it
	 */
	private function sends( string $tab, string $action, array $fields = array() ): string {
		$answer = $this->posts( $tab, $action, $fields );
		self::assertSame( 302, $answer['status'], "$action: {$answer['body']}" );
		$page = $this->owner->send( 'GET', (string) preg_replace( '#^https?://[^/]+#', '', $answer['headers']['location'] ) );
		self::assertSame( 200, $page['status'] );
		// A look at an undo is shown, which says enough; what goes on in the background may go on still.
		self::assertMatchesRegularExpression( 'undo_preview' === $action ? '/value="undo"/' : '/notice-success|<progress /', $page['body'], "$action says what it did" );
		self::$carried_out[] = $action;
		return $page['body'];
	}

	/**
	 * @param array<string, mixed> $fields
	 * @return string the page that says why not
	 */
	private function is_told( string $tab, string $action, array $fields = array() ): string {
		$answer = $this->posts( $tab, $action, $fields );
		self::assertSame( 200, $answer['status'] );
		return $answer['body'];
	}

	/** Works at the newest run of a source until it has ended. */
	private static function ends( string $source ): void {
		for ( $i = 0; $i < 100 && true === Run::newest( array( $source ) )?->unfinished(); $i++ ) {
			( new Steps() )->work( 5.0 );
			usleep( 100000 );
		}
		self::assertSame( 'done', Run::newest( array( $source ) )?->state );
	}

	private function shows( string $tab ): string {
		return $this->owner->send( 'GET', self::PAGE . "&tab=$tab" )['body'];
	}

	public function test_a_token_is_taken_tested_and_revoked(): void {
		$digest = hash( 'sha256', 'a-token-of-the-owner' );
		self::assertStringContainsString( 'This token is accepted already.', $this->is_told( '', 'paste', array( 'token' => (string) getenv( 'TOKEN' ) ) ) );
		$this->sends( '', 'paste', array( 'token' => 'A-Token-Of-The-Owner', 'label' => 'Depozit', 'grace' => '7' ) );
		self::assertContains( $digest, array_column( Settings::load()->tokens(), 'digest' ) );
		self::assertStringContainsString( 'Two tokens are accepted already.', $this->is_told( '', 'generate' ) );
		self::assertStringContainsString( 'This is no usable token', $this->is_told( '', 'paste', array( 'token' => 'short' ) ) );
		$this->sends( '', 'revoke', array( 'digest' => $digest ) );
		self::assertNotContains( $digest, array_column( Settings::load()->tokens(), 'digest' ) );
		self::assertMatchesRegularExpression( '/Nothing was saved/', $this->is_told( '', 'save', array( 'enabled' => '1', 'more_warehouses' => str_repeat( 'x', 101 ) ) ) );
		// A fresh token is on the page that answers, and on no other.
		self::assertStringContainsString( 'id="stockwire-fresh-token"', $this->posts( '', 'generate', array() )['body'] );
		self::$carried_out[] = 'generate';
		$this->sends( '', 'save', array( 'enabled' => '1', 'more_warehouses' => 'Depozit' ) );
		self::assertSame( array( 'Depozit' ), Settings::load()->warehouses() );
		$this->sends( '', 'test' );
	}

	public function test_an_account_is_saved_asked_scheduled_and_forgotten(): void {
		$account = array( 'fetch_url' => (string) getenv( 'BACKOFFICE_URL' ), 'fetch_company' => (string) getenv( 'BACKOFFICE_COMPANY' ), 'fetch_user' => (string) getenv( 'BACKOFFICE_USER' ), 'fetch_token' => (string) getenv( 'BACKOFFICE_TOKEN' ) );
		$this->sends( 'fetch', 'fetch_account', $account );
		self::assertSame( 'ready', Account::state( $account['fetch_url'] ) );
		self::assertStringContainsString( 'Magazin', $this->sends( 'fetch', 'fetch_warehouses' ) );
		$this->sends( 'fetch', 'fetch_follow', array( 'warehouses' => array( 'Magazin' ) ) );
		self::assertSame( array( 'Magazin' ), Settings::load()->warehouses() );
		$this->sends( 'fetch', 'fetch_schedule', array( 'schedule' => 'daily', 'schedule_hour' => '4' ) );
		self::assertSame( 'daily', get_option( Settings::OPTION )['schedule'] );
		$this->sends( 'fetch', 'fetch_schedule', array( 'schedule' => 'off', 'schedule_hour' => '4' ) );
		self::assertStringContainsString( 'notice-error', $this->is_told( 'fetch', 'fetch_cancel' ), 'Nothing is under way' );
		// Neither is carried out before it is cancelled, also where a worker of an earlier wake is still about.
		MuPlugin::install( MuPlugin::DEAF );
		BackOffice::wish( array( 'call' => 'stocks', 'delay' => 10 ) );
		$page = $this->sends( 'fetch', 'fetch_preview' );
		self::assertSame( 1, preg_match( '#admin-ajax\.php\?action=stockwire_progress[^"]+#', $page, $found ), 'A run is followed by the page' );
		$path = '/wp-admin/' . html_entity_decode( $found[0] );
		self::assertTrue( json_decode( $this->owner->send( 'GET', $path )['body'], true )['success'] );
		self::assertSame( 404, $this->owner->send( 'GET', (string) preg_replace( '/run=[0-9]+/', 'run=999999999', $path ) )['status'] );
		self::assertStringContainsString( 'value="fetch_cancel"', $page );
		$this->sends( 'fetch', 'fetch_cancel' );
		$this->sends( 'settings', 'shadow' );
		$this->sends( 'fetch', 'fetch' );
		$this->sends( 'fetch', 'fetch_cancel' );
		$this->sends( 'fetch', 'fetch_forget' );
		self::assertNotSame( 'ready', Account::state( $account['fetch_url'] ) );
	}

	public function test_shadow_mode_is_switched_on_and_off(): void {
		$this->sends( 'settings', 'shadow' );
		self::assertTrue( get_option( Settings::OPTION )['shadow'] );
		self::assertStringContainsString( 'value="live"', $this->shows( 'settings' ) );
		$this->sends( 'settings', 'live' );
		self::assertFalse( get_option( Settings::OPTION )['shadow'] );
	}

	public function test_limits_are_saved_and_the_stock_recomputed_or_left_as_it_is(): void {
		global $wpdb;
		$levels  = "{$wpdb->prefix}stockwire_levels";
		$limits  = array( 'brake_percent' => '0', 'brake_products' => '0', 'retention' => '0', 'notify' => '' );
		$product = $this->product( 'OWNER-3' );
		// Of no other product of the shop is a level known.
		$wpdb->query( "RENAME TABLE $levels TO {$levels}_away" );
		$wpdb->query( "CREATE TABLE $levels LIKE {$levels}_away" );
		try {
			$this->http->stock( self::lines( array( 'code' => 'OWNER-3', 'warehouse' => self::WAREHOUSE, 'quantity' => 6 ) ) );
			$this->sends( 'settings', 'limits', array( 'buffer' => '2' ) + $limits );
			self::assertTrue( Recompute::due() );
			$this->sends( 'settings', 'recompute_preview' );
			self::ends( Recompute::SOURCE );
			self::assertSame( 6.0, (float) $this->stock_of( $product ) );
			$this->sends( 'settings', 'recompute' );
			self::ends( Recompute::SOURCE );
			self::assertSame( 4.0, (float) $this->stock_of( $product ) );
			$this->sends( 'settings', 'limits', array( 'buffer' => '1' ) + $limits );
			$this->sends( 'settings', 'recompute_wave' );
			self::assertFalse( Recompute::due() );
		} finally {
			$wpdb->query( "DROP TABLE $levels" );
			$wpdb->query( "RENAME TABLE {$levels}_away TO $levels" );
			wp_delete_post( $product, true );
		}
	}

	public function test_a_held_run_is_discarded_and_another_released(): void {
		$this->link( array( 'brake_percent' => 0, 'brake_products' => 1 ) );
		$codes    = array( 'OWNER-4' . uniqid(), 'OWNER-5' . uniqid() );
		$products = array_map( $this->product( ... ), $codes );
		$empty    = self::lines( ...array_map( static fn( string $code ): array => array( 'code' => $code, 'warehouse' => self::WAREHOUSE, 'quantity' => 0 ), $codes ) );
		foreach ( array( 'discard' => 1.0, 'release' => 0.0 ) as $action => $stock ) {
			$said = json_decode( $this->http->stock( $empty )['body'], true );
			self::assertSame( 'held', $said['lines'][0]['outcome'], (string) wp_json_encode( $said ) );
			$this->sends( 'activity', $action, array( 'run' => $said['run'] ) );
			self::assertSame( $stock, (float) $this->stock_of( $products[0] ) );
		}
		array_map( static fn( int $id ) => wp_delete_post( $id, true ), $products );
	}

	public function test_an_entry_is_ignored_taken_back_linked_and_unlinked(): void {
		$product = $this->product( 'OWNER-1' );
		$this->http->stock( self::lines( array( 'code' => 'OWNER-X', 'warehouse' => self::WAREHOUSE, 'quantity' => 4 ) ) );
		self::assertSame( 1, preg_match( '/name="entry" value="([^"]+)"/', $this->shows( 'inbox' ), $found ) );
		$this->sends( 'inbox', 'inbox_ignore', array( 'entry' => $found[1] ) );
		self::assertStringContainsString( 'OWNER-X', $this->shows( 'inbox&view=ignored' ) );
		$this->sends( 'inbox', 'inbox_unlink', array( 'entry' => $found[1] ) );
		$this->http->stock( self::lines( array( 'code' => 'OWNER-X', 'warehouse' => self::WAREHOUSE, 'quantity' => 4 ) ) );
		$this->sends( 'inbox', 'inbox_link', array( 'entry' => $found[1], 'typed' => 'OWNER-1' ) );
		self::assertSame( 4.0, (float) $this->stock_of( $product ) );
		self::assertStringContainsString( 'OWNER-X', $this->shows( 'inbox&view=linked' ) );
		$this->sends( 'inbox', 'inbox_unlink', array( 'entry' => $found[1] ) );
		wp_delete_post( $product, true );
	}

	public function test_a_run_is_looked_at_taken_back_and_its_product_s_history_read(): void {
		$product = $this->product( 'OWNER-2' );
		$run     = json_decode( $this->http->stock( self::lines( array( 'code' => 'OWNER-2', 'warehouse' => self::WAREHOUSE, 'quantity' => 6 ), array( 'code' => 'OWNER-NONE', 'warehouse' => 'Elsewhere', 'quantity' => 1 ), array( 'name' => '', 'quantity' => 'x' ) ) )['body'], true )['run'];
		self::assertStringContainsString( 'OWNER-NONE', $this->shows( "activity&run=$run" ) );
		$this->sends( 'activity', 'undo_preview', array( 'run' => $run ) );
		self::assertSame( 6.0, (float) $this->stock_of( $product ) );
		$this->sends( 'activity', 'undo', array( 'run' => $run ) );
		self::assertSame( 1.0, (float) $this->stock_of( $product ) );
		self::assertStringContainsString( 'OWNER-2', $this->shows( "activity&product=$product" ) );
		self::assertStringContainsString( '</html>', $this->shows( 'coverage' ) );
		wp_delete_post( $product, true );
	}

	public function test_site_health_asks_for_the_connection(): void {
		self::assertStringContainsString( '</html>', $this->owner->send( 'GET', '/wp-admin/site-health.php' )['body'] );
		$nonce  = $this->nonces( $this->owner, 'health-check-site-status' )['health-check-site-status'];
		$answer = json_decode( $this->owner->post_form( '/wp-admin/admin-ajax.php', array( 'action' => 'health-check-stockwire-connection', '_wpnonce' => $nonce ) )['body'], true );
		self::assertSame( array( true, 'good', 'stockwire_connection' ), array( $answer['success'], $answer['data']['status'], $answer['data']['test'] ), (string) wp_json_encode( $answer ) );
	}

	/**
	 * @depends test_a_token_is_taken_tested_and_revoked
	 * @depends test_an_account_is_saved_asked_scheduled_and_forgotten
	 * @depends test_shadow_mode_is_switched_on_and_off
	 * @depends test_limits_are_saved_and_the_stock_recomputed_or_left_as_it_is
	 * @depends test_a_held_run_is_discarded_and_another_released
	 * @depends test_an_entry_is_ignored_taken_back_linked_and_unlinked
	 * @depends test_a_run_is_looked_at_taken_back_and_its_product_s_history_read
	 */
	public function test_every_form_was_carried_out(): void {
		self::assertSame( array(), array_values( array_diff( array_keys( self::forms() ), self::$carried_out ) ) );
	}
}
