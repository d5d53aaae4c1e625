<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * The Activity and Coverage tabs over HTTP: what buttons, odd addresses and names do. Who may press one, and with which nonce: Attacks/FormsTest.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Activity;

use Stockwire\Shop\Activity\Verdict;
use Stockwire\Shop\Jobs\Lease;
use Stockwire\Shop\Jobs\Runs;
use Stockwire\Shop\Jobs\Steps;
use Stockwire\Shop\Message;
use Stockwire\Tests\Support\ActivityTestCase;
use Stockwire\Tests\Support\MuPlugin;
use Stockwire\Tests\Support\Obstacle;

final class ActivityPageTest extends ActivityTestCase {

	private const PAGE = '/wp-admin/admin.php?page=stockwire&tab=activity';

	private const TAKEN_BACK = 'The run was taken back, as far as nothing newer stood in the way.';

	private const GOES_ON = 'The run is being taken back; this page shows how far it is.';

	protected function tearDown(): void {
		Obstacle::take_away();
		parent::tearDown();
	}

	public function test_with_its_nonce_a_shop_manager_releases(): void {
		$run = $this->subject( 'release' );
		$this->http = $this->as_role( 'shop_manager' );
		$answer = $this->http->post_form( self::PAGE, array( 'stockwire_action' => 'release', 'run' => $run, '_wpnonce' => $this->nonce( $run, 'release', $run ) ) );
		self::assertSame( 302, $answer['status'], $answer['body'] );
		self::assertStringContainsString( 'done=released', $answer['headers']['location'] );
		self::assertSame( 'done', $this->state_of( $run ) );
	}

	public function test_a_button_of_a_page_that_was_open_for_long_is_answered_with_a_sentence(): void {
		$run = $this->subject( 'release' );
		$this->http = $this->as_role( 'shop_manager' );
		$nonces = array( 'release' => $this->nonce( $run, 'release', $run ), 'discard' => $this->nonce( $run, 'discard', $run ) );
		$this->http->post_form( self::PAGE, array( 'stockwire_action' => 'discard', 'run' => $run, '_wpnonce' => $nonces['discard'] ) );
		foreach ( $nonces as $action => $nonce ) {
			$answer = $this->http->post_form( self::PAGE, array( 'stockwire_action' => $action, 'run' => $run, '_wpnonce' => $nonce ) );
			self::assertStringContainsString( 'done=too_late', $answer['headers']['location'] ?? '' );
		}
		$answer = $this->http->post_form( self::PAGE, array( 'stockwire_action' => 'release', 'run' => '999999999', '_wpnonce' => $nonces['release'] ) );
		self::assertStringContainsString( 'This run does not exist any more.', $answer['body'] );
		self::assertSame( 'discarded', $this->state_of( $run ) );
	}

	public function test_discarding_stops_no_run_that_is_not_held(): void {
		global $wpdb;
		$run = $this->subject( 'release' );
		$this->http = $this->as_role( 'shop_manager' );
		$nonce = $this->nonce( $run, 'discard', $run );
		$wpdb->update( "{$wpdb->prefix}stockwire_runs", array( 'state' => 'applying' ), array( 'id' => $run ) );
		$this->http->post_form( self::PAGE, array( 'stockwire_action' => 'discard', 'run' => $run, '_wpnonce' => $nonce ) );
		self::assertSame( 'applying', $this->state_of( $run ) );
	}

	/** @return array<string, array{string, string}> button, state of its run */
	public static function writing(): array {
		return array(
			'release'         => array( 'release', 'held' ),
			'the look before' => array( 'undo_preview', 'done' ),
			'undo'            => array( 'undo', 'done' ),
		);
	}

	/** @dataProvider writing */
	public function test_while_something_stands_in_the_way_no_button_writes_and_the_page_says_what_ko( string $action, string $state ): void {
		$run        = $this->subject( $action );
		$this->http = $this->as_role( 'shop_manager' );
		$nonce      = $this->button( $run, $action );
		$newest     = Runs::newest();
		Obstacle::put();
		$answer = $this->http->post_form( self::PAGE, array( 'stockwire_action' => $action, 'run' => $run, '_wpnonce' => $nonce ) );
		self::assertSame( 200, $answer['status'] );
		self::assertSame( 1, substr_count( $answer['body'], Obstacle::WORD ), 'It is said, and once' );
		self::assertSame( array( $state, max( $newest, $run ) ), array( $this->state_of( $run ), Runs::newest() ) );
		self::assertStringContainsString( Obstacle::WORD, $this->http->send( 'GET', self::PAGE )['body'] );
	}

	public function test_a_held_run_is_discarded_whatever_stands_in_the_way_ok(): void {
		$run        = $this->subject( 'discard' );
		$this->http = $this->as_role( 'shop_manager' );
		$nonce      = $this->nonce( $run, 'discard', $run );
		Obstacle::put();
		$answer = $this->http->post_form( self::PAGE, array( 'stockwire_action' => 'discard', 'run' => $run, '_wpnonce' => $nonce ) );
		self::assertStringContainsString( 'done=discarded', $answer['headers']['location'] ?? '' );
		self::assertSame( 'discarded', $this->state_of( $run ) );
	}

	public function test_where_nothing_stands_in_the_way_the_page_warns_of_nothing_ok(): void {
		$this->http = $this->as_role( 'shop_manager' );
		self::assertStringNotContainsString( 'role="alert"', $this->http->send( 'GET', self::PAGE )['body'] );
	}

	public function test_an_undo_that_is_done_is_said_to_be_ok(): void {
		$shown = $this->undo_of( $this->subject( 'undo' ) )();
		self::assertStringContainsString( 'done=undone', $shown );
		self::assertStringContainsString( self::TAKEN_BACK, $this->http->send( 'GET', $shown )['body'] );
	}

	public function test_an_undo_that_waits_is_not_said_to_be_done_before_it_is_ko(): void {
		$press = $this->undo_of( $this->subject( 'undo' ) );
		MuPlugin::install( MuPlugin::DEAF );
		$lease = Lease::take();
		self::assertNotNull( $lease );
		try {
			$shown = $press();
			$undo  = Runs::newest();
			self::assertSame( 'applying', $this->state_of( $undo ) );
			self::assertStringContainsString( "run=$undo&done=undoing", $shown );
			$page = $this->http->send( 'GET', $shown )['body'];
			self::assertStringNotContainsString( self::TAKEN_BACK, $page );
			self::assertStringContainsString( self::GOES_ON, $page );
		} finally {
			$lease->release();
		}
		( new Steps() )->work( 20.0, $undo );
		self::assertSame( 'done', $this->state_of( $undo ) );
		// The page loads itself again, at the same address.
		$page = $this->http->send( 'GET', $shown )['body'];
		self::assertStringContainsString( self::TAKEN_BACK, $page );
		self::assertStringNotContainsString( self::GOES_ON, $page );
	}

	public function test_an_undo_that_failed_is_said_to_have_ko(): void {
		global $wpdb;
		$press = $this->undo_of( $this->subject( 'undo' ) );
		$wpdb->query( "CREATE TRIGGER {$wpdb->prefix}refuses BEFORE UPDATE ON {$wpdb->postmeta} FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no number is changed'" );
		try {
			$shown = $press();
		} finally {
			$wpdb->query( "DROP TRIGGER {$wpdb->prefix}refuses" );
		}
		self::assertStringNotContainsString( 'done=undone', $shown );
		$undo = Runs::newest();
		Runs::fail( $undo, Message::of( 'given_up', Steps::MAX_TRIES ) );
		$page = $this->http->send( 'GET', $shown )['body'];
		self::assertStringNotContainsString( self::TAKEN_BACK, $page );
		self::assertStringNotContainsString( self::GOES_ON, $page );
		self::assertStringContainsString( 'Given up after', $page );
	}

	public function test_a_receipt_is_downloaded_with_its_own_nonce_only(): void {
		$run = $this->subject( 'undo' );
		$other = $this->subject( 'undo' );
		$this->http = $this->as_role( 'shop_manager' );
		$url = $this->csv_url( $run );
		foreach ( array( self::PAGE . "&run=$run&csv=1", str_replace( "run=$run", "run=$other", $url ) ) as $wrong ) {
			self::assertSame( 403, $this->http->send( 'GET', $wrong )['status'] );
		}
		$answer = $this->http->send( 'GET', $url );
		self::assertSame( array( 200, 'text/csv; charset=utf-8', 'nosniff' ), array( $answer['status'], strtolower( $answer['headers']['content-type'] ), $answer['headers']['x-content-type-options'] ) );
		self::assertStringStartsWith( "\xEF\xBB\xBFLine,", $answer['body'] );
		self::assertStringNotContainsString( '<', $answer['body'] );
		$manager = $this->http;
		$this->http = $this->as_role( 'subscriber' );
		self::assertSame( 403, $this->http->send( 'GET', $url )['status'] );
		self::assertSame( 200, $manager->send( 'GET', $url )['status'] );
	}

	public function test_codes_names_and_warehouses_are_shown_and_run_nothing(): void {
		$evil  = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'';
		$lines = (string) wp_json_encode( array( 'lines' => array( array( 'code' => $evil, 'name' => $evil, 'warehouse' => self::WAREHOUSE . $evil, 'quantity' => 1 ) ) ) );
		$run   = json_decode( $this->http->stock( $lines )['body'], true )['run'];
		$this->http = $this->as_role( 'shop_manager' );
		foreach ( array( "&run=$run", '&s=' . rawurlencode( $evil ), '&product=1&on=' . rawurlencode( $evil ), '&from=' . rawurlencode( $evil ), '&done=' . rawurlencode( $evil ) ) as $address ) {
			$body = $this->http->send( 'GET', self::PAGE . $address )['body'];
			self::assertStringNotContainsString( '<script>alert', $body, $address );
			self::assertStringNotContainsString( '<img src=x', $body, $address );
		}
		self::assertStringContainsString( '&lt;script&gt;alert(1)', $this->http->send( 'GET', self::PAGE . "&run=$run" )['body'] );
	}

	public function test_a_line_that_was_only_tried_is_found_as_such(): void {
		$this->article( 1 );
		$this->push( array( 1 => 7 ) );
		$this->http = $this->as_role( 'shop_manager' );
		$search     = self::PAGE . '&s=' . rawurlencode( $this->code( 1 ) );
		self::assertStringNotContainsString( 'Would be updated', $this->http->send( 'GET', $search )['body'] );
		$this->push( array( 1 => 8 ), array( 'shadow' => true ) );
		$page = $this->http->send( 'GET', $search )['body'];
		self::assertStringContainsString( 'Would be updated', $page );
		self::assertStringContainsString( '>Updated<', $page );
	}

	public function test_odd_addresses_break_nothing(): void {
		$this->http = $this->as_role( 'shop_manager' );
		$odd = array( '&run[]=1', '&run=-1', '&run=99999999999999999999', '&run=1e3', '&s[]=x', '&s=%00', '&s=%F0%28', '&product=0', '&product=999999999', '&product[]=3', '&paged=0', '&paged=-5', '&paged=999999', '&paged=999999999999999999', '&paged[]=2', '&from[]=x&to=2026-99-99', '&state[]=held', '&csv[]=1', '&product=1&on=2026-02-30' );
		foreach ( $odd as $address ) {
			$answer = $this->http->send( 'GET', self::PAGE . $address );
			// WordPress' own list leads to the last page there is, where nothing was sent yet.
			if ( 302 === $answer['status'] && str_contains( $address, 'paged=' ) ) {
				$answer = $this->http->send( 'GET', (string) preg_replace( '#^https?://[^/]+#', '', $answer['headers']['location'] ) );
			}
			self::assertSame( 200, $answer['status'], $address );
			self::assertStringContainsString( '</html>', $answer['body'], $address );
			self::assertStringNotContainsString( 'critical error', $answer['body'], $address );
		}
		foreach ( array( '&age=nonsense', '&age[]=x&order[]=y' ) as $address ) {
			self::assertStringContainsString( '</html>', $this->http->send( 'GET', '/wp-admin/admin.php?page=stockwire&tab=coverage' . $address )['body'] );
		}
		// WordPress' own list leads to the last page there is.
		$answer = $this->http->send( 'GET', '/wp-admin/admin.php?page=stockwire&tab=coverage&paged=999999' );
		self::assertTrue( 302 === $answer['status'] || str_contains( $answer['body'], '</html>' ) );
		self::assertSame( 200, $this->http->post_form( self::PAGE, array( 'stockwire_action' => array( 'undo' ) ) )['status'] );
	}

	public function test_a_product_that_is_gone_has_still_a_receipt_and_a_history(): void {
		$id  = $this->article( 1 );
		$run = $this->push( array( 1 => 7 ) )->run;
		wp_delete_post( $id, true );
		$this->http = $this->as_role( 'shop_manager' );
		self::assertStringContainsString( "Product $id (deleted)", $this->http->send( 'GET', self::PAGE . "&run=$run" )['body'] );
		self::assertStringContainsString( "tests #$run", $this->http->send( 'GET', self::PAGE . "&product=$id" )['body'] );
	}

	/** A run that the action is for. */
	private function subject( string $action ): int {
		static $made = 0;
		$this->tag = 'P' . strtoupper( uniqid() ) . ++$made;
		$this->article( 1 );
		$this->article( 2 );
		return in_array( $action, array( 'release', 'discard' ), true ) ? $this->held( 1, 2 ) : $this->push( array( 1 => 7 ) )->run;
	}

	/** The nonce of a button on the page of a run. */
	private function nonce( int $run, string $action, int $shown ): string {
		$page = $this->http->send( 'GET', self::PAGE . "&run=$shown" )['body'];
		self::assertSame( 1, preg_match( '/name="stockwire_action" value="' . $action . '"><input type="hidden" name="_wpnonce" value="([0-9a-f]+)"><input type="hidden" name="run" value="' . $shown . '"/', $page, $found ), "no $action for run $run" );
		return $found[1];
	}

	/** The nonce of an action; an undo's stands on the page of its look. */
	private function button( int $run, string $action ): string {
		if ( 'undo' !== $action ) {
			return $this->nonce( $run, $action, $run );
		}
		$look = ( new Verdict() )->undo( $run, true );
		$page = $this->http->send( 'GET', self::PAGE . "&run=$look" )['body'];
		self::assertSame( 1, preg_match( '/value="undo"><input type="hidden" name="_wpnonce" value="([0-9a-f]+)"/', $page, $found ) );
		return $found[1];
	}

	/** @return \Closure(): string presses the button that takes a run back; gives the address that it leads to */
	private function undo_of( int $run ): \Closure {
		$this->http = $this->as_role( 'shop_manager' );
		$fields     = array( 'stockwire_action' => 'undo', 'run' => $run, '_wpnonce' => $this->button( $run, 'undo' ) );
		return function () use ( $fields ): string {
			$answer = $this->http->post_form( self::PAGE, $fields );
			self::assertSame( 302, $answer['status'], $answer['body'] );
			return (string) preg_replace( '#^https?://[^/]+#', '', $answer['headers']['location'] );
		};
	}

	private function csv_url( int $run ): string {
		$page = $this->http->send( 'GET', self::PAGE . "&run=$run" )['body'];
		self::assertSame( 1, preg_match( '~href="[^"]*(/wp-admin/[^"]*csv=1[^"]*)"~', $page, $found ) );
		return html_entity_decode( $found[1] );
	}
}
