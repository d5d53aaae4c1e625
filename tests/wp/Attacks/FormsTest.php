<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Every form of every tab, taken from the sources, and every call of the admin, taken from WordPress, against who may not send it.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Attacks;

use Stockwire\Tests\Support\AttackTestCase;
use Stockwire\Tests\Support\Http;

final class FormsTest extends AttackTestCase {

	/** Carries out nothing, so it has nothing to refuse. */
	private const SHOWS_ONLY = array( 'coverage' );

	/** @return list<string> names of all tabs, as an owner's page links them */
	private function tabs( Http $http ): array {
		$page = $http->send( 'GET', self::PAGE )['body'];
		preg_match_all( '/<a href="[^"]*page=stockwire(?:&#038;tab=([a-z]+))?" class="nav-tab/', $page, $found );
		self::assertGreaterThanOrEqual( 6, count( $found[1] ), $page );
		return $found[1];
	}

	public function test_the_forms_are_those_that_we_know(): void {
		$actions = array_keys( self::forms() );
		self::assertSame( array( 'activity', 'fetch', 'inbox', '', 'settings' ), array_values( array_unique( array_map( static fn( string $action ): string => self::forms()[ $action ], array( 'undo', 'fetch', 'inbox_link', 'save', 'limits' ) ) ) ) );
		self::assertSame( array(), array_diff( array( 'save', 'generate', 'paste', 'revoke', 'test', 'fetch', 'fetch_account', 'limits', 'recompute', 'inbox_link', 'release', 'discard', 'undo', 'undo_preview' ), $actions ), implode( ', ', $actions ) );
	}

	public function test_another_site_sends_no_form_through_an_owner_s_browser(): void {
		$owner  = $this->as_role( 'shop_manager' );
		// None, an empty one, a made-up one, and two that are right for something else.
		$nonces = array( null, '', '0123456789', ...array_values( $this->nonces( $owner, 'stockwire_nonsense', 'wp_rest' ) ) );
		$before = $this->state();
		foreach ( $this->tabs( $owner ) as $tab ) {
			foreach ( array_keys( self::forms() ) as $at => $action ) {
				// Each of them where the form belongs, one in turn elsewhere.
				foreach ( self::forms()[ $action ] === $tab ? $nonces : array( $nonces[ $at % 5 ] ) as $nonce ) {
					$answer = $owner->post_form( self::PAGE . "&tab=$tab", array_filter( array( '_wpnonce' => $nonce ), 'is_string' ) + self::fields( $action ) );
					if ( ! in_array( $tab, self::SHOWS_ONLY, true ) ) {
						self::assertSame( 403, $answer['status'], "$action on '$tab'" );
					}
				}
			}
		}
		self::assertSame( $before, $this->state() );
	}

	public function test_the_nonce_of_one_form_opens_no_other(): void {
		$owner  = $this->as_role( 'shop_manager' );
		$names  = array_keys( self::forms() );
		$nonces = $this->nonces( $owner, ...array_map( static fn( string $name ): string => "stockwire_$name", $names ) );
		$before = $this->state();
		foreach ( $names as $at => $action ) {
			$other = $names[ ( $at + 1 ) % count( $names ) ];
			foreach ( array( '', 'fetch', 'settings', 'inbox', 'activity' ) as $tab ) {
				self::assertSame( 403, $owner->post_form( self::PAGE . "&tab=$tab", array( '_wpnonce' => $nonces[ "stockwire_$other" ] ) + self::fields( $action ) )['status'], "$action by the nonce of $other on '$tab'" );
			}
		}
		self::assertSame( $before, $this->state() );
	}

	public function test_a_nonce_does_not_make_an_owner_of_a_user(): void {
		$before = $this->state();
		$tabs   = $this->tabs( $this->as_role( 'shop_manager' ) );
		foreach ( array( 'subscriber', 'customer', 'editor' ) as $role ) {
			$user   = $this->as_role( $role );
			$names  = array_keys( self::forms() );
			// WooCommerce keeps customers out of the admin by a redirect, of which nothing is to come either.
			$nonces = $this->nonces( $user, ...array_map( static fn( string $name ): string => "stockwire_$name", $names ) );
			foreach ( $tabs as $tab ) {
				$page = $user->send( 'GET', self::PAGE . "&tab=$tab" );
				self::assertContains( $page['status'], array( 302, 403 ), "'$tab' as $role" );
				self::assertStringNotContainsString( 'stockwire_action', $page['body'], "'$tab' as $role" );
			}
			foreach ( self::forms() as $action => $tab ) {
				$answer = $user->post_form( self::PAGE . "&tab=$tab", array( '_wpnonce' => $nonces[ "stockwire_$action" ] ) + self::fields( $action ) );
				self::assertContains( $answer['status'], array( 302, 403 ), "$action as $role" );
				self::assertStringNotContainsString( 'page=stockwire', $answer['headers']['location'] ?? '', "$action as $role" );
			}
		}
		foreach ( self::forms() as $action => $tab ) {
			$answer = ( new Http() )->post_form( self::PAGE . "&tab=$tab", self::fields( $action ) );
			self::assertStringContainsString( 'wp-login.php', $answer['headers']['location'] ?? '', "$action as a guest" );
		}
		self::assertSame( $before, $this->state() );
	}

	public function test_every_call_of_the_admin_asks_for_the_right_and_its_nonce(): void {
		$owner = $this->as_role( 'shop_manager' );
		$calls = $this->hooks( $owner );
		self::assertContains( 'wp_ajax_stockwire_progress', $calls );
		self::assertSame( array(), preg_grep( '/_nopriv_/', $calls ), 'Nothing is open to guests' );
		self::assertContains( 'admin_post_stockwire_fetch_product', $calls );
		self::assertSame( array(), preg_grep( '/^(wp_ajax|admin_post)_/', $calls, PREG_GREP_INVERT ), 'A kind of call that this test does not attack' );
		$other  = $this->nonces( $owner, 'stockwire_save' )['stockwire_save'];
		$before = $this->state();
		foreach ( $calls as $call ) {
			$name = (string) preg_replace( '/^(wp_ajax|admin_post)_/', '', $call );
			$path = '/wp-admin/admin-' . ( str_starts_with( $call, 'wp_ajax_' ) ? 'ajax' : 'post' ) . ".php?action=$name&run=1&product=1";
			self::assertSame( 400, ( new Http() )->send( 'GET', $path )['status'], "$name as a guest" );
			foreach ( array( '', '&_wpnonce=0123456789', "&_wpnonce=$other", "&_ajax_nonce=$other" ) as $nonce ) {
				self::assertSame( 403, $owner->send( 'GET', $path . $nonce )['status'], "$name $nonce" );
				self::assertSame( 403, $owner->post_form( $path . $nonce, array( 'run' => '1' ) )['status'], "$name $nonce, posted" );
			}
			$user = $this->as_role( 'subscriber' );
			foreach ( $this->nonces( $user, $name, "{$name}1", 'health-check-site-status' ) as $nonce ) {
				self::assertSame( 403, $user->send( 'GET', "$path&_wpnonce=$nonce" )['status'], "$name as a subscriber with a nonce" );
			}
		}
		self::assertSame( $before, $this->state() );
	}

	/** @return array<string, mixed> a form that would do harm */
	private static function fields( string $action ): array {
		return array(
			'stockwire_action' => $action,
			'enabled'          => '',
			'more_warehouses'  => 'Evil',
			'warehouses'       => array( 'Evil' ),
			'token'            => 'a-token-of-the-attacker',
			'digest'           => hash( 'sha256', strtolower( (string) getenv( 'TOKEN' ) ) ),
			'fetch_url'        => (string) getenv( 'BACKOFFICE_URL' ),
			'fetch_company'    => 'RO1',
			'fetch_user'       => 'evil@example.com',
			'fetch_token'      => 'evil',
			'schedule'         => '15m',
			'schedule_hour'    => 1,
			'buffer'           => 9,
			'brake_percent'    => 0,
			'brake_products'   => 0,
			'retention'        => 1,
			'notify'           => 'evil@example.com',
			'run'              => 1,
		);
	}
}
