<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Other plugins keep their switches where no fingerprint looks: the push after somebody changed something hears them all the same.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Lane;

use Stockwire\Shop\Lane\Doubt;
use Stockwire\Shop\Lane\Facts;
use Stockwire\Shop\Lane\Options;
use Stockwire\Tests\Support\Http;
use Stockwire\Tests\Support\LaneTestCase;
use Stockwire\Tests\Support\MuPlugin;

final class DoubtTest extends LaneTestCase {

	/** Rounds up while its switch is on. The switch is no option that WordPress tells anybody of, as a table of its own would be. */
	private const OTHER_PLUGIN = <<<'PHP'
		if ( get_option( 'other_rounds_up' ) ) {
			add_filter( 'woocommerce_stock_amount', fn( $n ) => ceil( (float) $n ), 1 );
		}
		function other_switch() {
			global $wpdb;
			$wpdb->query( "INSERT INTO {$wpdb->options} (option_name, option_value, autoload) VALUES ('other_rounds_up', '1', 'yes')" );
			wp_cache_delete( 'alloptions', 'options' );
			wp_cache_delete( 'notoptions', 'options' );
			die( 'switched' );
		}
		add_action( 'admin_post_other_switch', 'other_switch' );
		add_action( 'wp_ajax_other_switch', 'other_switch' );
		add_action( 'wp_ajax_other_nonce', fn() => die( wp_create_nonce( 'wp_rest' ) ) );
		add_action( 'rest_api_init', fn() => register_rest_route( 'other/v1', '/switch', array(
			'methods' => 'POST',
			'callback' => 'other_switch',
			'permission_callback' => fn() => current_user_can( 'manage_options' ),
		) ) );
		PHP;

	private int $product;

	protected function setUp(): void {
		parent::setUp();
		$this->product = $this->product( 'LANE-D' );
		MuPlugin::install( self::OTHER_PLUGIN );
		$this->open();
		$this->by_lane( fn(): array => $this->push( '3' ) );
		// A worker that was woken for this push would note the shop as it is then.
		self::assertTrue( self::within( 30, fn(): bool => 0 === $this->waiting( $this->product ) ), 'The first push is announced' );
	}

	protected function tearDown(): void {
		delete_option( 'other_rounds_up' );
		wp_delete_post( $this->product, true );
		parent::tearDown();
	}

	/** @dataProvider deeds */
	public function test_the_push_after_a_deed_hears_what_it_switched( string $path, string $method = 'POST' ): void {
		$admin   = $this->as_role( 'administrator' );
		$headers = str_starts_with( $path, '/wp-json/' ) ? array( 'X-WP-Nonce: ' . self::nonce( $admin ) ) : array();
		self::assertSame( 'switched', $admin->send( $method, $path, array_merge( $headers, array( 'Content-Type: application/x-www-form-urlencoded' ) ), 'POST' === $method ? 'action=other_switch' : null )['body'] );
		self::assertSame( 'stale', Facts::read()->reason() );
		self::assertContains( self::PUSH, $this->boots( fn(): array => $this->push( '1.5' ) ) );
		self::assertSame( '2', (string) (float) $this->stock_of( $this->product ) );
		self::assertSame( 'rounding', Facts::read()->reason() );
	}

	/** @return array<string, array{0: string, 1?: string}> */
	public static function deeds(): array {
		return array(
			'a form'          => array( '/wp-admin/admin-post.php' ),
			'a call'          => array( '/wp-admin/admin-ajax.php' ),
			'a link'          => array( '/wp-admin/admin-ajax.php?action=other_switch&security=1234567890', 'GET' ),
			'the REST API'    => array( '/wp-json/other/v1/switch' ),
		);
	}

	public function test_what_changes_no_plugin_keeps_it_open(): void {
		$admin = $this->as_role( 'administrator' );
		$nonce = array( 'X-WP-Nonce: ' . self::nonce( $admin ), 'Content-Type: application/json' );
		self::assertSame( 200, $admin->send( 'GET', '/wp-admin/index.php' )['status'] );
		self::assertSame( 200, $admin->post_form( '/wp-admin/admin-ajax.php', array( 'action' => 'heartbeat', '_nonce' => 'none' ) )['status'] );
		$admin->post_form( '/wp-admin/admin-ajax.php?action=as_async_request_queue_runner', array( 'nonce' => 'none' ) );
		self::assertSame( 201, $admin->send( 'POST', '/wp-json/wp/v2/posts', $nonce, '{"title":"Doubt","status":"draft"}' )['status'] );
		self::assertSame( 400, $this->as_role( 'customer' )->post_form( '/wp-admin/admin-ajax.php', array( 'action' => 'unknown' ) )['status'] );
		self::assertSame( '', Facts::read()->reason() );
		$this->by_lane( fn(): array => $this->push( '4' ) );
	}

	public function test_a_setting_saved_by_the_rest_api_closes_it(): void {
		$admin = $this->as_role( 'administrator' );
		$was   = get_option( 'blogdescription' );
		try {
			$nonce = array( 'X-WP-Nonce: ' . self::nonce( $admin ), 'Content-Type: application/json' );
			self::assertSame( 200, $admin->send( 'POST', '/wp-json/wp/v2/settings', $nonce, '{"description":"Doubt"}' )['status'] );
			self::assertSame( 'stale', Facts::read()->reason() );
		} finally {
			wp_cache_flush();
			update_option( 'blogdescription', $was );
		}
	}

	public function test_what_a_request_notes_that_began_before_the_change_is_not_believed(): void {
		$began = $_SERVER['REQUEST_TIME_FLOAT'];
		$file  = Facts::read()->get( 'file' );
		try {
			$_SERVER['REQUEST_TIME_FLOAT'] = microtime( true ) - 1;
			Doubt::raise();
			self::assertSame( 'stale', Facts::renew( $file )->reason() );
			self::assertSame( 'stale', Facts::read()->reason() );
			$_SERVER['REQUEST_TIME_FLOAT'] = microtime( true ) + 1;
			self::assertNotSame( 'stale', Facts::renew( $file )->reason() );
		} finally {
			$_SERVER['REQUEST_TIME_FLOAT'] = $began;
			// Noted by a command line.
			delete_option( Facts::OPTION );
		}
	}

	public function test_a_request_knows_what_decides_by_what_it_has_loaded(): void {
		self::assertTrue( Options::read()->are_known() );
		// Two doubts at once may leave the cache with the first and the database with the second: it is asked of the database alone.
		Doubt::raise();
		wp_cache_set( Doubt::OPTION, '1.5', 'options' );
		self::assertTrue( Options::read()->are_known() );
		$loaded = wp_load_alloptions();
		wp_cache_set( 'alloptions', array( 'home' => 'http://elsewhere.example' ) + $loaded, 'options' );
		self::assertFalse( Options::read()->are_known(), 'Another value' );
		wp_cache_set( 'alloptions', array_diff_key( $loaded, array( 'home' => 1 ) ), 'options' );
		wp_cache_set( 'notoptions', array( 'home' => true ), 'options' );
		self::assertFalse( Options::read()->are_known(), 'None' );
		wp_cache_flush();
		self::assertTrue( Options::read()->are_known() );
	}

	public function test_what_was_noted_is_believed_for_an_hour_without_a_push(): void {
		$kept = get_option( Facts::OPTION );
		delete_option( Doubt::OPTION );
		update_option( Facts::OPTION, array( 'made' => microtime( true ) - HOUR_IN_SECONDS + 60 ) + $kept );
		self::assertSame( '', Facts::read()->reason() );
		update_option( Facts::OPTION, array( 'made' => microtime( true ) - HOUR_IN_SECONDS - 1 ) + $kept );
		self::assertSame( 'stale', Facts::read()->reason() );
		self::assertContains( self::PUSH, $this->boots( fn(): array => $this->push( '4' ) ) );
		self::assertSame( '', Facts::read()->reason() );
	}

	public function test_without_a_lane_nothing_is_written(): void {
		delete_option( Facts::OPTION );
		delete_option( Doubt::OPTION );
		$this->as_role( 'administrator' )->post_form( '/wp-admin/admin-ajax.php', array( 'action' => 'other_nonce' ) );
		wp_cache_flush();
		self::assertFalse( get_option( Doubt::OPTION ) );
	}

	/** Of the REST API, for who is logged in. */
	private static function nonce( Http $who ): string {
		return $who->send( 'GET', '/wp-admin/admin-ajax.php?action=other_nonce' )['body'];
	}

	/** @return array{status: int, headers: array<string, string>, body: string} */
	private function push( string $quantity ): array {
		return $this->http->stock( self::lines( array( 'code' => 'LANE-D', 'warehouse' => 'Test', 'quantity' => $quantity ) ) );
	}
}
