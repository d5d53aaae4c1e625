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
use Stockwire\Shop\Jobs\Swap;
use Stockwire\Shop\Settings;
use Stockwire\Tests\Support\AttackTestCase;
use Stockwire\Tests\Support\Http;
use Stockwire\Tests\Support\MuPlugin;

final class OwnerTest extends AttackTestCase {

	private Http $owner;

	protected function setUp(): void {
		parent::setUp();
		array_map( array( Swap::class, 'drop' ), array( Account::OPTION, Job::OPTION, Recompute::OPTION ) );
		$this->owner = $this->as_role( 'administrator' );
	}

	protected function tearDown(): void {
		global $wpdb;
		array_map( array( Swap::class, 'drop' ), array( Account::OPTION, Job::OPTION, Recompute::OPTION ) );
		$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_unmatched" );
		$wpdb->query( "DELETE FROM {$wpdb->prefix}stockwire_links" );
		$wpdb->query( "UPDATE {$wpdb->prefix}stockwire_runs SET state = 'discarded' WHERE state = 'held'" );
		parent::tearDown();
	}

	/**
	 * @param array<string, mixed> $fields
	 * @return string the page after it, or the page that says what was wrong
	 */
	private function sends( string $tab, string $action, array $fields = array() ): string {
		$answer = $this->owner->post_form( self::PAGE . "&tab=$tab", array( 'stockwire_action' => $action, '_wpnonce' => $this->nonces( $this->owner, "stockwire_$action" )[ "stockwire_$action" ] ) + $fields );
		wp_cache_flush();
		if ( 302 !== $answer['status'] ) {
			return $answer['body'];
		}
		$page = $this->owner->send( 'GET', (string) preg_replace( '#^https?://[^/]+#', '', $answer['headers']['location'] ) );
		self::assertSame( 200, $page['status'] );
		self::assertStringContainsString( 'notice-success', $page['body'], "$action says what it did" );
		return $page['body'];
	}

	private function shows( string $tab ): string {
		return $this->owner->send( 'GET', self::PAGE . "&tab=$tab" )['body'];
	}

	public function test_a_token_is_taken_tested_and_revoked(): void {
		$digest = hash( 'sha256', 'a-token-of-the-owner' );
		self::assertStringContainsString( 'This token is accepted already.', $this->sends( '', 'paste', array( 'token' => (string) getenv( 'TOKEN' ) ) ) );
		$this->sends( '', 'paste', array( 'token' => 'A-Token-Of-The-Owner', 'label' => 'Depozit', 'grace' => '7' ) );
		self::assertContains( $digest, array_column( Settings::load()->tokens(), 'digest' ) );
		self::assertStringContainsString( 'Two tokens are accepted already.', $this->sends( '', 'generate' ) );
		self::assertStringContainsString( 'This is no usable token', $this->sends( '', 'paste', array( 'token' => 'short' ) ) );
		$this->sends( '', 'revoke', array( 'digest' => $digest ) );
		self::assertNotContains( $digest, array_column( Settings::load()->tokens(), 'digest' ) );
		self::assertMatchesRegularExpression( '/Nothing was saved/', $this->sends( '', 'save', array( 'enabled' => '1', 'more_warehouses' => str_repeat( 'x', 101 ) ) ) );
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
		self::assertStringContainsString( 'notice-error', $this->sends( 'fetch', 'fetch_cancel' ), 'Nothing is under way' );
		MuPlugin::install( MuPlugin::DEAF );
		$page = $this->sends( 'fetch', 'fetch_preview' );
		self::assertSame( 1, preg_match( '#admin-ajax\.php\?action=stockwire_progress[^"]+#', $page, $found ), 'A run is followed by the page' );
		$path = '/wp-admin/' . html_entity_decode( $found[0] );
		self::assertTrue( json_decode( $this->owner->send( 'GET', $path )['body'], true )['success'] );
		self::assertSame( 404, $this->owner->send( 'GET', (string) preg_replace( '/run=[0-9]+/', 'run=999999999', $path ) )['status'] );
		self::assertStringContainsString( 'value="fetch_cancel"', $page );
		$this->sends( 'fetch', 'fetch_cancel' );
		$this->sends( 'fetch', 'fetch_forget' );
		self::assertNotSame( 'ready', Account::state( $account['fetch_url'] ) );
	}

	public function test_shadow_mode_and_a_recomputing(): void {
		$this->sends( 'settings', 'shadow' );
		self::assertTrue( get_option( Settings::OPTION )['shadow'] );
		self::assertStringContainsString( 'value="live"', $this->shows( 'settings' ) );
		$this->sends( 'settings', 'live' );
		self::assertFalse( get_option( Settings::OPTION )['shadow'] );
		$this->sends( 'settings', 'recompute_preview' );
		$this->shows( 'settings' );
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
		$this->owner->post_form( self::PAGE . '&tab=activity', array( 'stockwire_action' => 'undo_preview', 'run' => $run, '_wpnonce' => $this->nonces( $this->owner, 'stockwire_undo_preview' )['stockwire_undo_preview'] ) );
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
}
