<?php
/**
 * SPDX-License-Identifier: MIT
 *
 * Every route that we declare, taken from WordPress itself, against everybody who may not use it. A new route is attacked without a word here.
 */

declare(strict_types=1);

namespace Stockwire\Tests\Attacks;

use Stockwire\Tests\Support\AttackTestCase;
use Stockwire\Tests\Support\Http;

final class RoutesTest extends AttackTestCase {

	private const NAMESPACES = array( 'stockwire/v1', 'smartbill_woocommerce/v1' );

	private int $product;

	protected function setUp(): void {
		parent::setUp();
		$this->product = $this->product( 'ATTACK-1' );
	}

	protected function tearDown(): void {
		wp_delete_post( $this->product, true );
		parent::tearDown();
	}

	/** @return array<string, array{string, string}> method and path below wp-json */
	public static function routes(): array {
		$routes = array();
		foreach ( self::NAMESPACES as $namespace ) {
			foreach ( rest_get_server()->get_routes( $namespace ) as $route => $handlers ) {
				if ( "/$namespace" === $route ) {
					continue; // The index, which WordPress answers.
				}
				foreach ( $handlers as $handler ) {
					foreach ( array_keys( array_filter( $handler['methods'] ) ) as $method ) {
						$routes[ "$method $route" ] = array( $method, $route );
					}
				}
			}
		}
		return $routes;
	}

	public function test_the_routes_are_those_that_we_know(): void {
		$names = array_keys( $this->routes() );
		sort( $names );
		self::assertContains( 'POST /stockwire/v1/announce', $names );
		self::assertContains( 'POST /smartbill_woocommerce/v1/stocks', $names );
		self::assertGreaterThanOrEqual( 11, count( $names ), implode( ', ', $names ) );
	}

	/** @dataProvider routes */
	public function test_who_brings_nothing_or_a_wrong_token_is_refused( string $method, string $route ): void {
		$attacks = array(
			'nothing'            => array(),
			'a wrong token'      => array( 'Authorization: Bearer wrong-but-long-enough' ),
			'a password'         => array( 'Authorization: Basic ' . base64_encode( 'admin:' . getenv( 'TOKEN' ) ) ),
			'a made-up nonce'    => array( 'X-WP-Nonce: 0123456789' ),
			'another site'       => array( 'Origin: https://evil.example', 'Sec-Fetch-Site: cross-site' ),
			'an inner address'   => array( 'X-Forwarded-For: 127.0.0.1', 'X-Real-IP: 127.0.0.1', 'Forwarded: for=127.0.0.1' ),
		);
		$this->assert_refused( $method, $route, $attacks );
	}

	/** @dataProvider routes */
	public function test_the_token_in_a_place_of_somebody_else_s_choice_is_none( string $method, string $route ): void {
		$token   = (string) getenv( 'TOKEN' );
		$attacks = array();
		foreach ( array( 'Http-Authorization', 'HTTP_AUTHORIZATION', 'Redirect-Http-Authorization', 'REDIRECT_HTTP_AUTHORIZATION', 'Authorization_', 'X-Authorization', 'Proxy-Authorization', 'X-Forwarded-Authorization', 'X-Original-Authorization', 'Cookie' ) as $name ) {
			$attacks[ $name ] = array( 'Cookie' === $name ? "Cookie: authorization=Bearer $token" : "$name: Bearer $token" );
		}
		$attacks += array(
			'another header first'  => array( 'Authorization: Bearer wrong-but-long-enough', "Authorization: Bearer $token" ),
			'another header last'   => array( "Authorization: Bearer $token", 'Authorization: Bearer wrong-but-long-enough' ),
			'two in one'            => array( "Authorization: Bearer wrong-but-long-enough, Bearer $token" ),
			'hop by hop'            => array( 'Connection: Authorization, close', "Trailer: Authorization: Bearer $token" ),
			'behind a wrong one'    => array( "Authorization: Bearer wrong\tBearer $token" ),
		);
		$this->assert_refused( $method, $route, $attacks );
		foreach ( array( 'token', 'access_token', 'authorization', 'Authorization', '_wpnonce' ) as $name ) {
			$this->assert_refused( $method, $route, array( "?$name=" => array() ), "?$name=" . rawurlencode( 'Authorization' === ucfirst( $name ) ? "Bearer $token" : $token ) );
		}
	}

	/** @dataProvider routes */
	public function test_the_browser_of_an_owner_is_not_to_be_borrowed( string $method, string $route ): void {
		$owner = $this->as_role( 'shop_manager' );
		$other = $this->nonces( $owner, 'stockwire_save' )['stockwire_save'];
		foreach ( array( array(), array( 'X-WP-Nonce: 0123456789' ), array( "X-WP-Nonce: $other" ), array( 'Origin: https://evil.example', 'Content-Type: text/plain' ) ) as $headers ) {
			$this->assert_refused( $method, $route, array( 'the cookie alone' => $headers ), http: $owner );
		}
		// A picture's address is asked for by GET, and WordPress lets a parameter or a header speak of another method.
		$this->assert_refused( 'GET', $route, array( 'by a parameter' => array() ), "?_method=$method", $owner );
		$this->assert_refused( 'GET', $route, array( 'by a header' => array( "X-HTTP-Method-Override: $method" ) ), http: $owner );
	}

	/** @dataProvider routes */
	public function test_a_user_who_may_not_manage_the_shop_is_refused( string $method, string $route ): void {
		foreach ( array( 'subscriber', 'customer', 'editor' ) as $role ) {
			$user = $this->as_role( $role );
			$this->assert_refused( $method, $route, array( $role => array( 'X-WP-Nonce: ' . $this->nonces( $user, 'wp_rest' )['wp_rest'] ) ), http: $user );
		}
	}

	/** @dataProvider routes */
	public function test_its_permission_is_asked_for_should_anything_reach_wordpress_own_dispatch( string $method, string $route ): void {
		foreach ( rest_get_server()->get_routes()[ $route ] as $handler ) {
			self::assertIsCallable( $handler['permission_callback'] ?? null );
			self::assertNotSame( true, ( $handler['permission_callback'] )( new \WP_REST_Request( $method, $route ) ) );
		}
	}

	public function test_with_the_right_token_the_same_requests_are_let_in(): void {
		foreach ( $this->routes() as list( $method, $route ) ) {
			// An owner's word, and the shop's own call.
			$expected = 1 === preg_match( '@/runs/\(|/announce$@', $route ) ? 403 : 200;
			self::assertSame( $expected, $this->attack( new Http(), $method, $route, array( Http::bearer() ) )['status'], "$method $route" );
		}
	}

	/**
	 * @param array<string, list<string>> $attacks headers by what they are
	 */
	private function assert_refused( string $method, string $route, array $attacks, string $query = '', ?Http $http = null ): void {
		$before = $this->state();
		foreach ( $attacks as $what => $headers ) {
			$answer = $this->attack( $http ?? self::stranger(), $method, $route, $headers, $query );
			// A method that the route does not know is refused as such, before anybody asks who it was.
			self::assertContains( $answer['status'], 'GET' === $method ? array( 401, 403, 404, 405 ) : array( 400, 401, 403 ), "$what: {$answer['body']}" );
			self::assertStringNotContainsString( (string) getenv( 'TOKEN' ), $answer['body'] . implode( ' ', $answer['headers'] ), $what );
			self::assertStringNotContainsString( '"applied":true', $answer['body'], $what );
		}
		self::assertSame( $before, $this->state(), "$method $route: nothing was changed" );
	}

	/**
	 * @param list<string> $headers
	 * @return array{status: int, headers: array<string, string>, body: string}
	 */
	private function attack( Http $http, string $method, string $route, array $headers, string $query = '' ): array {
		global $wpdb;
		$path = str_replace( '(?P<run>\d+)', (string) max( 1, (int) $wpdb->get_var( "SELECT MAX(id) FROM {$wpdb->prefix}stockwire_runs" ) ), $route );
		self::assertStringNotContainsString( '(', $path, 'A kind of route that this test does not know: name a value for it' );
		$lines = str_ends_with( $route, '/stocks' )
			? array( 'products' => array( array( 'productCode' => 'ATTACK-1', 'warehouse' => self::WAREHOUSE, 'quantity' => 66 ) ) )
			: array( 'lines' => array( array( 'code' => 'ATTACK-1', 'warehouse' => self::WAREHOUSE, 'quantity' => 66 ) ), 'time' => time(), 'run' => 1, 'signature' => str_repeat( '0', 64 ) );
		$typed = array() !== preg_grep( '/^content-type:/i', $headers );
		return $http->send( $method, "/wp-json$path$query", $typed ? $headers : array( 'Content-Type: application/json', ...$headers ), 'GET' === $method ? null : (string) wp_json_encode( $lines ) );
	}
}
